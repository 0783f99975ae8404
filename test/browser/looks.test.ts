/** For everybody: no violation that axe knows, in light and dark, narrow and wide; pictures are kept. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artifacts, fieldRow, grid, launch, listRow, openExample, openViewer } from "./support.js";

let browser: Browser;
const axe: string = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What axe finds, in words. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run: unknown = Reflect.get(globalThis, "axe");
    const start: unknown = typeof run === "object" && run !== null ? Reflect.get(run, "run") : undefined;
    if (typeof start !== "function") return ["axe is not there"];
    const result: { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] } =
      await start(document);
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
  });
}

describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
  const picture = (page: Page, name: string): Promise<Buffer> =>
    page.screenshot({ path: join(artifacts, `${name}-${colorScheme}.png`) });

  test("the first page", async () => {
    const { page } = await openViewer(browser, { colorScheme });
    await picture(page, "welcome");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("an exchange with a selected field", async () => {
    const { page } = await openViewer(browser, { colorScheme });
    await openExample(page);
    await fieldRow(page, "vlan_cap").click();
    await picture(page, "field");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("a refused exchange with its reasons", async () => {
    const { page } = await openViewer(browser, { colorScheme });
    await openExample(page);
    await listRow(page, 7).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#8");
    await picture(page, "refused");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("a comparison, a search and a filter that cannot be read", async () => {
    const { page } = await openViewer(browser, { colorScheme });
    await openExample(page);
    await listRow(page, 4).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#5");
    await grid(page).focus();
    await page.keyboard.press("m");
    await listRow(page, 6).click();
    await page.keyboard.press("d");
    await page.getByText("fields differ").waitFor();
    await page.locator("#find").fill("op");
    await page.locator("#filter").fill("status !=");
    await expect.poll(() => page.locator("#filter").getAttribute("aria-invalid")).toBe("true");
    await picture(page, "comparison");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("at 200 %: everything is reached by scrolling in one direction", async () => {
    const { page } = await openViewer(browser, { colorScheme, width: 720, height: 450 });
    await openExample(page);
    await fieldRow(page, "op_mod").click();
    await page.screenshot({ path: join(artifacts, `narrow-${colorScheme}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("the list of keys", async () => {
    const { page } = await openViewer(browser, { colorScheme });
    await page.keyboard.press("?");
    await page.locator("#keys[open]").waitFor();
    await picture(page, "keys");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});

test("the colours can be chosen against the system", async () => {
  const { page } = await openViewer(browser, { colorScheme: "light" });
  const ground = (): Promise<string> =>
    page.locator(".app").evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground()).toBe("rgb(255, 255, 255)");
  await page.getByRole("button", { name: /Colours/ }).click();
  expect(await ground()).toBe("rgb(21, 24, 28)");
  await page.close();
});
