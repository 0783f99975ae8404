/** An index reaches the elements that are there: what stands behind a counted array is no element of it. */
import { describe, expect, test } from "vitest";
import { get, type Layout, set } from "../../src/layout/index.js";
import { digits, faultOf } from "../support/every-layout.js";
import { hex, schemaOf } from "../support/schema.js";

const pair = { bits: 16, fields: [{ name: "x", bits: 16 }] };

const { layouts } = schemaOf({
  structs: {
    pair,
    counted: {
      bits: 24,
      fields: [
        { name: "num", bits: 8 },
        { name: "recs", bits: 16, count: { field: "num" } },
        { name: "after", bits: 16 },
      ],
    },
    listed: {
      bits: 16,
      fields: [
        { name: "type", bits: 8 },
        { name: "num", bits: 8 },
        {
          name: "data",
          bits: 8,
          count: { field: "num", unit: 16 },
          select: { from: "self", field: "type", map: { 1: "pair[]" } },
        },
      ],
    },
    asked: {
      bits: 8,
      fields: [
        { name: "type", bits: 8 },
        { name: "recs", bits: 16, count: { from: "request", field: "num" } },
      ],
    },
    open: {
      bits: 8,
      fields: [
        { name: "num", bits: 8 },
        { name: "recs", bits: 16, count: "end" },
      ],
    },
  },
});

function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

interface Outside {
  readonly layout: string;
  readonly bytes: string;
  readonly path: string;
  readonly message: string;
}

const outside: readonly Outside[] = [
  { layout: "counted", bytes: "01 aabb ccdd", path: "recs[1]", message: "counted.recs[1]: has 1 elements." },
  { layout: "counted", bytes: "00 ccdd", path: "recs[0]", message: "counted.recs[0]: has 0 elements." },
  { layout: "counted", bytes: "09 aabb", path: "recs[1]", message: "counted.recs[1]: has 1 elements." },
  {
    layout: "listed",
    bytes: "01 01 aabb ccdd",
    path: "data.pair[1].x",
    message: "listed.data.pair[1]: has 1 elements.",
  },
  {
    layout: "open",
    bytes: "01 aabb",
    path: "recs[1]",
    message: "open.recs[1]: needs bytes 0x3..0x4 (2), buffer ends at 0x3 (3 bytes).",
  },
];

describe.each(outside)("$layout of $bytes", ({ layout, bytes, path, message }) => {
  test(`has no ${path} to read`, () => {
    expect(faultOf(() => get(named(layout), hex(bytes), path))?.message).toBe(message);
  });

  test(`has no ${path} to write`, () => {
    const target = hex(bytes);
    expect(faultOf(() => set(named(layout), target, path, 0x1234))?.code).toMatch(/^(count|truncated)$/);
    expect(digits(target)).toBe(digits(hex(bytes)));
  });
});

test("where only the request says how many there are, all that the bytes hold are reached without it", () => {
  const bytes = hex("00 aabb ccdd");
  expect(get(named("asked"), bytes, "recs[1]")).toBe(0xccdd);
  expect(faultOf(() => get(named("asked"), bytes, "recs[1]", { request: { num: 1 } }))?.message).toBe(
    "asked.recs[1]: has 1 elements.",
  );
});

test("the last element that is there is reached", () => {
  const target = hex("02 aabb ccdd eeff");
  set(named("counted"), target, "recs[1]", 0x1234);
  expect(digits(target)).toBe("02aabb1234eeff");
  expect(get(named("counted"), target, "recs[1]")).toBe(0x1234);
});
