/** Captures that were made to do harm, and captures that are damaged. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drop, dropAndRead, fieldRow, grid, launch, listRow, openExample, openViewer, tree } from "./support.js";

let browser: Browser;
let page: Page;
let complaints: readonly string[];
let requests: readonly string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  ({ page, complaints, requests } = await openViewer(browser));
});
afterEach(async () => {
  expect(requests).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

const image = '<img src="https://example.org/x.png" onerror="globalThis.ran=1">';
const script = "<script>globalThis.ran=1</script>";
const turned = "mlx5_0\u202egpj.exe\u2066";

const line = (more: object): string =>
  `${JSON.stringify({ v: 1, ioctl: "rpc", deviceType: 1, scope: 0, in: "01000000000000020000000000000000", ...more })}\n`;

describe("a hostile capture", () => {
  test("markup and scripts in names are text", async () => {
    await dropAndRead(page, {
      name: `${script}.ndjson`,
      content: line({ dev: image, ts: script, meta: { [image]: script }, [script]: image }),
    });
    const row = (): Promise<string | null> => listRow(page, 0).textContent();
    await expect.poll(row).toContain(image);
    await expect.poll(row).toContain(script);
    expect(await page.locator(".facts").textContent()).toContain(image);
    expect(await page.locator(".file").first().textContent()).toContain(`${script}.ndjson`);
    expect(await page.locator("fwctl-viewer img, fwctl-viewer script").count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(globalThis, "ran"))).toBeUndefined();
  });

  test("marks that turn the direction of writing are shown as signs", async () => {
    await dropAndRead(page, { name: "turned.ndjson", content: line({ dev: turned, ts: "1\u202e2\u0007" }) });
    const row = (): Promise<string | null> => listRow(page, 0).textContent();
    await expect.poll(row).toContain("mlx5_0⟨U+202E⟩gpj.exe⟨U+2066⟩");
    await expect.poll(row).toContain("1⟨U+202E⟩2␇");
    expect(await row()).not.toContain("\u202e");
  });

  test("names of a log and of a schema are text", async () => {
    const log = `[    1.000000] mlx5_core ${image}: mlx5_cmd_out_err:808:(pid 1): ACCESS_REG(0x805) op_mod(0x1) failed, status ${script}(0x3), syndrome (0x1), err(-22)\n`;
    await drop(page, { name: "log.txt", content: log.repeat(2) });
    const schema = {
      family: "x",
      order: "le",
      source: { header: image, revision: script },
      structs: { [image]: { bits: 8, fields: [{ name: script, bits: 8 }] } },
    };
    await drop(page, { name: `${image}.json`, content: JSON.stringify(schema) });
    await page.locator(".chip").waitFor();
    await page.locator(".chip summary").click();
    expect(await page.locator(".chip").textContent()).toContain(image);
    expect(await page.locator("fwctl-viewer img, fwctl-viewer script").count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(globalThis, "ran"))).toBeUndefined();
  });

  test("names that reach into prototypes are names", async () => {
    const content =
      '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"01000000000000020000000000000000","__proto__":{"polluted":1},"constructor":2}\n';
    await dropAndRead(page, { name: "proto.ndjson", content });
    expect(await page.evaluate(() => Reflect.get({}, "polluted"))).toBeUndefined();
    await page.locator("#filter").fill("__proto__ || constructor");
    await expect.poll(() => grid(page).getAttribute("aria-rowcount")).toBe("1");
  });

  test("the policy of the page forbids requests and code made of text", async () => {
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; worker-src blob:; /,
    );
    expect(policy).not.toContain("unsafe");
  });
});

describe("a broken file", () => {
  const good = line({ out: "00000000000000000000000000000000" });

  test("lines that can be read are shown, the others say what is wrong with them", async () => {
    const content = `${good}{"v":1,"ioctl":"rpc","devi\n${line({ in: "0x!" })}${good}`;
    await dropAndRead(page, { name: "broken.ndjson", content });
    expect(await grid(page).getAttribute("aria-rowcount")).toBe("5");
    await expect.poll(() => listRow(page, 0).textContent()).toContain("QUERY_HCA_CAP");
    await expect.poll(() => listRow(page, 1).textContent()).toContain("line 2: is not JSON");
    await expect.poll(() => listRow(page, 2).textContent()).toContain("hex digits");
    await expect.poll(() => listRow(page, 3).textContent()).toContain("QUERY_HCA_CAP");
  });

  test("of a reply that breaks off the part that is there is shown, and what is missing", async () => {
    await dropAndRead(page, { name: "short.ndjson", content: line({ out: "00000000000000000000" }) });
    await page.getByText("buffer ends at 0xa").first().waitFor();
    await fieldRow(page, "status").click();
    expect(await tree(page).textContent()).toContain("missing");
  });

  test("bytes fed as a recording are lost lines, not a dead page", async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) & 0xff);
    await dropAndRead(page, { name: "noise.bin", content: noise });
    await page.locator("#format").selectOption("fwctl-capture");
    await expect.poll(() => listRow(page, 0).textContent()).toContain("is not JSON");
    await openExample(page);
    await expect.poll(() => listRow(page, 0).textContent()).toContain("QUERY_HCA_CAP");
  });

  test("an empty file says so", async () => {
    await drop(page, { name: "empty.txt", content: "" });
    await page.getByText("Nothing was found in empty.txt").waitFor();
  });
});
