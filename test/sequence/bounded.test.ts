/** restructure believes a count. Elements that take no bytes would be made as often as it says, without a byte being read. */
import * as r from "restructure";
import { describe, expect, test } from "vitest";
import { Layout, type LayoutScope } from "../../src/layout/index.js";
import { bytesOf, type Decoder, layoutType, read } from "../../src/sequence/index.js";
import { refused } from "../support/refused.js";

const none: LayoutScope = { layout: () => undefined, enumeration: () => undefined };
const empty = layoutType(new Layout({ name: "empty", kind: "struct", order: "le", bits: 0, fields: [] }, none));

const counted = (element: r.Type<unknown>) => new r.Struct({ n: r.uint32le, list: new r.Array(element, "n") });
/** Five million, little-endian. */
const fiveMillion = Uint8Array.of(0x40, 0x4b, 0x4c, 0);

const messageOf = (type: Decoder<unknown>, bytes: Uint8Array): string => refused(() => read(type, bytes, "list"));

describe("elements that take no bytes", () => {
  const elements: readonly [string, r.Type<unknown>][] = [
    ["layouts of no fields", empty],
    ["bytes of length 0", bytesOf(0)],
    ["structs of no fields", new r.Struct({})],
    ["arrays of none", new r.Array(r.uint8, 0)],
  ];
  test.each(elements)("%s: a count of five million is a fault", (_what, element) => {
    expect(messageOf(counted(element), fiveMillion)).toBe(
      "count list: elements that take no bytes, more than 1000 at 0x4.",
    );
  });

  test("an array up to the end of the bytes, which never comes nearer", () => {
    expect(messageOf(new r.Array(empty), new Uint8Array(1))).toBe(
      "count list: elements that take no bytes, more than 1000 at 0x0.",
    );
  });

  test("a few of them are read", () => {
    expect(read(counted(empty), Uint8Array.of(3, 0, 0, 0), "list")["list"]).toEqual([{}, {}, {}]);
  });

  test("as a field beside others they are read in every element", () => {
    const entry = new r.Struct({ id: r.uint8, nothing: empty, none: bytesOf(0) });
    const value = read(new r.Array(entry), new Uint8Array(5_000), "list");
    expect([value.length, value[4_999]]).toEqual([5_000, { id: 0, nothing: {}, none: new Uint8Array(0) }]);
  });
});
