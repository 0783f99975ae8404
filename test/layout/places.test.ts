/**
 * Where fields stand: behind open-ended arrays, in unions that the bytes cut short, inside bytes. Each case is one that a
 * view, a path or a setter once got wrong.
 */
import { describe, expect, test } from "vitest";
import { get, type Layout, set } from "../../src/layout/index.js";
import { MenuResourceDumpResponse } from "../../src/mlx5/gen/resource-dump.js";
import { hex, schemaOf } from "../support/schema.js";

const { layouts } = schemaOf({
  structs: {
    record: { bits: 16, fields: [{ name: "type", bits: 16 }] },
    menu: {
      bits: 8,
      fields: [
        { name: "records", bits: 8 },
        { name: "list", layout: "record", count: { field: "records" } },
      ],
    },
    dump: {
      bits: 24,
      fields: [
        { name: "menu", layout: "menu" },
        { name: "mark", bits: 16 },
      ],
    },
    block: {
      bits: 64,
      fields: [
        { name: "head", bits: 16 },
        { name: "words", bits: 16, count: 3 },
      ],
    },
    message: {
      bits: 80,
      fields: [
        { name: "kind", bits: 16 },
        {
          name: "@0",
          layout: "body",
          anonymous: true,
          select: { from: "self", field: "kind", map: { 1: "@0", 2: "octets" } },
        },
      ],
    },
    point: {
      bits: 16,
      fields: [
        { name: "x", bits: 8 },
        { name: "y", bits: 8 },
      ],
    },
    outer: {
      bits: 24,
      fields: [
        { name: "kind", bits: 8 },
        { name: "@0", layout: "place", anonymous: true, select: { from: "self", field: "kind", map: { 1: "point" } } },
      ],
    },
    inner: {
      bits: 12,
      fields: [
        { name: "a", bits: 8 },
        { name: "b", bits: 4 },
      ],
    },
    shifted: {
      bits: 32,
      fields: [
        { name: "head", bits: 4 },
        { name: "inner", layout: "inner" },
        { name: "choice", layout: "choice" },
        { name: "tail", bits: 4 },
      ],
    },
    nibbles: {
      bits: 24,
      order: "le",
      fields: [
        { name: "reserved_at_0", bits: 4, reserved: true },
        { name: "octets", bits: 8, count: 2 },
        { name: "last", bits: 4 },
      ],
    },
    pair: {
      bits: 24,
      fields: [
        { name: "first", layout: "record" },
        { name: "second", bits: 8 },
      ],
    },
  },
  unions: {
    body: {
      bits: 64,
      members: [
        { name: "@0", layout: "block", anonymous: true },
        { name: "octets", bits: 8, count: 8 },
      ],
    },
    place: { bits: 16, members: [{ name: "point", layout: "point" }] },
    choice: { bits: 12, members: [{ name: "word", bits: 12 }] },
  },
});

function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const member = (view: object, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : at), view);

describe("a member behind a counted array", () => {
  const dump = named("dump");
  const bytes = hex("02 0001 0002 beef");

  test("stands behind the last element", () => {
    expect(dump.decode(bytes)).toEqual({ menu: { records: 2, list: [{ type: 1 }, { type: 2 }] }, mark: 0xbeef });
    expect(get(dump, bytes, "mark")).toBe(0xbeef);
    expect(member(dump.view(bytes), "mark")).toBe(0xbeef);
  });

  test("is written there", () => {
    const written = Uint8Array.from(bytes);
    set(dump, written, "mark", 0x1234);
    expect(written).toEqual(hex("02 0001 0002 1234"));
    Reflect.set(dump.view(written), "mark", 0x5678);
    expect(written).toEqual(hex("02 0001 0002 5678"));
  });

  test("also in a generated view: the end of a menu of resources", () => {
    const menu = new Uint8Array(MenuResourceDumpResponse.bytes + 52);
    set(MenuResourceDumpResponse, menu, "menu.num_of_records", 1);
    set(MenuResourceDumpResponse, menu, "terminate.segment_header.length_dw", 7);
    expect(MenuResourceDumpResponse.decode(menu).terminate.segment_header.length_dw).toBe(7);
    expect(MenuResourceDumpResponse.view(menu).terminate.segment_header.length_dw).toBe(7);
  });

  test("is not there when the elements take all bytes", () => {
    expect(() => member(dump.view(hex("03 0001 0002 0003")), "mark")).toThrow(
      "dump.mark: needs bytes 0x7..0x8 (2), buffer ends at 0x7 (7 bytes).",
    );
  });
});

