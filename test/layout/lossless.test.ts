/** Nothing is lost: reserved bits, padding, tails and short buffers come back byte for byte. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { get, type Layout, set } from "../../src/layout/index.js";
import { hex, schemaOf, structOf } from "../support/schema.js";

const plain = structOf(32, [
  { name: "a", bits: 8 },
  { name: "reserved_at_8", bits: 8, reserved: true },
  { name: "b", bits: 16 },
]);
const odd = structOf(12, [{ name: "a", bits: 12 }]);
const schema = schemaOf({
  structs: {
    small: { bits: 8, fields: [{ name: "x", bits: 8 }] },
    large: { bits: 32, fields: [{ name: "y", bits: 32 }] },
    last: {
      bits: 64,
      fields: [
        { name: "kind", bits: 32 },
        { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "small", 2: "large" } } },
      ],
    },
    middle: {
      bits: 64,
      fields: [
        { name: "kind", bits: 16 },
        { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "small", 2: "large" } } },
        { name: "end", bits: 16 },
      ],
    },
    counted: {
      bits: 8,
      fields: [
        { name: "n", bits: 8 },
        { name: "list", bits: 16, count: { field: "n" } },
      ],
    },
    unnamed: {
      bits: 16,
      fields: [
        { name: "@0", layout: "small", anonymous: true },
        { name: "z", bits: 8 },
      ],
    },
    beside: {
      bits: 64,
      fields: [
        { name: "kind", bits: 16 },
        {
          name: "@0",
          layout: "body",
          anonymous: true,
          select: { from: "self", field: "kind", map: { 1: "small", 2: "large" } },
        },
        { name: "end", bits: 16 },
      ],
    },
    padding: {
      bits: 40,
      fields: [
        { name: "kind", bits: 8 },
        { name: "body", layout: "padded", select: { from: "self", field: "kind", map: { 1: "spare", 2: "large" } } },
      ],
    },
    shifted: {
      bits: 36,
      fields: [
        { name: "kind", bits: 4 },
        { name: "body", layout: "body" },
      ],
    },
    listed: {
      bits: 40,
      fields: [
        { name: "n", bits: 8 },
        { name: "inner", layout: "grows" },
        { name: "end", bits: 16 },
      ],
    },
    grows: {
      bits: 16,
      fields: [
        { name: "m", bits: 8 },
        { name: "list", bits: 8, count: { field: "m" } },
        { name: "close", bits: 8 },
      ],
    },
    beside_members: {
      bits: 40,
      fields: [
        { name: "kind", bits: 8 },
        {
          name: "@0",
          layout: "large_only",
          anonymous: true,
          select: { from: "self", field: "kind", map: { 1: "small", 2: "small" } },
        },
      ],
    },
    unbounded: {
      bits: 16,
      fields: [
        { name: "kind", bits: 4 },
        { name: "body", layout: "grown" },
      ],
    },
    records: {
      bits: 8,
      fields: [
        { name: "kind", bits: 8 },
        {
          name: "data",
          bits: 8,
          count: "end",
          select: { from: "self", field: "kind", map: { 1: "small", 2: "small[]" } },
        },
      ],
    },
  },
  unions: {
    large_only: { bits: 32, members: [{ name: "large", layout: "large" }] },
    padded: {
      bits: 32,
      members: [
        { name: "spare", bits: 16, reserved: true },
        { name: "large", layout: "large" },
      ],
    },
    grown: {
      bits: 12,
      members: [
        { name: "most", bits: 12 },
        { name: "rest", bits: 8, count: "end" },
      ],
    },
    body: {
      bits: 32,
      members: [
        { name: "small", layout: "small" },
        { name: "large", layout: "large" },
      ],
    },
  },
});

function named(name: string): Layout {
  const layout = schema.layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const kept: readonly [string, Layout, string, object][] = [
  ["reserved bits that are zero are no key", plain, "01 00 00 02", { a: 1, b: 2 }],
  ["reserved bits that are not zero stand in their place", plain, "01 07 00 02", { a: 1, reserved_at_8: 7, b: 2 }],
  ["bytes behind the layout", plain, "01 00 00 02 03 04", { a: 1, b: 2, "@tail": hex("03 04") }],
  ["padding bits below the last byte", odd, "12 35", { a: 0x123, "@pad": 5 }],
  ["padding and bytes behind", odd, "12 35 99", { a: 0x123, "@pad": 5, "@tail": hex("99") }],
  [
    "a union at the end, whole and unused",
    named("last"),
    "00 00 00 01 05 00 00 00",
    { kind: 1, body: { small: { x: 5 } } },
  ],
  [
    "a union at the end that stops with its arm",
    named("last"),
    "00 00 00 01 05",
    { kind: 1, body: { small: { x: 5 } }, "@tail": hex("") },
  ],
  [
    "data behind a short arm",
    named("last"),
    "00 00 00 01 05 00 09 00",
    { kind: 1, body: { small: { x: 5 } }, "@tail": hex("00 09 00") },
  ],
  ["a union nothing selects", named("last"), "00 00 00 07 01 02 03 04", { kind: 7, body: hex("01 02 03 04") }],
  [
    "a union nothing selects, cut short",
    named("last"),
    "00 00 00 07 01",
    { kind: 7, body: hex("01"), "@tail": hex("") },
  ],
  [
    "data behind a short arm in the middle",
    named("middle"),
    "00 01 05 06 00 00 00 02",
    { kind: 1, body: { small: { x: 5, "@tail": hex("06") } }, end: 2 },
  ],
  ["a count that agrees", named("counted"), "01 00 05", { n: 1, list: [5] }],
  ["a count that promises more", named("counted"), "03 00 05", { n: 3, list: [5], "@tail": hex("") }],
  ["a count that promises less", named("counted"), "01 00 05 00 06", { n: 1, list: [5], "@tail": hex("00 06") }],
  ["members of a struct without a name", named("unnamed"), "05 06", { x: 5, z: 6 }],
  [
    "data behind a short arm of a union without a name",
    named("beside"),
    "00 01 05 00 00 06 00 02",
    { kind: 1, small: { x: 5, "@tail": hex("00 00 06") }, end: 2 },
  ],
  [
    "a layout beside the members of a union, chosen by two values",
    named("beside_members"),
    "02 05 00 00 00",
    { kind: 2, small: { x: 5 } },
  ],
  [
    "an arm of padding alone, which no key tells",
    named("padding"),
    "01 00 00 05",
    { kind: 1, body: hex("00 00 05"), "@tail": hex("") },
  ],
  ["a union that starts inside a byte", named("shifted"), "71 23 45 67 80", { kind: 7, body: hex("12 34 56 78") }],
  [
    "one that the bytes cut inside a byte",
    named("shifted"),
    "71 23 45",
    { kind: 7, body: hex("12 34"), "@pad": 5, "@tail": hex("") },
  ],
  ["one whose size the bytes decide", named("unbounded"), "71 23 45", { kind: 7, body: hex("12 34"), "@pad": 5 }],
  [
    "a struct with a counted list in its middle, and what follows it",
    named("listed"),
    "01 02 aa bb 09 00 07",
    { n: 1, inner: { m: 2, list: hex("aa bb"), close: 9 }, end: 7 },
  ],
  [
    "a record that may stand alone or in a list, alone",
    named("records"),
    "01 05",
    { kind: 1, data: { small: { x: 5 } } },
  ],
  ["the same in a list", named("records"), "02 05 06", { kind: 2, data: { small: [{ x: 5 }, { x: 6 }] } }],
  ["an element cut in the middle", named("counted"), "02 00 05 00", { n: 2, list: [5], "@tail": hex("00") }],
];

describe.each(kept)("%s", (_what, layout, bytes, value) => {
  test("decode keeps it", () => {
    const decoded = layout.decode(hex(bytes));
    expect(decoded).toEqual(value);
    expect(Object.keys(decoded)).toEqual(Object.keys(value));
  });

  test("encode gives the same bytes", () => {
    expect(layout.encode(layout.decode(hex(bytes)))).toEqual(hex(bytes));
  });
});

describe("a union whose bytes end inside a byte", () => {
  const bytes = hex("71 23 45");

  test("is the same by its path as in the whole", () => {
    expect(get(named("unbounded"), bytes, "body")).toEqual(hex("12 34"));
  });

  test("is written without the padding behind it", () => {
    const written = bytes.slice();
    set(named("unbounded"), written, "body", hex("12 34"));
    expect(written).toEqual(bytes);
  });
});

describe("minimum length", () => {
  const least: readonly [string, Layout, string, number][] = [
    ["a closed layout", plain, "01 00 00 02", 4],
    ["the end of the selected arm", named("last"), "00 00 00 01 05 00 00 00", 5],
    ["the fixed part when nothing is selected", named("last"), "00 00 00 07 05 00 00 00", 4],
    ["the whole of a union in the middle", named("middle"), "00 01 05 00 00 00 00 02", 8],
  ];
  test.each(least)("%s: only below it is the input truncated", (_what, layout, bytes, minimum) => {
    const whole = hex(bytes);
    for (let length = 0; length <= whole.length; length += 1) {
      expect([length, truncated(layout, whole.subarray(0, length))]).toEqual([length, length < minimum]);
    }
  });
});

function truncated(layout: Layout, bytes: Uint8Array): boolean {
  try {
    layout.decode(bytes);
    return false;
  } catch (error) {
    return isFwctlFault(error) && error.code === "truncated";
  }
}

describe("strict", () => {
  const strict: readonly [string, Layout, string, string][] = [
    ["reserved bits", plain, "01 07 00 02", "reserved"],
    ["bytes behind the layout", plain, "01 00 00 02 03", "trailing"],
    ["a count that promises more", named("counted"), "03 00 05", "count"],
  ];
  test.each(strict)("%s are a fault", (_what, layout, bytes, code) => {
    expect(() => layout.decode(hex(bytes), { strict: true })).toThrow(expect.objectContaining({ code }));
  });
});
