/** The examples of docs/pds.md: they are the files in documented/, and the files do what the page says. */
import { describe, expect, test } from "vitest";
import * as family from "../../src/pds/index.js";
import { type PdsModel, simulatedKernel } from "../../src/simulate/index.js";
import { exampleBodies, importedNames, pageText, shownBodies } from "../support/documented.js";
import { portStatistics } from "./documented/call.js";
import { whatIsMissing } from "./documented/exchange.js";

const page = pageText("docs/pds.md");

describe("the page", () => {
  test.each(exampleBodies("pds"))("shows %s", (_, body) => {
    expect(shownBodies(page)).toContain(body);
  });

  test("imports what there is", () => {
    expect(importedNames(page, "fwctl-codec/pds").filter((name) => !Object.keys(family).includes(name))).toEqual([]);
  });

  test("names functions that there are", () => {
    const named = [...page.matchAll(/`([a-z]+[A-Z][A-Za-z]+)[(`]/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.keys(family).includes(name))).toEqual([]);
  });

  test.each(["READ", "WRITE", "SYNC", "DEBUG_READ", "DEBUG_WRITE"] as const)("has the scope of %s", (name) => {
    const value = family.commandAttributes[name];
    const row = page.split("\n").find((line) => line.includes(`\`${name}\` ${value}`));
    expect(row?.split("|").at(-2)?.trim()).toBe(String(family.scopeOfAttribute(value)));
  });
});

describe("the examples", () => {
  const schema = JSON.stringify({
    family: "acme",
    order: "le",
    source: { header: "acme firmware", revision: "1" },
    structs: { port_statistics: { bits: 64, fields: [{ name: "packets", type: "u64" }] } },
  });
  const device = (err: number): PdsModel => ({
    driver: "pds",
    endpoints: [{ id: 1, operations: [{ id: 5, scope: 2, replies: [{ err, data: "2a00000000000000" }] }] }],
  });

  test("a described payload", async () => {
    expect(await portStatistics(simulatedKernel({ device: device(0) }), schema)).toBe("42 packets");
    expect(await portStatistics(simulatedKernel({ device: device(7) }), schema)).toBe("the firmware answered 7");
  });

  test("what is missing, as the page prints it", () => {
    const request = family.pdsCall({ ep: 1, op: 5, request: new Uint8Array(4) }).in;
    const lines = whatIsMissing(request);
    for (const line of lines) expect(page).toContain(line);
    expect(lines.length).toBe(1);
  });
});
