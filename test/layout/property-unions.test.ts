/** What holds for a union and a counted list, wherever they start: bytes made at random. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diff, get, type Layout, set } from "../../src/layout/index.js";
import { viewDifferences } from "../../tools/fuzz/view-value.js";
import { structOf } from "../support/schema.js";

type Order = "be" | "le" | "host";

/** A union whose arm the header chooses, then a counted list; all of it shifted by `lead` bits, so that nothing need start at a byte. */
function nestedLayout(order: Order, lead: number): Layout {
  const kind = { from: "self", field: "kind", map: { 1: "pair", 2: "word" } };
  const fields = [
    ...(lead === 0 ? [] : [{ name: "lead", bits: lead }]),
    { name: "kind", bits: 4 },
    { name: "count", bits: 4 },
    { name: "body", layout: "body", select: kind },
    { name: "after", bits: 7 },
    { name: "list", layout: "pair", count: { field: "count" } },
  ];
  const pair = [
    { name: "a", bits: 5 },
    { name: "b", bits: 18 },
  ];
  const body = [
    { name: "pair", layout: "pair" },
    { name: "word", bits: 28 },
  ];
  const structs = { pair: { bits: 23, fields: pair } };
  return structOf(lead + 43, fields, { order, structs, unions: { body: { bits: 28, members: body } } });
}

const places: readonly [Order, number][] = [
  ["be", 0],
  ["be", 5],
  ["le", 0],
  ["le", 3],
  ["host", 9],
];

describe.each(places)("a union and a counted list, %s, behind %i bits", (order, lead) => {
  const nested = nestedLayout(order, lead);
  const inputs = fc.uint8Array({ minLength: nested.bytes, maxLength: 60 });

  test("encode(decode(bytes)) is the bytes", () => {
    fc.assert(
      fc.property(inputs, (bytes) => {
        expect(nested.encode(nested.decode(bytes))).toEqual(bytes);
      }),
    );
  });

  test("views and get read what decode gives", () => {
    fc.assert(
      fc.property(inputs, (bytes) => {
        const decoded = nested.decode(bytes);
        expect([...viewDifferences(nested.view(bytes), decoded)]).toEqual([]);
        for (const name of ["kind", "count", "after", "list"]) {
          expect(get(nested, bytes, name)).toEqual(decoded[name]);
        }
      }),
    );
  });

  test("a union set to what was decoded stays as it is", () => {
    fc.assert(
      fc.property(inputs, (bytes) => {
        const { body } = nested.decode(bytes);
        const changed = Uint8Array.from(bytes);
        set(nested, changed, "body", body);
        expect(changed).toEqual(bytes);
      }),
    );
  });

  test("diff is empty for equal bytes only", () => {
    fc.assert(
      fc.property(inputs, fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const changed = Uint8Array.from(bytes);
        changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ (1 << bit);
        expect(diff(nested, bytes, bytes)).toEqual([]);
        expect(diff(nested, bytes, changed).length).toBeGreaterThan(0);
      }),
    );
  });
});
