/** The examples of docs/cxl.md: they are the files in documented/, and the files do what the page says. */
import { describe, expect, test } from "vitest";
import * as family from "../../src/cxl/index.js";
import { cxlKernel } from "../support/cxl-kernel.js";
import { exampleBodies, importedNames, pageText, shownBodies } from "../support/documented.js";
import { whatIsWrong } from "./documented/exchange.js";
import { whoMayWriteWhat } from "./documented/list.js";
import { scrubHours } from "./documented/read.js";
import { setThreshold } from "./documented/vendor.js";

const page = pageText("docs/cxl.md");

describe("the page", () => {
  test.each(exampleBodies("cxl"))("shows %s", (_, body) => {
    expect(shownBodies(page)).toContain(body);
  });

  test("imports what there is", () => {
    expect(importedNames(page, "fwctl-codec/cxl").filter((name) => !Object.keys(family).includes(name))).toEqual([]);
  });

  test("names functions that there are", () => {
    const named = [...page.matchAll(/`([a-z]+[A-Z][A-Za-z]+)[(`]/g)].map(([, name = ""]) => name);
    const known = new Set([...Object.keys(family), "pieceBytes", "decodeRpc", "returnCode"]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("the examples", () => {
  test("who may write what, as the page prints it", async () => {
    const lines = await whoMayWriteWhat(cxlKernel());
    for (const line of lines.slice(0, 2)) expect(page).toContain(line);
  });

  test("patrol scrub", async () => {
    expect(await scrubHours(cxlKernel())).toBe("every 12 hours, off");
  });

  test("a vendor's feature, written and proved", async () => {
    const threshold = { name: "threshold", type: "u16" };
    const schema = JSON.stringify({
      family: "acme",
      order: "le",
      source: { header: "acme error threshold", revision: "1" },
      structs: {
        acme_threshold_rd: {
          bits: 8,
          fields: [
            { name: "unit", type: "u8" },
            { name: "thresholds", layout: "acme_rd", count: "end" },
          ],
        },
        acme_rd: { bits: 32, fields: [{ name: "cap", type: "u8" }, threshold, { name: "flags", type: "u8" }] },
        acme_threshold_wr: {
          bits: 8,
          fields: [
            { name: "unit", type: "u8" },
            { name: "thresholds", layout: "acme_wr", count: "end" },
          ],
        },
        acme_wr: { bits: 16, fields: [threshold] },
      },
    });
    expect(await setThreshold(cxlKernel(), schema, 4)).toBe("SUCCESS, same");
    expect(await setThreshold(cxlKernel(), schema, 1024)).toBe(
      "SUCCESS, different; thresholds[0].threshold: wrote 1024, reads 0; thresholds[1].threshold: wrote 1024, reads 0; thresholds[2].threshold: wrote 1024, reads 0",
    );
  });

  test("the traps, as the page prints them", () => {
    for (const line of whatIsWrong(new Uint8Array(16), 16)) expect(page).toContain(line);
  });
});
