/** Elements in slots whose width a field chooses: what stands behind an element in its slot is kept. */
import { describe, expect, test } from "vitest";
import type { Layout } from "../../src/layout/index.js";
import { hex, schemaOf } from "../support/schema.js";

const stride = { field: "k", map: { 1: 16, 2: 32 } };
const schema = schemaOf({
  structs: {
    pair: {
      bits: 16,
      fields: [
        { name: "a", bits: 8 },
        { name: "b", bits: 8 },
      ],
    },
    pairs: {
      bits: 8,
      fields: [
        { name: "k", bits: 8 },
        { name: "d", layout: "pair", count: "end", stride },
      ],
    },
    chosen: {
      bits: 8,
      fields: [
        { name: "k", bits: 8 },
        { name: "d", layout: "either", count: "end", stride, select: "pair" },
      ],
    },
    bare: {
      bits: 8,
      fields: [
        { name: "k", bits: 8 },
        { name: "d", layout: "either", count: "end", stride },
      ],
    },
    open: {
      bits: 8,
      fields: [
        { name: "k", bits: 8 },
        { name: "d", layout: "opened", count: "end", stride: { field: "k", map: { 2: 32 } }, select: "pair" },
      ],
    },
  },
  unions: {
    either: {
      bits: 16,
      members: [
        { name: "pair", layout: "pair" },
        { name: "word", bits: 16 },
      ],
    },
    opened: {
      bits: 16,
      members: [
        { name: "pair", layout: "pair" },
        { name: "rest", bits: 8, count: "end" },
      ],
    },
  },
});

function named(name: string): Layout {
  const layout = schema.layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const kept: readonly [string, Layout, string, unknown][] = [
  [
    "structs side by side",
    named("pairs"),
    "01 0102 0304",
    [
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ],
  ],
  [
    "zeros behind a struct",
    named("pairs"),
    "02 0102 0000 0506 0000",
    [
      { a: 1, b: 2 },
      { a: 5, b: 6 },
    ],
  ],
  [
    "bytes behind a struct",
    named("pairs"),
    "02 0102 0304 0506 0700",
    [
      { a: 1, b: 2, "@tail": hex("03 04") },
      { a: 5, b: 6, "@tail": hex("07") },
    ],
  ],
  ["bytes behind an arm", named("chosen"), "02 0102 0304", [{ pair: { a: 1, b: 2, "@tail": hex("03 04") } }]],
  ["a union that nothing selects", named("bare"), "02 0102 0304", [hex("01 02 03 04")]],
  [
    "bytes behind an arm of fixed size",
    named("open"),
    "02 0102 0304",
    [{ pair: { a: 1, b: 2, "@tail": hex("03 04") } }],
  ],
];

describe.each(kept)("%s", (_what, layout, bytes, elements) => {
  test("decode keeps them", () => {
    expect(layout.decode(hex(bytes))["d"]).toEqual(elements);
  });

  test("encode gives the same bytes", () => {
    expect(layout.encode(layout.decode(hex(bytes)))).toEqual(hex(bytes));
  });
});

test("inspect shows what stands behind an element", () => {
  const [, list] = named("pairs").inspect(hex("02 0102 0304")).children;
  expect(list?.children[0]?.children.map(({ name, raw }) => [name, raw])).toEqual([
    ["a", "01"],
    ["b", "02"],
    ["@tail", "0304"],
  ]);
});

describe("more than the slot holds is refused", () => {
  const refused: readonly [string, Layout, object, string][] = [
    [
      "behind a struct",
      named("pairs"),
      { k: 2, d: [{ a: 1, b: 2, "@tail": hex("030405") }] },
      "pairs.d[0].@tail: holds 2 bytes, 3 given.",
    ],
    ["as bytes of a union", named("bare"), { k: 2, d: [hex("0102030405")] }, "bare.d[0]: holds 4 bytes, 5 given."],
  ];
  test.each(refused)("%s", (_what, layout, value, message) => {
    expect(() => layout.encode(value)).toThrow(message);
  });
});
