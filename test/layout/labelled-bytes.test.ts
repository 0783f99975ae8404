/** Arrays of bytes that have names: an enumeration names each element, flags run through all bytes. */
import { describe, expect, test } from "vitest";
import { diff, get, type InspectionNode, set } from "../../src/layout/index.js";
import { hex, structOf } from "../support/schema.js";

const lanes = structOf(
  64,
  [
    { name: "mode", bits: 8 },
    { name: "lane", bits: 8, count: 3, enum: "state" },
    { name: "support", bits: 8, count: 4, flags: "support" },
  ],
  {
    enums: { state: { values: { IDLE: 0, TRAINING: 5, READY: 6 } } },
    flags: { support: { values: { first: 0, last: 31 } } },
  },
);
const bytes = hex("01 05 06 00 80 00 00 01");

const named = (name: string, of = bytes): InspectionNode | undefined =>
  lanes.inspect(of).children.find((node) => node.name === name);

describe("an enumeration", () => {
  test("names each element in a row of its own, and the array stays bytes", () => {
    const node = named("lane");
    expect([node?.kind, node?.value, node?.label]).toEqual(["bytes", hex("05 06 00"), undefined]);
    expect(
      node?.children.map(({ name, path, bitOffset, width, raw, value, label }) => [
        name,
        path,
        bitOffset,
        width,
        raw,
        value,
        label,
      ]),
    ).toEqual([
      ["[0]", "regs.lane[0]", 8, 8, "05", 5, "TRAINING"],
      ["[1]", "regs.lane[1]", 16, 8, "06", 6, "READY"],
      ["[2]", "regs.lane[2]", 24, 8, "00", 0, "IDLE"],
    ]);
    expect(lanes.decode(bytes)["lane"]).toEqual(hex("05 06 00"));
  });

  test("has a note for an element without a name, at its place", () => {
    const [note, ...others] = lanes.inspect(hex("01 05 07 00 80 00 00 01")).notes;
    expect([note?.code, note?.path, note?.byteOffset, others]).toEqual(["unknown-enum", "regs.lane[1]", 2, []]);
  });

  test("elements are read, written by name and compared at the same paths", () => {
    const changed = bytes.slice();
    set(lanes, changed, "lane[1]", "TRAINING");
    expect(get(lanes, changed, "lane[1]")).toBe(5);
    expect(diff(lanes, bytes, changed).map(({ path, a, b, labelA, labelB }) => [path, a, b, labelA, labelB])).toEqual([
      ["regs.lane[1]", 6, 5, "READY", "TRAINING"],
    ]);
    expect(lanes.encode({ mode: 1, lane: ["TRAINING", 6, "IDLE"], support: hex("80 00 00 01") })).toEqual(bytes);
  });

  test("of more elements than are asked for, the rest is one row of bytes", () => {
    const [array] = lanes.inspect(bytes, { mostElements: 1 }).children.filter(({ name }) => name === "lane");
    expect(array?.children.map(({ name, raw }) => [name, raw])).toEqual([
      ["[0]", "05"],
      ["...", "0600"],
    ]);
  });
});

test("flags run through all bytes", () => {
  const node = named("support");
  expect([node?.label, node?.children]).toEqual(["first | last", []]);
});