describe("arrays in a union without a name, which the bytes cut short", () => {
  const message = named("message");
  const view = message.view(hex("0001 0000 0007"));
  const words = Reflect.get(view, "words");
  const element = (index: number): unknown => Reflect.apply(Reflect.get(words, "get"), words, [index]);

  test("have the elements that are there", () => {
    expect([Reflect.get(words, "length"), element(0)]).toEqual([3, 7]);
  });

  test("tell the first that is not", () => {
    expect(() => element(1)).toThrow("message.words[1]: needs bytes 0x6..0x7 (2), buffer ends at 0x6 (6 bytes).");
    expect(() => element(3)).toThrow("message.words: has 3 elements, asked for [3].");
  });

  test("are told as a whole when they are bytes", () => {
    expect(() => member(view, "octets")).toThrow(
      "message.octets: needs bytes 0x2..0x9 (8), buffer ends at 0x6 (6 bytes).",
    );
  });

  test("are not written half", () => {
    const bytes = hex("0001 0000 0007");
    expect(() => Reflect.set(message.view(bytes), "words", [1, 2, 3])).toThrow(
      "message.words: needs bytes 0x4..0x9 (6), buffer ends at 0x6 (6 bytes).",
    );
    expect(() => Reflect.set(message.view(bytes), "head", -1)).toThrow(
      "message.head: -1 does not fit 16 bits (0..65535).",
    );
    expect(bytes).toEqual(hex("0001 0000 0007"));
  });

  test("of structs: a nested member that is not there is told by its path", () => {
    expect(() => member(named("outer").view(hex("01")), "point")).toThrow(
      "outer.point: needs bytes 0x1..0x2 (2), buffer ends at 0x1 (1 bytes).",
    );
  });
});

describe("little-endian members that start inside a byte", () => {
  const nibbles = named("nibbles");
  const bytes = hex("15 32 74");

  test("a reserved field is kept, and read from its own end of the byte", () => {
    expect(nibbles.decode(bytes)).toEqual({ reserved_at_0: 5, octets: hex("21 43"), last: 7 });
    expect(nibbles.inspect(bytes).notes.map((note) => note.message)).toEqual([
      "nibbles.reserved_at_0: reserved, expected 0, found 0x5 at byte 0x0 (bits 0x0..0x3). Value kept.",
    ]);
  });

  test("bytes of an array keep their order", () => {
    expect(nibbles.encode({ octets: hex("21 43"), last: 7 })).toEqual(hex("10 32 74"));
    expect(get(nibbles, bytes, "octets")).toEqual(hex("21 43"));
    expect(member(nibbles.view(bytes), "octets")).toEqual(hex("21 43"));
  });
});

describe("a struct or a union that starts inside a byte", () => {
  const shifted = named("shifted");
  const bytes = hex("a1 23 45 6f");

  test("is read and written like any other", () => {
    const value = { head: 10, inner: { a: 0x12, b: 3 }, choice: hex("45 60"), tail: 15 };
    expect(shifted.decode(bytes)).toEqual(value);
    expect(shifted.encode(value)).toEqual(bytes);
  });

  test("gives its value instead of a view, which starts at a byte", () => {
    expect(member(shifted.view(bytes), "inner")).toEqual({ a: 0x12, b: 3 });
    expect(member(shifted.view(bytes), "inner", "b")).toBe(3);
  });

  test("is set without touching the bits beside it", () => {
    const written = Uint8Array.from(bytes);
    set(shifted, written, "inner", { a: 0, b: 0 });
    expect(written).toEqual(hex("a0 00 45 6f"));
    set(shifted, written, "choice", hex("ff f0"));
    expect(written).toEqual(hex("a0 00 ff ff"));
  });
});

describe("a struct that is set", () => {
  const pair = named("pair");

  test("keeps to its own bytes: a tail of its own has no place there", () => {
    const bytes = hex("0001 02");
    expect(() => set(pair, bytes, "first", { type: 7, "@tail": hex("ff") })).toThrow(
      "pair.first: holds 2 bytes, 3 given.",
    );
    expect(bytes).toEqual(hex("0001 02"));
  });
});
