/** restructure writes whatever it is given. Each test names a value that would come back as another, or move what stands behind it. */
import * as r from "restructure";
import { describe, expect, test } from "vitest";
import { Layout, type LayoutScope } from "../../src/layout/index.js";
import { bytesOf, type Encoder, layoutType, read, u64, write } from "../../src/sequence/index.js";
import { refused } from "../support/refused.js";

const none: LayoutScope = { layout: () => undefined, enumeration: () => undefined };
const number = new Layout(
  {
    name: "number",
    kind: "struct",
    order: "host",
    bits: 32,
    fields: [{ name: "n", kind: "uint", offset: 0, bits: 32 }],
  },
  none,
);

const faultOf = (type: Encoder<never>, value: unknown): string =>
  refused(() => Reflect.apply(write, undefined, [type, value, "p"]));

const field = (of: object): number => {
  const stated: unknown = Reflect.get(of, "n");
  return typeof stated === "number" ? stated : Number.NaN;
};
const counted = (parent: unknown): number =>
  typeof parent === "object" && parent !== null ? field(parent) : Number.NaN;
const data = (value: unknown) => ({ n: 4, data: value, next: 7 });
const fixed = new r.Struct({ n: r.uint8, data: bytesOf(4), next: r.uint8 });
const stated = new r.Struct({ n: r.uint8, data: bytesOf(counted), next: r.uint8 });
const open = new r.Struct({ n: r.uint8, data: layoutType(number, { length: counted }), next: r.uint8 });
const list = new r.Struct({ n: r.uint16le, list: new r.Array(r.uint8, "n") });
const versions = new r.VersionedStruct(r.uint8, { 1: { id: r.uint16le } });

describe("what is refused", () => {
  const three = new Uint8Array(3);
  const cases: readonly [string, Encoder<never>, unknown, string][] = [
    ["bytes shorter than their fixed length", fixed, data(three), "count p: takes 4 bytes here, 3 given."],
    ["bytes longer than their fixed length", fixed, data(new Uint8Array(5)), "count p: takes 4 bytes here, 5 given."],
    ["bytes of another length than a field states", stated, data(three), "count p: takes 4 bytes here, 3 given."],
    [
      "a layout of another length than a field states",
      open,
      { ...data({ n: 1 }), n: 5 },
      "count p: takes 5 bytes here, 4 given.",
    ],
    ["text for bytes", fixed, data("abcd"), 'kind p: expects bytes (a Uint8Array), received "abcd".'],
    ["no bytes", fixed, { n: 4, next: 7 }, "missing p: is missing."],
    [
      "a 64-bit number that would wrap to 0",
      u64("be"),
      1n << 64n,
      "range p: 18446744073709551616 does not fit (0..18446744073709551615).",
    ],
    ["a 64-bit number below 0", u64("le"), -1n, "range p: -1 does not fit (0..18446744073709551615)."],
    ["a number for a 64-bit number", u64("be"), 5, "kind p: expects a bigint, received the number 5."],
    ["300 in a byte", r.uint8, 300, "range p: 300 does not fit (0..255)."],
    ["40,000 in a signed word", new r.Number("Int16", "LE"), 40_000, "range p: 40000 does not fit (-32768..32767)."],
    ["a fraction", r.uint16be, 1.5, "kind p: expects a whole number, received the number 1.5."],
    ["a number that is missing", list, { list: [1] }, "missing p: is missing."],
    ["a version that no arm has", versions, { version: 2, id: 1 }, 'selector p: no arm is declared for version "2".'],
    ["null", list, null, "kind p: expects a value to write, received nothing."],
  ];
  test.each(cases)("%s", (_what, type, value, message) => {
    expect(faultOf(type, value)).toBe(message);
  });
});

describe("what is written", () => {
  const cases: readonly [string, Encoder<never> & { decode: typeof fixed.decode }, object, number[]][] = [
    ["fixed bytes", fixed, data(Uint8Array.of(1, 2, 3, 4)), [4, 1, 2, 3, 4, 7]],
    ["bytes of a stated length", stated, data(Uint8Array.of(1, 2, 3, 4)), [4, 1, 2, 3, 4, 7]],
    ["a layout of a stated length", open, data({ n: 1 }), [4, 1, 0, 0, 0, 7]],
    ["a counted list", list, { n: 2, list: [8, 9] }, [2, 0, 8, 9]],
    ["an arm by its version", versions, { version: 1, id: 2 }, [1, 2, 0]],
  ];
  test.each(cases)("%s", (_what, type, value, bytes) => {
    const written: unknown = Reflect.apply(write, undefined, [type, value]);
    expect(written).toEqual(Uint8Array.from(bytes));
    expect(read(type, Uint8Array.from(bytes), "p")).toEqual(value);
  });

  test.each([
    ["be", [0, 0, 0, 1]],
    ["le", [1, 0, 0, 0]],
  ] as const)("host numbers in the order of a %s host, as they are read", (hostOrder, bytes) => {
    const type = layoutType(number, { hostOrder });
    expect(write(type, { n: 1 })).toEqual(Uint8Array.from(bytes));
    expect(read(type, Uint8Array.from(bytes), "p")).toEqual({ n: 1 });
  });

  test("the largest 64-bit number", () => {
    expect(write(u64("be"), 0xffff_ffff_ffff_ffffn)).toEqual(new Uint8Array(8).fill(255));
  });
});
