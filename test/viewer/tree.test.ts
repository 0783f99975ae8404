/** Which rows of the field tree are shown, and which field a bit or a path stands for. */
import { describe, expect, test } from "vitest";
import type { Field } from "../../viewer/protocol.js";
import {
  ancestors,
  closedAtFirst,
  fieldAtBit,
  fieldAtPath,
  nextMention,
  opened,
  visibleRows,
} from "../../viewer/state/tree.js";
import { row } from "../support/viewer-row.js";

/** A side with an opcode, a quiet reserved field, and a struct of two fields; a second side with one field. */
const fields: readonly Field[] = [
  row("request", -1, 6, 0, 64, { kind: "side" }),
  row("opcode", 0, 2, 0, 16, { label: "QUERY_HCA_CAP" }),
  row("reserved_at_10", 0, 3, 16, 16, { reserved: true, quiet: true }),
  row("caps", 0, 6, 32, 32, { kind: "struct" }),
  row("first", 3, 5, 32, 1, { other: "0x1" }),
  row("second", 3, 6, 33, 31, { value: "0x2a" }),
  row("reply", -1, 8, 0, 8, { kind: "side", side: 1 }),
  row("status", 6, 8, 0, 8, { side: 1 }),
];

const all = { collapsed: new Set<number>(), brief: false, changedOnly: false };

describe("rows that are shown", () => {
  test.each([
    { options: all, expected: [0, 1, 2, 3, 4, 5, 6, 7], what: "all" },
    { options: { ...all, brief: true }, expected: [0, 1, 3, 4, 5, 6, 7], what: "without reserved zeros" },
    { options: { ...all, collapsed: new Set([3]) }, expected: [0, 1, 2, 3, 6, 7], what: "with a closed struct" },
    { options: { ...all, collapsed: new Set([0]) }, expected: [0, 6, 7], what: "with a closed side" },
    { options: { ...all, changedOnly: true }, expected: [0, 3, 4], what: "only what differs, with what is around it" },
  ])("$what", ({ options, expected }) => {
    expect(visibleRows(fields, options)).toEqual(expected);
  });

  test("a long list is closed at first", () => {
    const long = [
      row("list", -1, 101, 0, 800, { kind: "array" }),
      ...Array.from({ length: 100 }, (_, at) => row(`[${at}]`, 0, at + 2, at * 8, 8)),
    ];
    expect([...closedAtFirst(long)]).toEqual([0]);
    expect([...closedAtFirst(fields)]).toEqual([]);
  });

  test("what is around a row is opened so that it can be seen", () => {
    expect(ancestors(fields, 5)).toEqual([0, 3]);
    expect([...opened(fields, new Set([0, 3, 6]), 5)]).toEqual([6]);
  });
});

describe("the field of a bit", () => {
  test.each([
    { side: 0, bit: 3, expected: 1 },
    { side: 0, bit: 32, expected: 4 },
    { side: 0, bit: 40, expected: 5 },
    { side: 1, bit: 3, expected: 7 },
    { side: 1, bit: 9, expected: -1 },
  ])("bit $bit of side $side", ({ side, bit, expected }) => {
    expect(fieldAtBit(fields, side, bit)).toBe(expected);
  });

  test("paths are looked up in their side", () => {
    expect(fieldAtPath(fields, 1, "status")).toBe(7);
    expect(fieldAtPath(fields, 0, "status")).toBe(-1);
  });
});

describe("search", () => {
  test.each([
    { wanted: "hca", from: -1, step: 1, expected: 1 },
    { wanted: "0X2A", from: -1, step: 1, expected: 5 },
    { wanted: "st", from: 4, step: 1, expected: 7 },
    { wanted: "op", from: 7, step: -1, expected: 1 },
    { wanted: "nothing", from: -1, step: 1, expected: -1 },
    { wanted: "", from: -1, step: 1, expected: -1 },
  ] as const)("$wanted from $from by $step", ({ wanted, from, step, expected }) => {
    expect(nextMention(fields, wanted, from, step)).toBe(expected);
  });
});
