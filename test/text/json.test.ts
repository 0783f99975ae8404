/** Values as JSON and back: what is lost, what is refused, and what a person may write. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import type { Layout } from "../../src/layout/index.js";
import { fromJson, toJson } from "../../src/text/index.js";
import { hex } from "../support/schema.js";
import { named, surprising } from "./support.js";

const throughJson = (layout: Layout, bytes: Uint8Array): Uint8Array =>
  layout.encode(fromJson(layout, JSON.parse(JSON.stringify(toJson(layout, layout.decode(bytes))))));

describe("what stands in the JSON", () => {
  test("numbers up to 32 bits are numbers, wider integers 0x… text, still wider ones digits, bytes digits", () => {
    const value = { a: 5n, b: 2n ** 64n - 1n, c: hex("40 00 00 00 00 00 00 00 0a"), id: "b8:3f:d2:00:00:01" };
    expect(toJson(named("wide"), value)).toEqual({
      a: "0x5",
      b: "0xffffffffffffffff",
      c: "40000000000000000a",
      id: "b8:3f:d2:00:00:01",
    });
  });

  test("everything decode gives has a place, surprises too", () => {
    const regs = named("regs");
    expect(toJson(regs, regs.decode(hex(surprising)))).toEqual({
      opcode: 256,
      reserved_at_10: 1,
      enable: 1,
      mode: 7,
      address: "0x5",
      name: "fw\n",
      point: { x: 1, y: 2 },
      list: [
        { x: 3, y: 4 },
        { x: 5, y: 6 },
      ],
      key: "000102030405060708090a0b0c0d0e0f10111213",
      options: 17,
      kind: 1,
      body: { point: { x: 7, y: 8 } },
      "@tail": "0000ff",
    });
  });
});

describe("bytes come back through JSON", () => {
  const cases: readonly [string, string, string][] = [
    ["with reserved bits, unnamed numbers and a tail", "regs", surprising],
    ["with wide numbers", "wide", "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff ffffff"],
    ["with a union that nothing selects", "regs", surprising.replace("0001 0708", "0009 0708")],
    [
      "with a layout that a selector names beside a union's members",
      "regs",
      surprising.replace("0001 0708", "0003 0708"),
    ],
    ["with one beside the members of a union without a name", "beside", "0003 01020304"],
    ["with names that every object has", "names", "01020304"],
    ["with one record behind an open-ended array", "stream", "01 0506"],
    ["with a list of records", "stream", "02 01020304 05060708"],
    ["with bytes behind an open-ended array", "stream", "07 010203"],
    ["that end early", "regs", surprising.slice(0, 120)],
  ];
  test.each(cases)("%s", (_what, name, digits) => {
    const bytes = hex(digits);
    expect(throughJson(named(name), bytes)).toEqual(bytes);
  });
});

describe("what a person may write", () => {
  const regs = named("regs");
  const value = toJson(regs, regs.decode(hex(surprising)));
  const cases: readonly [string, object, object][] = [
    ["a label", { opcode: "QUERY" }, { opcode: 256 }],
    ["0x… for a small number", { kind: "0x0001" }, { kind: 1 }],
    ["a plain number for a wide one", { address: 5 }, { address: 5n }],
    ["digits with 0x in front for bytes", { "@tail": "0x0000FF" }, { "@tail": hex("0000ff") }],
    ["a list of numbers for bytes", { key: Array.from({ length: 20 }, (_, index) => index) }, {}],
    ["bytes for a union", { body: "07080000" }, { body: hex("07080000") }],
  ];
  test.each(cases)("%s", (_what, written, meant) => {
    const expected = regs.encode({ ...regs.decode(hex(surprising)), ...meant });
    expect(regs.encode(fromJson(regs, { ...value, ...written }))).toEqual(expected);
  });
});

describe("what JSON cannot stand for is told by its path", () => {
  const own = (name: string, value: unknown): object =>
    Object.defineProperty({}, name, { value, enumerable: true, configurable: true });
  const cases: readonly [string, string, unknown, string][] = [
    ["no object", "regs", 7, "regs: expects an object."],
    ["a list", "regs", [], "regs: expects an object."],
    ["nothing", "regs", null, "regs: expects an object."],
    ["odd digits", "regs", { key: "012" }, "regs.key: expects hex digits, two a byte."],
    ["no digits", "regs", { key: "zz" }, "regs.key: expects hex digits, two a byte."],
    ["a number for an array", "regs", { key: 1 }, "regs.key: expects a list, or hex digits."],
    ["a number beyond a byte", "regs", { key: [1, 256] }, "regs.key[1]: expects a byte (0..255)."],
    ["a number for a struct", "regs", { point: 1 }, "regs.point: expects an object."],
    ["a number for an element", "regs", { list: [{ x: 1, y: 2 }, 1] }, "regs.list[1]: expects an object."],
    ["a number for a tail", "regs", { "@tail": 1 }, "regs.@tail: expects hex digits, two a byte."],
    ["__proto__", "regs", own("__proto__", {}), "regs.__proto__: is not a field of regs."],
    ["__proto__ further in", "regs", { point: own("__proto__", {}) }, "regs.point.__proto__: is not a field of point."],
    [
      "a record that no selector names",
      "stream",
      { kind: 1, data: { names: {} } },
      "stream.data.names: is not a field of data.",
    ],
    ["a number for a record", "stream", { kind: 1, data: { point: 1 } }, "stream.data.point: expects an object."],
    ["a number in a list of records", "stream", { data: { guest: [1] } }, "stream.data.guest[0]: expects an object."],
  ];
  test.each(cases)("%s", (_what, name, json, message) => {
    expect(() => fromJson(named(name), json)).toThrow(message);
  });

  test("the rest is left to encode", () => {
    const regs = named("regs");
    expect(() => regs.encode(fromJson(regs, { opcode: true }))).toThrow("regs.opcode: expects a number (16 bits)");
    expect(() => regs.encode(fromJson(regs, { opcod: 1 }))).toThrow(
      'regs.opcod: is not a field of regs. Did you mean "opcode"?',
    );
  });
});

const thrower = (): never => {
  throw new TypeError("out of reach");
};

describe("values that decode does not give have no JSON", () => {
  const looped: { [key: string]: unknown } = {};
  looped["self"] = looped;
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1);
  const cases: readonly [string, object][] = [
    ["a function", { opcode: () => 1 }],
    ["a symbol", { opcode: Symbol("x") }],
    ["true", { opcode: true }],
    ["nothing", { opcode: null }],
    ["no number", { opcode: Number.NaN }],
    ["no finite number", { opcode: Number.POSITIVE_INFINITY }],
    ["a value inside itself", looped],
    ["a value too deep", { opcode: deep }],
    ["__proto__", Object.defineProperty({}, "__proto__", { value: 1, enumerable: true })],
    ["a getter that throws", Object.defineProperty({}, "opcode", { get: thrower, enumerable: true })],
  ];
  test.each(cases)("%s", (_what, value) => {
    const outcome = (): string => {
      try {
        return JSON.stringify(toJson(named("regs"), value));
      } catch (error) {
        return isFwctlFault(error) ? error.code : `foreign ${String(error)}`;
      }
    };
    expect(outcome()).toBe("kind");
  });
});
