/** A million exchanges: listed, scrolled, filtered, in memory that the file bounds. Also size and start of the page. */
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artifacts, grid, launch, listRow, openExample, openViewer, pagePath } from "./support.js";

const million = 1_000_000;
let browser: Browser;
let folder: string;
let path: string;
const measured: Record<string, number> = {};

const note = (name: string, value: number): void => {
  measured[name] = Math.round(value * 10) / 10;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fwctl-viewer-"));
  path = join(folder, "million.ndjson");
  await writeMillion(path);
  browser = await launch();
});
afterAll(async () => {
  writeFileSync(join(artifacts, "measured.json"), `${JSON.stringify(measured, undefined, 2)}\n`);
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** QUERY_HCA_CAP, QUERY_ISSI and QUERY_ADAPTER in turn; each thousandth is refused. */
async function writeMillion(target: string): Promise<void> {
  const opcodes = ["0100", "010a", "0101"];
  const stream = createWriteStream(target);
  for (let from = 0; from < million; from += 10_000) {
    let text = "";
    for (let at = from; at < from + 10_000; at += 1) {
      const refused = at % 1000 === 999;
      const request = `${opcodes[at % 3]}0000000000000000000000000000`;
      const reply = refused ? "05000000000065b5" : "0000000000000000";
      text += `{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"ts":${1_700_000_000 + at},"dev":"fwctl${at % 8}","in":"${request}","out":"${reply}"}\n`;
    }
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await finished(stream);
}

async function chooseFile(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open…", exact: true }).click();
  await (await chooser).setFiles(file);
}

/** Resident memory of this run's renderers, in bytes. */
function rendererMemory(): number {
  const parents = new Map<number, number>();
  const renderers: number[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1]));
      if (readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--type=renderer")) renderers.push(Number(name));
    } catch {
      // The process has ended meanwhile.
    }
  }
  const ours = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === process.pid || ours(parents.get(pid)));
  return renderers.filter(ours).reduce((sum, pid) => sum + resident(pid), 0);
}

const resident = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;

/** Milliseconds from one frame to the next while the list scrolls, in steps of a few rows and in leaps. */
function scrollFrames(page: Page): Promise<number[]> {
  return page.locator("fwctl-exchange-list .scroller").evaluate(async (element) => {
    const frames: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 180; frame += 1) {
      element.scrollTop = frame % 60 === 59 ? element.scrollHeight * ((frame * 0.37) % 1) : element.scrollTop + 110;
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return frames;
  });
}

describe("a million exchanges", () => {
  test("are listed, scrolled, reached and filtered", async () => {
    const { page, complaints } = await openViewer(browser);
    await openExample(page);
    const before = rendererMemory();
    const size = statSync(path).size;
    note("file MB", size / 1e6);

    const start = performance.now();
    await chooseFile(page, path);
    await expect.poll(() => listRow(page, 0).textContent(), { interval: 10 }).toContain("fwctl0");
    note("first rows ms", performance.now() - start);
    await expect.poll(() => grid(page).getAttribute("aria-rowcount"), { timeout: 60_000 }).toBe(String(million + 1));
    note("all listed ms", performance.now() - start);

    const frames = (await scrollFrames(page)).sort((a, b) => a - b);
    note("frame median ms", frames[90] ?? 0);
    note("frame 95 % ms", frames[171] ?? 0);
    note("frame worst ms", frames.at(-1) ?? 0);
    expect(frames.length).toBeGreaterThan(90);

    await grid(page).focus();
    await page.keyboard.press("End");
    await expect.poll(() => listRow(page, million - 1).textContent()).toContain("1,000,000");
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#1,000,000");

    const filtered = performance.now();
    await page.locator("#filter").fill("status != 0 && dev == fwctl7");
    await expect
      .poll(() => page.locator("#filter-said").textContent(), { timeout: 110_000 })
      .toBe("1,000 of 1,000,000 records");
    note("filter ms", performance.now() - filtered);

    const memory = rendererMemory() - before;
    note("memory MB", memory / 1e6);
    expect(memory).toBeLessThan(size * 2);
    expect(measured).toHaveProperty("first rows ms");
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("sort, and stay reachable while they do", async () => {
    const { page } = await openViewer(browser);
    await chooseFile(page, path);
    await expect.poll(() => grid(page).getAttribute("aria-rowcount"), { timeout: 60_000 }).toBe(String(million + 1));
    const begin = performance.now();
    await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
    await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
    await expect.poll(() => listRow(page, 0).textContent(), { timeout: 110_000 }).toContain("BAD_RES_ERR");
    note("sort ms", performance.now() - begin);
    await page.close();
  });
});

describe("the page", () => {
  test("has at most 900 kB", () => {
    note("page bytes", statSync(pagePath).size);
    expect(statSync(pagePath).size).toBeLessThanOrEqual(900_000);
  });

  test("starts within a second", async () => {
    const times: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const fresh = await launch();
      const page = await fresh.newPage();
      const start = performance.now();
      await page.goto(`file://${pagePath}#example=1&at=1`);
      await page.locator("fwctl-field-tree #field-1").waitFor();
      times.push(performance.now() - start);
      await fresh.close();
    }
    note("cold start to decoded fields ms", Math.min(...times));
    expect(times.every((time) => time > 0)).toBe(true);
  });
});
