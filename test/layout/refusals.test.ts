/** What encode, setters and paths refuse, word for word. */
import { describe, expect, test } from "vitest";
import { get, set } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { hex, schemaOf, structOf } from "../support/schema.js";

const enums = { scope: { prefix: "FWCTL_RPC_", values: { CONFIGURATION: 0, DEBUG_READ_ONLY: 1 } } };
const layout = structOf(
  192,
  [
    { name: "op_mod", bits: 16 },
    { name: "scope", bits: 16, enum: "scope" },
    { name: "address", bits: 64 },
    { name: "list", bits: 8, count: 2 },
    { name: "name", type: "char", count: 2 },
    { name: "mac", type: "mac" },
    { name: "reserved_at_b0", bits: 16, reserved: true },
  ],
  { enums },
);
const whole = { op_mod: 1, scope: 0, address: 0n, list: [1, 2], name: "ab", mac: "00:00:00:00:00:01" };

const refused: readonly [string, object, string][] = [
  ["out of range", { ...whole, op_mod: 65536 }, "regs.op_mod: 65536 does not fit 16 bits (0..65535)."],
  ["negative", { ...whole, op_mod: -1 }, "regs.op_mod: -1 does not fit 16 bits (0..65535)."],
  ["no whole number", { ...whole, op_mod: 1.5 }, "regs.op_mod: 1.5 does not fit 16 bits (0..65535)."],
  [
    "a bigint for a number",
    { ...whole, op_mod: 5n },
    "regs.op_mod: expects a number (16 bits), received the bigint 5. Write 5.",
  ],
  [
    "a number for a bigint",
    { ...whole, address: 5 },
    "regs.address: expects a bigint (64 bits), received the number 5. Write 5n.",
  ],
  [
    "a bigint out of range",
    { ...whole, address: 1n << 64n },
    "regs.address: 18446744073709551616 does not fit 64 bits (0..18446744073709551615).",
  ],
  [
    "an unknown label",
    { ...whole, scope: "DEBUG_READ" },
    'regs.scope: "DEBUG_READ" is not a scope. Did you mean "DEBUG_READ_ONLY" (1)?',
  ],
  ["a label where there are none", { ...whole, op_mod: "x" }, 'regs.op_mod: expects a number (16 bits), received "x".'],
  ["a missing field", { ...whole, op_mod: undefined }, "regs.op_mod: is missing."],
  ["an unknown key", { ...whole, op_mode: 1 }, 'regs.op_mode: is not a field of regs. Did you mean "op_mod"?'],
  ["too few elements", { ...whole, list: [1] }, "regs.list: has 2 elements, 1 given."],
  ["no list", { ...whole, list: 1 }, "regs.list: expects bytes, received the number 1."],
  ["an element out of range", { ...whole, list: [1, 256] }, "regs.list[1]: 256 does not fit 8 bits (0..255)."],
  ["text that is too long", { ...whole, name: "abc" }, "regs.name: text of 3 bytes does not fit 2."],
  ["text that is not latin1", { ...whole, name: "€" }, 'regs.name: character 0 ("€") is not latin1.'],
  ["no mac address", { ...whole, mac: "00:00" }, 'regs.mac: expects a mac address, received "00:00".'],
];

describe("encode refuses before a byte is written", () => {
  test.each(refused)("%s", (_what, value, message) => {
    const target = new Uint8Array(24).fill(0xee);
    expect(() => layout.encodeInto(value, target)).toThrow(message);
    expect(target.every((byte) => byte === 0xee)).toBe(true);
  });

  test("a key named __proto__ is no field", () => {
    const value = JSON.parse('{"__proto__": {"op_mod": 1}}');
    expect(() => layout.encode(value)).toThrow("regs.__proto__: is not a field of regs.");
  });
});

describe("unions take one member, or bytes", () => {
  const schema = schemaOf({
    structs: { outer: { bits: 16, fields: [{ name: "body", layout: "body" }] } },
    unions: {
      body: {
        bits: 16,
        members: [
          { name: "a", bits: 8 },
          { name: "b", bits: 16 },
        ],
      },
    },
  });
  const outer = schema.layouts.get("outer");
  const cases: readonly [string, unknown, string][] = [
    ["two members", { a: 1, b: 2 }, "outer.body: takes one member, 2 given. Give an object with one key, or bytes."],
    ["no such member", { c: 1 }, 'outer.body.c: is not a field of body. Did you mean "a"?'],
    ["none at all", undefined, "outer.body: is missing."],
    ["more bytes than it holds", hex("01 02 03"), "outer.body: holds 2 bytes, 3 given."],
  ];
  test.each(cases)("%s is refused", (_what, body, message) => {
    expect(() => outer?.encode({ body })).toThrow(message);
  });

  test("what a reply is about cannot be left out", () => {
    expect(() => mlx5.layout("query_hca_cap_out").encode({ status: 0, syndrome: 0 })).toThrow(
      expect.objectContaining({ code: "missing", message: "query_hca_cap_out.capability: is missing." }),
    );
  });

  test("an empty object stands for a member that is all padding", () => {
    const padded = schemaOf({
      structs: { outer: { bits: 8, fields: [{ name: "body", layout: "body" }] } },
      unions: {
        body: {
          bits: 8,
          members: [
            { name: "a", bits: 8 },
            { name: "spare", bits: 8, reserved: true },
          ],
        },
      },
    }).layouts.get("outer");
    expect(padded?.encode({ body: {} })).toEqual(hex("00"));
    expect(() => padded?.encode({})).toThrow("outer.body: is missing.");
  });

  test("a tail in a struct that nothing can follow is no field", () => {
    const pair = structOf(8, [{ name: "in", layout: "one" }], {
      structs: { one: { bits: 8, fields: [{ name: "x", bits: 8 }] } },
    });
    expect(() => pair.encode({ in: { x: 1, "@tail": hex("02") } })).toThrow("regs.in.@tail: is not a field of one.");
  });

  test("fewer bytes than the union are filled up with zeros", () => {
    expect(outer?.encode({ body: hex("07") })).toEqual(hex("07 00"));
  });
});

describe("paths", () => {
  const bytes = new Uint8Array(24);
  const wrong: readonly [string, string, string][] = [
    ["a wrong name", "op_mode", 'op_mode: is not a field of this layout. Did you mean "op_mod"?'],
    ["an index beyond the array", "list[2]", "regs.list[2]: has 2 elements."],
    ["an index of no array", "op_mod[0]", "op_mod[0]: is not a field of this layout."],
    ["nonsense", "list[", "list[: is not a field of this layout."],
  ];
  test.each(wrong)("%s", (_what, path, message) => {
    expect(() => get(layout, bytes, path)).toThrow(message);
  });

  test("a field that is not in the bytes", () => {
    expect(() => get(layout, bytes.subarray(0, 6), "address")).toThrow(
      "regs.address: needs bytes 0x4..0xb (8), buffer ends at 0x6 (6 bytes).",
    );
  });

  test("set touches only its own bits", () => {
    const ones = new Uint8Array(24).fill(0xff);
    set(layout, ones, "list[1]", 0);
    expect([...ones].filter((byte) => byte !== 0xff)).toEqual([0]);
  });
});
