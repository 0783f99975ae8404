/** Lists over reserved bits: rows and paths of their own, while size and decoded values stay those of the reserved field. */
import { describe, expect, test } from "vitest";
import { diff, get, type InspectionNode, set } from "../../src/layout/index.js";
import { hex, schemaOf } from "../support/schema.js";

const { layouts } = schemaOf({
  structs: {
    entry: {
      bits: 16,
      fields: [
        { name: "on", bits: 1 },
        { name: "id", bits: 15 },
      ],
    },
    caps: {
      bits: 64,
      fields: [
        { name: "version", bits: 16 },
        { name: "reserved_at_10", bits: 48, reserved: true, overlay: { name: "list", layout: "entry", at: 16 } },
      ],
    },
    reply: {
      bits: 144,
      fields: [
        { name: "kind", bits: 16 },
        { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "caps" } } },
      ],
    },
    middle: {
      bits: 80,
      fields: [
        { name: "caps", layout: "caps" },
        { name: "mark", bits: 16 },
      ],
    },
  },
  unions: {
    body: {
      bits: 128,
      members: [
        { name: "caps", layout: "caps" },
        { name: "raw", bits: 128 },
      ],
    },
  },
});

function named(name: string) {
  const found = layouts.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const caps = named("caps");
const reply = named("reply");

function rows(node: InspectionNode): string[] {
  return node.children.flatMap((child) => [
    `${child.path} ${child.bitOffset}+${child.width} ${child.raw}`,
    ...rows(child),
  ]);
}

describe("inspect", () => {
  test("each record has rows below the reserved one, up to the last that is not zero", () => {
    expect(rows(caps.inspect(hex("0001 0000 8002 0000")))).toEqual([
      "caps.version 0+16 0001",
      "caps.reserved_at_10 16+48 000080020000",
      "caps.list 32+16 ",
      "caps.list[0] 32+16 ",
      "caps.list[0].on 32+1 1",
      "caps.list[0].id 33+15 0002",
    ]);
  });

  test.each([
    ["a list", "0001 0000 8002 0003", []],
    ["bits in front of it", "0001 0004 8002 0000", ["reserved caps.reserved_at_10"]],
    ["no list", "0001 0000 0000 0000", []],
  ])("of %s: notes", (_what, bytes, notes) => {
    expect(caps.inspect(hex(bytes)).notes.map(({ code, path }) => `${code} ${path}`)).toEqual(notes);
  });

  test("it runs on through the union's region, and what is left of that is unused", () => {
    const tree = reply.inspect(hex("0001 0001 0000 0001 0002 0003 0004 0000 0000"));
    expect(tree.notes).toEqual([]);
    expect(rows(tree).filter((row) => row.includes(".id ") || row.includes("tail"))).toEqual([
      "reply.body.caps.list[0].id 49+15 0001",
      "reply.body.caps.list[1].id 65+15 0002",
      "reply.body.caps.list[2].id 81+15 0003",
      "reply.body.caps.list[3].id 97+15 0004",
    ]);
  });

  test("but not behind the region, and not in the middle of a layout", () => {
    const long = reply.inspect(hex("0001 0001 0000 0001 0002 0003 0004 0005 0006 0007"));
    expect(long.notes.map(({ message }) => message)).toEqual([
      "reply: 2 bytes behind the layout, which ends at 0x12. Kept.",
    ]);
    expect(rows(named("middle").inspect(hex("0001 0000 0001 0002 0003"))).at(-1)).toBe("middle.mark 64+16 0003");
  });

  test("a cut that leaves no whole reserved field is missing bytes", () => {
    expect(caps.inspect(hex("0001 0000 8002")).notes.map(({ code }) => code)).toEqual(["truncated"]);
  });
});

describe("decode and encode", () => {
  const bytes = hex("0001 0001 0000 0001 0002 0003 0000 0000 0000");

  test("the reserved field keeps its key, and the same bytes come back", () => {
    const value = reply.decode(bytes, { strict: true });
    expect(value).toEqual({
      kind: 1,
      body: { caps: { version: 1, reserved_at_10: 0x0000_0001_0002n } },
      "@tail": hex("0003 0000 0000 0000"),
    });
    expect(reply.encode(value)).toEqual(bytes);
  });

  test("the list is no key", () => {
    expect(() => caps.encode({ version: 1, list: [] })).toThrow("caps.list: is not a field of caps");
  });
});

describe("paths", () => {
  const bytes = hex("0001 0001 0000 0001 8002 0003 0000 0000 0000");

  test.each([
    [
      "body.caps.list",
      [
        { on: 0, id: 1 },
        { on: 1, id: 2 },
        { on: 0, id: 3 },
      ],
    ],
    ["body.caps.list[1]", { on: 1, id: 2 }],
    ["body.caps.list[2].id", 3],
  ])("get %s", (path, value) => {
    expect(get(reply, bytes, path)).toEqual(value);
  });

  test("set touches only its own bits, and diff names the record", () => {
    const changed = bytes.slice();
    set(reply, changed, "body.caps.list[1].id", 9);
    expect(diff(reply, bytes, changed).map(({ path, a, b }) => [path, a, b])).toEqual([
      ["reply.body.caps.list[1].id", 2, 9],
    ]);
  });
});

describe("bytes behind a selected arm, without a list", () => {
  const { layouts: plain } = schemaOf({
    structs: {
      arm: { bits: 16, fields: [{ name: "a", bits: 16 }] },
      reply: {
        bits: 80,
        fields: [
          { name: "kind", bits: 16 },
          { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "arm" } } },
        ],
      },
    },
    unions: {
      body: {
        bits: 64,
        members: [
          { name: "arm", layout: "arm" },
          { name: "raw", bits: 64 },
        ],
      },
    },
  });

  test.each([
    ["all of the C size, zero", "0001 0002 0000 0000 0000", []],
    ["a part of it, zero", "0001 0002 0000", []],
    [
      "not zero: the C size is not where the layout ends",
      "0001 0002 0000 0000 0005",
      ["reply: 6 bytes behind arm, which ends at 0x4, in a layout of 0xa bytes. Kept."],
    ],
    [
      "zero, and more than the C size",
      "0001 0002 0000 0000 0000 0000",
      ["reply: 2 bytes behind the layout, which ends at 0xa. Kept."],
    ],
    [
      "not zero, and more than the C size",
      "0001 0002 0003 0000 0000 0004",
      ["reply: 8 bytes behind arm, which ends at 0x4, in a layout of 0xa bytes. Kept."],
    ],
  ])("%s", (_what, bytes, notes) => {
    expect(
      plain
        .get("reply")
        ?.inspect(hex(bytes))
        .notes.map(({ message }) => message),
    ).toEqual(notes);
  });
});
