/** Lengths of members that several structs share, and labels of a number that two fields make up. */
import { describe, expect, test } from "vitest";
import { set } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { hex, schemaOf, structOf } from "../support/schema.js";

describe("a length measures the member beside it", () => {
  const schema = schemaOf({
    structs: {
      sized: {
        bits: 72,
        fields: [
          { name: "len", bits: 8, length: { of: "bytes", field: "u" } },
          { name: "u", layout: "either" },
        ],
      },
      two: {
        bits: 144,
        fields: [
          { name: "x", layout: "sized" },
          { name: "y", layout: "sized" },
        ],
      },
      list: { bits: 144, fields: [{ name: "e", layout: "sized", count: 2 }] },
      fixed: {
        bits: 40,
        fields: [
          { name: "len", bits: 8, length: { of: "bytes", field: "words" } },
          { name: "words", bits: 16, count: 2 },
        ],
      },
    },
    unions: {
      either: {
        bits: 64,
        members: [
          { name: "a", bits: 8 },
          { name: "b", bits: 64 },
        ],
      },
    },
  });
  const small = { u: { a: 1 } };
  const large = { u: { b: 2n } };
  const cases: readonly [string, string, object, string][] = [
    ["the first is smaller", "two", { x: small, y: large }, "01 0100000000000000 08 0000000000000002"],
    ["the first is larger", "two", { x: large, y: small }, "08 0000000000000002 01 0100000000000000"],
    ["elements of an array", "list", { e: [small, large] }, "01 0100000000000000 08 0000000000000002"],
    ["an array of fixed size", "fixed", { words: [1, 2] }, "04 0001 0002"],
  ];
  test.each(cases)("%s", (_what, name, value, bytes) => {
    expect(schema.layouts.get(name)?.encode(value)).toEqual(hex(bytes));
  });
});

describe("a label of a number in two fields", () => {
  const enums = { am: { values: { PA: 0, MTT: 1, SW_ICM: 4 } } };
  const low = { name: "lo", bits: 2, enum: { enum: "am", with: { field: "hi", shift: 2 } } };
  const high = { name: "hi", bits: 3 };
  const spare = { name: "reserved_at_5", bits: 3, reserved: true };
  const behind = structOf(8, [high, low, spare], { enums });
  const before = structOf(8, [low, high, spare], { enums });

  test("sets the low part, whichever field comes first", () => {
    expect(behind.encode({ hi: 1, lo: "SW_ICM" })).toEqual(hex("20"));
    expect(before.encode({ hi: 1, lo: "SW_ICM" })).toEqual(hex("08"));
  });

  test("the grid shows the label that was written", () => {
    const nodes = behind.inspect(behind.encode({ hi: 1, lo: "SW_ICM" })).children;
    expect(nodes.find(({ name }) => name === "lo")?.label).toBe("SW_ICM");
  });

  const refused: readonly [string, object, string][] = [
    ["needs more", { hi: 0, lo: "SW_ICM" }, 'regs.lo: "SW_ICM" needs hi to be 1, it is 0.'],
    ["needs less", { hi: 2, lo: "MTT" }, 'regs.lo: "MTT" needs hi to be 0, it is 2.'],
  ];
  test.each(refused)("a high part of which it %s is refused", (_what, value, message) => {
    expect(() => behind.encode(value)).toThrow(expect.objectContaining({ code: "range", message }));
    expect(() => before.encode(value)).toThrow(message);
  });

  test("set compares with the bytes", () => {
    const bytes = hex("20");
    set(behind, bytes, "lo", "SW_ICM");
    expect(() => set(behind, bytes, "lo", "MTT")).toThrow('regs.lo: "MTT" needs hi to be 0, it is 1.');
    expect(bytes).toEqual(hex("20"));
  });

  test("a memory key in device memory", () => {
    const key = mlx5.layout("mkc");
    const zero = key.decode(new Uint8Array(key.bytes));
    const value = { ...zero, access_mode_4_2: 1, access_mode_1_0: "SW_ICM" };
    expect(key.decode(key.encode(value))).toMatchObject({ access_mode_4_2: 1, access_mode_1_0: 0 });
  });
});
