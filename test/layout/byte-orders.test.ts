/** Little-endian parts of big-endian layouts, and the other way round: where they meet at whole bytes, nothing is lost. */
import { describe, expect, test } from "vitest";
import type { Layout } from "../../src/layout/index.js";
import { hex, schemaOf } from "../support/schema.js";

/** A port number that network hardware wrote, in the middle of what a little-endian CPU wrote. */
const port = { bits: 16, order: "be", fields: [{ name: "port", bits: 16 }] };

function layoutOf(fields: readonly object[], bits: number, more: object = {}, unions: object = {}): Layout {
  const schema = schemaOf({ order: "le", structs: { port, ...more, regs: { bits, fields } }, unions });
  const found = schema.layouts.get("regs");
  if (found === undefined) throw new Error("no layout");
  return found;
}

const tagged = {
  bits: 20,
  fields: [
    { name: "where", layout: "port" },
    { name: "tag", bits: 4 },
  ],
};

const meeting: readonly [string, Layout, string, object][] = [
  [
    "a field of another order",
    layoutOf(
      [
        { name: "kind", bits: 4 },
        { name: "rest", bits: 4 },
        { name: "port", bits: 16, order: "be" },
      ],
      24,
    ),
    "21 12 34",
    { kind: 1, rest: 2, port: 0x1234 },
  ],
  [
    "a struct whose order changes inside, and that ends inside a byte",
    layoutOf(
      [
        { name: "entry", layout: "tagged" },
        { name: "rest", bits: 4 },
      ],
      24,
      { tagged },
    ),
    "12 34 21",
    { entry: { where: { port: 0x1234 }, tag: 1 }, rest: 2 },
  ],
  [
    "elements of whole bytes",
    layoutOf([{ name: "list", layout: "port", count: 2 }], 32),
    "12 34 56 78",
    { list: [{ port: 0x1234 }, { port: 0x5678 }] },
  ],
  [
    "behind an array of whole bytes that a field counts",
    layoutOf(
      [
        { name: "n", bits: 8 },
        { name: "list", bits: 16, count: { field: "n" } },
        { name: "where", layout: "port" },
      ],
      24,
    ),
    "01 34 12 12 34",
    { n: 1, list: [0x1234], where: { port: 0x1234 } },
  ],
  [
    "records that a selector puts behind a struct",
    layoutOf(
      [
        { name: "kind", bits: 8 },
        { name: "data", bits: 32, count: "end", select: { from: "self", field: "kind", map: { 1: "port[]" } } },
      ],
      8,
    ),
    "01 12 34 56 78",
    { kind: 1, data: { port: [{ port: 0x1234 }, { port: 0x5678 }] } },
  ],
  [
    "a layout beside the members of a union",
    layoutOf(
      [
        { name: "kind", bits: 8 },
        { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "port" } } },
      ],
      24,
      {},
      { body: { bits: 16, members: [{ name: "number", bits: 16 }] } },
    ),
    "01 12 34",
    { kind: 1, body: { port: { port: 0x1234 } } },
  ],
];

describe.each(meeting)("%s", (_what, layout, bytes, value) => {
  test("is read", () => {
    expect(layout.decode(hex(bytes))).toEqual(value);
  });

  test("is written as it was read", () => {
    expect(layout.encode(layout.decode(hex(bytes)))).toEqual(hex(bytes));
  });
});

describe("elements that run on, in an array to the end", () => {
  const record = {
    bits: 8,
    fields: [
      { name: "n", bits: 8 },
      { name: "data", type: "u8", count: "end" },
    ],
  };

  test("are cut off at their stated bits: the open part is empty", () => {
    const layout = layoutOf([{ name: "list", layout: "record", count: "end" }], 0, { record });
    const none = new Uint8Array();
    expect(layout.decode(hex("02 aa"))).toEqual({
      list: [
        { n: 2, data: none },
        { n: 0xaa, data: none },
      ],
    });
  });

  test("are cut off at their stride: the open part has the rest", () => {
    const stride = { field: "size", map: { 1: 16 } };
    const fields = [
      { name: "size", bits: 8 },
      { name: "list", layout: "record", count: "end", stride },
    ];
    const layout = layoutOf(fields, 8, { record });
    const bytes = hex("01 02 aa 03 bb");
    const list = [
      { n: 2, data: hex("aa") },
      { n: 3, data: hex("bb") },
    ];
    expect(layout.decode(bytes)).toEqual({ size: 1, list });
    expect(layout.encode(layout.decode(bytes))).toEqual(bytes);
  });
});
