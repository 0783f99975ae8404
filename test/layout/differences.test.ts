/** Two readings that differ in a bit differ in a field, wherever the bit stands. */
import { describe, expect, test } from "vitest";
import { diff, type Layout } from "../../src/layout/index.js";
import { families, layoutsOf, sweep } from "../support/every-layout.js";
import { randomBytes } from "../support/random.js";
import { hex, schemaOf } from "../support/schema.js";

const byte = (name: string): { name: string; bits: number } => ({ name, bits: 8 });
const select = (arm: string): object => ({ from: "self", field: "kind", map: { 1: arm } });

const { layouts } = schemaOf({
  structs: {
    twice: {
      bits: 80,
      fields: [
        byte("kind"),
        { name: "@0", layout: "first", anonymous: true, select: select("short") },
        { name: "@1", layout: "second", anonymous: true, select: select("small") },
        byte("end"),
      ],
    },
    one: { bits: 8, fields: [byte("one")] },
    two: { bits: 8, fields: [byte("two")] },
    whole: { bits: 32, fields: [{ name: "all", bits: 32 }] },
    final: {
      bits: 40,
      fields: [byte("kind"), { name: "body", layout: "first", select: select("short") }],
    },
  },
  unions: {
    first: {
      bits: 32,
      members: [
        { name: "short", layout: "one" },
        { name: "long", layout: "whole" },
      ],
    },
    second: {
      bits: 32,
      members: [
        { name: "small", layout: "two" },
        { name: "big", bits: 32 },
      ],
    },
  },
});

function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

describe("what is left behind the arm of a union without a name", () => {
  const a = hex("01 aa 112233 bb 445566 00 ff");
  test.each([
    ["the first", "01 aa 112235 bb 445566 00 ff", "twice.short.@tail"],
    ["the second", "01 aa 112233 bb 445567 00 ff", "twice.small.@tail"],
    ["the bytes behind the layout", "01 aa 112233 bb 445566 00 fe", "twice.@tail"],
  ])("differs in %s", (_what, b, path) => {
    expect(diff(named("twice"), a, hex(b)).map((one) => one.path)).toEqual([path]);
  });
});

test("zeros behind the arm of a last union are a difference in length", () => {
  expect(diff(named("final"), hex("01 aa"), hex("01 aa 000000"))).toMatchObject([
    { path: "final.@tail", bitOffset: 16, width: 24, a: undefined, b: hex("000000") },
  ]);
});

describe("a bit that is turned over", () => {
  test.each(families.map((family) => ({ family, layouts: layoutsOf(family) })))("is seen in $family", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        const size = Math.min(layout.bytes + 3, 4112);
        const before = randomBytes(size, layout.name.length);
        for (const at of new Set([0, 1, 2, 3, size >> 1, size - 4, size - 1])) {
          if (at < 0 || at >= size) continue;
          const after = Uint8Array.from(before, (one, index) => (index === at ? one ^ (1 << (at % 8)) : one));
          if (diff(layout, before, after).length === 0) yield `byte ${at}`;
        }
      }),
    ).toEqual([]);
  });
});
