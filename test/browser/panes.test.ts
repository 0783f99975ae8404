/** Three linked panes: a field marks its bits, a bit finds its field; filter, search, comparison, copies, links. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  bytes,
  dropAndRead,
  fieldRow,
  grid,
  launch,
  listRow,
  live,
  markedBits,
  markedBytes,
  openExample,
  openViewer,
  root,
  status,
  tree,
} from "./support.js";

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
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openExample(page);
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
  await page.close();
});

describe("selection", () => {
  test("a field marks its bytes and bits", async () => {
    await fieldRow(page, "op_mod").click();
    expect(await markedBytes(page)).toEqual([6, 7]);
    expect(await markedBits(page)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test("a field of one bit marks that bit", async () => {
    await fieldRow(page, "vlan_cap").click();
    expect(await markedBytes(page)).toEqual([0x10]);
    expect(await markedBits(page)).toEqual([30]);
    expect(await status(page).textContent()).toMatch(/byte 0x10 · dword 0x10, bit 30.*1 bit/);
  });

  test("a byte selects its field", async () => {
    await page.locator("fwctl-hex-pane #byte-7").click();
    expect(await fieldRow(page, "op_mod").getAttribute("aria-selected")).toBe("true");
  });

  test("a bit selects its field", async () => {
    await fieldRow(page, "csum_cap").click();
    await page.locator("fwctl-hex-pane #bit-29").click();
    expect(await fieldRow(page, "lro_cap").getAttribute("aria-selected")).toBe("true");
    expect(await status(page).textContent()).toContain("cursor byte 0x10, bit 5");
  });

  test("little-endian layouts count their bits from the lowest", async () => {
    await listRow(page, 3).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("GET_SUPPORTED_FEATURES");
    await fieldRow(page, "op_size").first().click();
    expect(await status(page).textContent()).toMatch(/bytes 0x08..0x0b · dword 0x08, bits 31:0/);
  });

  test("the status line says offset, length, type and source", async () => {
    await fieldRow(page, "opcode").click();
    const text = (await status(page).textContent()) ?? "";
    expect(text).toContain("query_hca_cap_in.opcode");
    expect(text).toContain("bytes 0x00..0x01 · dword 0x00, bits 31:16");
    expect(text).toContain("16 bits");
    expect(text).toContain("enum command_opcode");
    expect(text).toContain("mlx5_ifc.h");
  });

  test("the same field stays selected from one exchange to the next", async () => {
    await listRow(page, 4).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("GET_FEATURE");
    await fieldRow(page, "flags").first().click();
    await listRow(page, 6).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("f0000001");
    expect(await fieldRow(page, "flags").first().getAttribute("aria-selected")).toBe("true");
  });
});

describe("filter and search", () => {
  test("the filter language of the command line", async () => {
    await page.locator("#filter").fill("command ~ FEATURE && errno");
    await expect.poll(() => grid(page).getAttribute("aria-rowcount")).toBe("2");
    await expect.poll(() => listRow(page, 0).textContent()).toContain("EINVAL");
    await expect.poll(() => page.locator("#filter-said").textContent()).toBe("1 of 8 records");
  });

  test("decoded fields can be asked for", async () => {
    await page.locator("#filter").fill("vlan_cap == 1");
    await expect.poll(() => grid(page).getAttribute("aria-rowcount")).toBe("2");
    await expect.poll(() => listRow(page, 0).textContent()).toContain("QUERY_HCA_CAP");
  });

  test("a filter that cannot be read is told, and all records stay", async () => {
    await page.locator("#filter").fill("status !=");
    await expect.poll(() => page.locator("#filter").getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#filter-said").textContent()).toContain("filter, column");
    expect(await grid(page).getAttribute("aria-rowcount")).toBe("9");
  });

  test("search goes through names and values, from one exchange to the next", async () => {
    await page.locator("#find").fill("lro_cap");
    await page.locator("#find").press("Enter");
    expect(await fieldRow(page, "lro_cap").getAttribute("aria-selected")).toBe("true");
    await page.locator("#find").fill("ptys_reg");
    await page.locator("#find").press("Enter");
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("PTYS");
    await page.locator("#find").fill("nowhere to be found");
    await page.locator("#find").press("Enter");
    await expect.poll(() => live(page).textContent()).toContain("is not found");
  });

  test("columns sort, up, down and back", async () => {
    const column = grid(page).getByRole("columnheader", { name: /^Status/ });
    await column.getByRole("button").click();
    await expect.poll(() => column.getAttribute("aria-sort")).toBe("ascending");
    await column.getByRole("button").click();
    await expect.poll(() => listRow(page, 0).textContent()).toContain("EINVAL");
    await column.getByRole("button").click();
    await expect.poll(() => listRow(page, 0).textContent()).toContain("QUERY_HCA_CAP");
  });
});

describe("comparison", () => {
  test("two exchanges: the fields that differ are marked", async () => {
    await listRow(page, 4).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#5");
    await grid(page).focus();
    await page.keyboard.press("m");
    await listRow(page, 6).click();
    await page.keyboard.press("d");
    await page.getByText("fields differ").waitFor();
    const uuid = fieldRow(page, "uuid").first();
    expect(await uuid.textContent()).toContain("≠");
    expect(await uuid.textContent()).toContain("f0000001-0001-4001-8001-0102030405e1");
    expect(await fieldRow(page, "op_size").first().textContent()).not.toContain("≠");
    await page.screenshot({ path: join(root, "artifacts", "viewer", "comparison.png") });
  });

  test("two files: pairs that changed stand out", async () => {
    const session = readFileSync(join(root, "examples/session.ndjson"), "utf8");
    const changed = session
      .replace("0805000000000001000050040000", "0805000000000001000050040001")
      .replace("e8926be3e9ec0003", "c8926be3e9ec0003");
    await dropAndRead(page, { name: "before.ndjson", content: session }, { name: "after.ndjson", content: changed });
    await page.getByText("compared with").waitFor();
    await expect.poll(() => listRow(page, 0).textContent()).toContain("≠ changed");
    expect(await listRow(page, 3).textContent()).not.toContain("≠");
    await listRow(page, 0).click();
    await page.getByText("field differs").or(page.getByText("fields differ")).waitFor();
    await page.getByLabel("only what differs").check();
    expect(await fieldRow(page, "lro_cap").textContent()).toContain("≠");
    expect(await fieldRow(page, "opcode").count()).toBe(0);
    await page.getByRole("button", { name: "End comparison" }).click();
    await expect.poll(() => listRow(page, 0).textContent()).not.toContain("≠");
  });
});

describe("copies and links", () => {
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

  test.each([
    ["Hex", "00 02"],
    ["Path", "query_hca_cap_in.op_mod"],
    ["C", "static const unsigned char query_hca_cap_in_op_mod[2] = {\n\t0x00, 0x02,\n};\n"],
  ])("%s of the selected field", async (kind, expected) => {
    await fieldRow(page, "op_mod").click();
    await page.getByRole("button", { name: kind, exact: true }).click();
    await expect.poll(clipboard).toBe(expected);
  });

  test("JSON of the record", async () => {
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await expect.poll(clipboard).toContain('"command": "QUERY_HCA_CAP"');
  });

  test("the address restores the selection", async () => {
    await listRow(page, 1).click();
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("PTYS");
    await fieldRow(page, "local_port").first().click();
    await page.waitForURL(/local_port/);
    const hash = new URL(page.url()).hash;
    const again = await openViewer(browser, { hash });
    await expect.poll(() => again.page.locator(".about h2").textContent()).toContain("#2");
    await expect.poll(() => fieldRow(again.page, "local_port").first().getAttribute("aria-selected")).toBe("true");
    await again.page.close();
  });

  test("a link into a file waits for the file", async () => {
    const waiting = await openViewer(browser, { hash: "#at=4" });
    await expect.poll(() => live(waiting.page).textContent()).toContain("open the file");
    await dropAndRead(waiting.page, {
      name: "session.ndjson",
      content: readFileSync(join(root, "examples/session.ndjson")),
    });
    await expect.poll(() => waiting.page.locator(".about h2").textContent()).toContain("#4");
    await waiting.page.close();
  });
});

describe("keyboard alone", () => {
  test("through the panes, the tree and the bits", async () => {
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("PTYS");
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#8");
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".about h2").textContent()).toContain("#1");

    await page.keyboard.press("2");
    await page.keyboard.press("Home");
    const before = await tree(page).getAttribute("aria-rowcount");
    await page.keyboard.press("ArrowLeft");
    expect(Number(await tree(page).getAttribute("aria-rowcount"))).toBeLessThan(Number(before));
    await page.keyboard.press("ArrowRight");
    expect(await tree(page).getAttribute("aria-rowcount")).toBe(before);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => live(page).textContent()).toContain("opcode, 0x0100, QUERY_HCA_CAP");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Home");

    await page.keyboard.press("3");
    for (let step = 0; step < 7; step += 1) await page.keyboard.press("ArrowRight");
    expect(await fieldRow(page, "op_mod").getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await status(page).textContent()).toContain("cursor byte 0x07, bit 6");

    await page.keyboard.press("/");
    await page.keyboard.type("syndrome");
    await page.keyboard.press("Enter");
    expect(await fieldRow(page, "syndrome").getAttribute("aria-selected")).toBe("true");
  });

  test("every control is reached by Tab, and the focus is seen", async () => {
    const seen = new Set<string>();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (element === null || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const name = element.getAttribute("aria-label") ?? element.id ?? "";
        return {
          name: name === "" ? (element.textContent ?? "").trim() : name,
          outline: outlineStyle !== "none" && outlineWidth !== "0px",
        };
      });
      if (at === undefined) continue;
      expect(at.outline, `${at.name} shows the focus`).toBe(true);
      seen.add(at.name);
    }
    for (const name of ["Open…", "filter", "find", "format", "Exchanges", "Fields", "Bytes", "JSON", "◆ Mark"])
      expect([...seen]).toContain(name);
    expect([...seen].some((name) => name.startsWith("Bits of dword"))).toBe(true);
  });

  test("counts and places are told to assistive technology", async () => {
    expect(await grid(page).getAttribute("aria-rowcount")).toBe("9");
    const row = fieldRow(page, "vlan_cap");
    expect(await row.getAttribute("aria-level")).toBe("4");
    expect(await row.getAttribute("aria-posinset")).toBe("2");
    await row.click();
    expect(await tree(page).getAttribute("aria-activedescendant")).toBe(await row.getAttribute("id"));
    expect(await bytes(page).getAttribute("aria-activedescendant")).toBe("byte-16");
  });
});
