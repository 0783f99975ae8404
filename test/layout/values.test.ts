/** Values by width and kind: what decode gives, encode takes back, and a view reads in place. */
import { describe, expect, test } from "vitest";
import { get, set } from "../../src/layout/index.js";
import { hex, structOf } from "../support/schema.js";

interface Case {
  readonly what: string;
  readonly order?: "be" | "le" | "host";
  readonly bits: number;
  readonly fields: readonly object[];
  readonly bytes: string;
  readonly value: object;
}

const cases: readonly Case[] = [
  {
    what: "big-endian bit fields start at the top bit of byte 0",
    bits: 32,
    fields: [
      { name: "a", bits: 1 },
      { name: "b", bits: 3 },
      { name: "c", bits: 12 },
      { name: "d", bits: 16 },
    ],
    bytes: "da bc 12 34",
    value: { a: 1, b: 5, c: 0xabc, d: 0x1234 },
  },
  {
    what: "little-endian bit fields start at the least significant bit of byte 0",
    order: "le",
    bits: 32,
    fields: [
      { name: "a", bits: 1 },
      { name: "b", bits: 3 },
      { name: "c", bits: 12 },
      { name: "d", bits: 16 },
    ],
    bytes: "cb ab 34 12",
    value: { a: 1, b: 5, c: 0xabc, d: 0x1234 },
  },
  {
    what: "a field crosses a dword",
    bits: 64,
    fields: [
      { name: "a", bits: 20 },
      { name: "b", bits: 24 },
      { name: "c", bits: 20 },
    ],
    bytes: "00 00 1a bc de f0 00 02",
    value: { a: 1, b: 0xabcdef, c: 2 },
  },
  {
    what: "33 to 64 bits are bigint, whatever the content",
    bits: 112,
    fields: [
      { name: "a", bits: 48 },
      { name: "b", bits: 64 },
    ],
    bytes: "00 00 00 00 00 05 ff ff ff ff ff ff ff fe",
    value: { a: 5n, b: 0xffff_ffff_ffff_fffen },
  },
  {
    what: "wider fields are bytes, most significant first and right-aligned",
    bits: 80,
    fields: [
      { name: "a", bits: 4 },
      { name: "b", bits: 68 },
      { name: "c", bits: 8 },
    ],
    bytes: "1f 00 00 00 00 00 00 00 2a 07",
    value: { a: 1, b: hex("0f 00 00 00 00 00 00 00 2a"), c: 7 },
  },
  {
    what: "an array of bytes is one Uint8Array, other arrays are arrays",
    order: "le",
    bits: 64,
    fields: [
      { name: "a", type: "u8", count: 4 },
      { name: "b", type: "u16", count: 2 },
    ],
    bytes: "01 02 03 04 05 00 06 00",
    value: { a: hex("01 02 03 04"), b: [5, 6] },
  },
  {
    what: "four-bit elements",
    bits: 16,
    fields: [{ name: "lane", bits: 4, count: 4 }],
    bytes: "12 34",
    value: { lane: [1, 2, 3, 4] },
  },
  {
    what: "text without its trailing NULs, uuid and mac in lower case",
    order: "le",
    bits: 240,
    fields: [
      { name: "name", type: "char", count: 8 },
      { name: "uuid", type: "uuid" },
      { name: "mac", type: "mac" },
    ],
    bytes: "66 77 20 00 e9 00 00 00 96dad7d6fde8482ba73375774e06db8a b83fd2000001",
    value: { name: "fw \0é", uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", mac: "b8:3f:d2:00:00:01" },
  },
  {
    what: "a nested struct of another byte order",
    order: "host",
    bits: 32,
    fields: [
      { name: "a", bits: 16 },
      { name: "b", layout: "inner" },
    ],
    bytes: "01 00 00 02",
    value: { a: 1, b: { c: 2 } },
  },
];
const parts = { structs: { inner: { bits: 16, order: "be", fields: [{ name: "c", bits: 16 }] } } };

describe.each(cases)("$what", ({ order = "be", bits, fields, bytes, value }) => {
  const layout = structOf(bits, fields, { ...parts, order });
  const data = hex(bytes);

  test("decode", () => {
    const decoded = layout.decode(data);
    expect(decoded).toEqual(value);
    expect(Object.keys(decoded)).toEqual(Object.keys(value));
  });

  test("encode", () => {
    expect(layout.encode(value)).toEqual(data);
  });

  test("encode into the middle of a buffer, and nothing beside it", () => {
    const target = new Uint8Array(data.length + 4).fill(0xee);
    expect(layout.encodeInto(value, target, 2)).toBe(data.length);
    expect(target.subarray(2, 2 + data.length)).toEqual(data);
    expect([target[0], target[1], target.at(-2), target.at(-1)]).toEqual([0xee, 0xee, 0xee, 0xee]);
  });

  test("one field at a time", () => {
    const copy = new Uint8Array(data.length);
    for (const [name, one] of Object.entries(value)) {
      expect(get(layout, data, name)).toEqual(one);
      set(layout, copy, name, one);
    }
    expect(copy).toEqual(data);
  });

  test("a view over an offset buffer", () => {
    const around = new Uint8Array(data.length + 7);
    around.set(data, 5);
    const view = layout.view(around.subarray(3), 2);
    for (const [name, one] of Object.entries(value)) {
      if (typeof one !== "object" || one instanceof Uint8Array) expect(Reflect.get(view, name)).toEqual(one);
    }
  });
});

describe("host order", () => {
  const layout = structOf(32, [{ name: "size", type: "u32" }], { order: "host" });

  test("is little-endian unless told otherwise", () => {
    expect(layout.decode(hex("18 00 00 00"))).toEqual({ size: 24 });
  });

  test("is big-endian when the recording says so", () => {
    expect(layout.decode(hex("00 00 00 18"), { hostOrder: "be" })).toEqual({ size: 24 });
  });

  test("is written as it was read", () => {
    expect(layout.encode({ size: 24 }, { hostOrder: "be" })).toEqual(hex("00 00 00 18"));
  });
});

describe("what is no bytes", () => {
  const layout = structOf(32, [{ name: "size", type: "u32" }], { order: "be" });

  test.each([
    ["a text", "00000018"],
    ["an ArrayBuffer without a view", new ArrayBuffer(4)],
    ["nothing", undefined],
  ])("%s", (_, value) => {
    for (const read of ["decode", "view", "inspect"]) {
      const method: unknown = Reflect.get(layout, read);
      expect(() => typeof method === "function" && Reflect.apply(method, layout, [value])).toThrow(
        expect.objectContaining({ code: "kind", path: layout.name }),
      );
    }
  });
});

describe("enumerations and flags", () => {
  const layout = structOf(
    32,
    [
      { name: "scope", bits: 16, enum: "scope" },
      { name: "flags", bits: 16, flags: "flags" },
    ],
    {
      enums: { scope: { prefix: "FWCTL_RPC_", values: { CONFIGURATION: 0, DEBUG_READ_ONLY: 1 } } },
      flags: { flags: { values: { CHANGEABLE: 0, SAVED: 4 } } },
    },
  );

  test("decode gives numbers", () => {
    expect(layout.decode(hex("00 01 00 11"))).toEqual({ scope: 1, flags: 17 });
  });

  test("encode takes a label, with or without the source's prefix, and lists of flags", () => {
    expect(layout.encode({ scope: "DEBUG_READ_ONLY", flags: ["CHANGEABLE", "SAVED"] })).toEqual(hex("00 01 00 11"));
    expect(layout.encode({ scope: "FWCTL_RPC_DEBUG_READ_ONLY", flags: [] })).toEqual(hex("00 01 00 00"));
  });

  test("inspect gives the names", () => {
    expect(layout.inspect(hex("00 01 00 11")).children.map((node) => node.label)).toEqual([
      "DEBUG_READ_ONLY",
      "CHANGEABLE | SAVED",
    ]);
  });

  test("an unnamed value is kept, with a note", () => {
    expect(layout.decode(hex("00 09 00 00"))).toEqual({ scope: 9, flags: 0 });
    expect(layout.inspect(hex("00 09 00 00")).notes.map((note) => note.message)).toEqual([
      "regs.scope: 9 has no name in scope. Value kept as 9.",
    ]);
  });
});

describe("encode with what is absent as zero", () => {
  const marked = {
    bits: 16,
    fields: [
      { name: "magic", bits: 8, constant: 7 },
      { name: "x", bits: 8 },
    ],
  };
  const layout = structOf(
    72,
    [
      { name: "size", bits: 8, length: { of: "layout" } },
      { name: "one", layout: "marked" },
      { name: "two", layout: "marked", count: 2 },
      { name: "body", layout: "body" },
    ],
    {
      structs: { marked },
      unions: {
        body: {
          bits: 16,
          members: [
            { name: "a", layout: "marked" },
            { name: "b", bits: 8 },
          ],
        },
      },
    },
  );

  test.each<[string, object, string]>([
    ["constants and lengths still fill themselves in", {}, "09 0700 0700 0700 0000"],
    ["in elements, too", { two: [{ x: 1 }, {}] }, "09 0700 0701 0700 0000"],
    ["and in the member of a union", { body: { a: {} } }, "09 0700 0700 0700 0700"],
  ])("%s", (_what, value, bytes) => {
    expect(layout.encode(value, { absent: "zero" })).toEqual(hex(bytes));
  });

  test("a list of the wrong length is still refused", () => {
    expect(() => layout.encode({ two: [{}] }, { absent: "zero" })).toThrow("regs.two: has 2 elements, 1 given.");
  });
});
