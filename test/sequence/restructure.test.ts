/**
 * restructure is held behind a guarded cursor because of what it does by itself. Each test names one such edge and shows
 * that it ends in a fault, or not at all, behind the cursor. A new version of restructure has to pass them.
 */
import * as r from "restructure";
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { type EnumDefinition, Layout, type LayoutDefinition, type LayoutScope } from "../../src/layout/index.js";
import { bytesOf, Cursor, layoutType, read, readBlocks, u64, write } from "../../src/sequence/index.js";

const none: LayoutScope = { layout: () => undefined, enumeration: (): EnumDefinition | undefined => undefined };
const entryDefinition: LayoutDefinition = {
  name: "entry",
  kind: "struct",
  order: "le",
  bits: 32,
  fields: [
    { name: "id", kind: "uint", offset: 0, bits: 16 },
    { name: "version", kind: "uint", offset: 16, bits: 16 },
  ],
};
const entry = new Layout(entryDefinition, none);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isFwctlFault(error) ? error.code : `foreign ${String(error)}`;
  }
  return "no fault";
}

/** The inner array takes what is left; the field behind it finds nothing. */
const nestedOpen = new r.Struct({ head: r.uint8, all: new r.Array(r.uint8), foot: r.uint8 });

describe("the guarded cursor", () => {
  const overruns: readonly [string, () => unknown][] = [
    ["a number past the end", () => read(r.uint32be, new Uint8Array(3), "n")],
    ["bytes past the end", () => read(bytesOf(40), new Uint8Array(16), "b")],
    ["restructure's own bytes past the end", () => read(new r.Buffer(40), new Uint8Array(16), "b")],
    ["restructure's reserved bytes past the end", () => read(new r.Reserved(r.uint32be, 5), new Uint8Array(16), "b")],
    ["restructure's text past the end", () => read(new r.String(5), new Uint8Array(4), "t")],
    ["a lazy array past the end", () => read(new r.LazyArray(r.uint32be, 5), new Uint8Array(16), "a")],
    ["an array without a length inside another", () => read(nestedOpen, new Uint8Array(5), "a")],
    [
      "a byte-counted array whose elements straddle its end",
      () => read(new r.Array(r.uint32be, 6, "bytes"), new Uint8Array(6), "a"),
    ],
    ["an array count that lies", () => read(new r.Array(r.uint16le, 4_000_000_000), new Uint8Array(8), "a")],
    ["a 64-bit number past the end", () => read(u64("be"), new Uint8Array(7), "n")],
    ["a layout past the end", () => read(layoutType(entry), new Uint8Array(3), "e")],
  ];
  test.each(overruns)("%s is a truncated fault", (_what, action) => {
    expect(codeOf(action)).toBe("truncated");
  });

  const places: readonly [string, number, string][] = [
    ["before the start", -1, "range"],
    ["behind the end", 5, "truncated"],
    ["that is no number", Number.NaN, "kind"],
    ["between two bytes", 0.5, "kind"],
  ];
  test.each(places)("refuses a position %s", (_what, place, code) => {
    const cursor = new Cursor(new Uint8Array(4));
    const move = () => {
      cursor.pos = place;
    };
    expect([codeOf(move), cursor.pos]).toEqual([code, 0]);
  });

  test("reads views, not copies", () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    expect(new Cursor(bytes).readBuffer(2).buffer).toBe(bytes.buffer);
  });

  test("honours the offset of a view", () => {
    const bytes = new Uint8Array([9, 9, 1, 2, 3, 4]).subarray(2);
    expect(read(layoutType(entry), bytes, "e")).toEqual({ id: 0x0201, version: 0x0403 });
  });
});

describe("what restructure gets wrong alone", () => {
  test("its accidental 64-bit read has no size; ours keeps its place", () => {
    const cursor = new Cursor(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 5, 7]));
    expect(u64("be").decode(cursor)).toBe(5n);
    expect(cursor.pos).toBe(8);
  });

  test("that read would come from the first byte again; behind the cursor it ends in a fault", () => {
    const type = new r.Struct({ wide: new r.Number("BigUInt64"), next: r.uint8 });
    expect(codeOf(() => read(type, new Uint8Array(16), "n"))).toBe("kind");
  });

  test("a payload field named version survives a VersionedStruct when it is a layout of its own", () => {
    const type = new r.VersionedStruct(r.uint8, { 1: { payload: layoutType(entry) } });
    expect(read(type, new Uint8Array([1, 5, 0, 6, 0]), "v")["payload"]).toEqual({ id: 5, version: 6 });
  });
});

describe("layouts compose into restructure's own containers", () => {
  const bytes = new Uint8Array([2, 0, 1, 0, 2, 0, 3, 0, 4, 0]);
  const list = new r.Struct({ count: r.uint16le, entries: new r.Array(layoutType(entry), "count") });

  test("decode", () => {
    const value = read(list, bytes, "list");
    expect(value["entries"]).toEqual([
      { id: 1, version: 2 },
      { id: 3, version: 4 },
    ]);
  });

  test("encode gives the same bytes", () => {
    const stream = new r.EncodeStream(new Uint8Array(bytes.length));
    list.encode(stream, {
      count: 2,
      entries: [
        { id: 1, version: 2 },
        { id: 3, version: 4 },
      ],
    });
    expect(stream.buffer).toEqual(bytes);
  });

  test("one element encodes by itself", () => {
    expect(write(layoutType(entry), { id: 1, version: 2 })).toEqual(new Uint8Array([1, 0, 2, 0]));
  });
});

describe("a stream of blocks", () => {
  const rule = { name: "segment", head: r.uint16be, headBytes: 2, length: (dwords: number): number => dwords * 4 };

  test("splits where the blocks say", () => {
    const { blocks, notes, rest } = readBlocks(new Uint8Array([0, 1, 9, 9, 0, 2, 8, 8, 8, 8, 8, 8]), rule);
    expect(blocks.map((block) => [block.at, block.bytes.length])).toEqual([
      [0, 4],
      [4, 8],
    ]);
    expect(notes).toEqual([]);
    expect(rest.length).toBe(0);
  });

  const lies: readonly [string, number[], string][] = [
    [
      "a length of nothing",
      [0, 0, 1, 1],
      "segment[0]: states 0 bytes, less than its own 2-byte head. What follows was not read.",
    ],
    [
      "a length beyond the end",
      [0, 1, 0, 0, 0, 9, 0, 0],
      "segment[1]: states 36 bytes, 4 are left. What follows was not read.",
    ],
    ["a rest too short for a head", [0, 1, 0, 0, 7], "segment: 1 bytes behind the last block, too few for another."],
  ];
  test.each(lies)("%s ends the walk with a note", (_what, bytes, message) => {
    expect(readBlocks(new Uint8Array(bytes), rule).notes.map((one) => one.message)).toEqual([message]);
  });
});
