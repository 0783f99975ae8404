/** One layout with everything that a grid shows and JSON carries. */
import type { Layout } from "../../src/layout/index.js";
import { schemaOf } from "../support/schema.js";

const { layouts } = schemaOf({
  structs: {
    regs: {
      bits: 432,
      fields: [
        { name: "opcode", bits: 16, enum: "opcode" },
        { name: "reserved_at_10", bits: 16, reserved: true },
        { name: "enable", bits: 1 },
        { name: "mode", bits: 3, enum: "mode" },
        { name: "reserved_at_24", bits: 28, reserved: true },
        { name: "address", bits: 64 },
        { name: "name", type: "char", count: 4 },
        { name: "point", layout: "point" },
        { name: "list", layout: "point", count: 2 },
        { name: "key", type: "u8", count: 20 },
        {
          name: "options",
          bits: 16,
          parts: [
            { name: "fast", lsb: 0, bits: 1 },
            { name: "level", lsb: 4, bits: 4, enum: "mode" },
          ],
        },
        { name: "kind", bits: 16 },
        { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 1: "point", 3: "guest" } } },
      ],
    },
    point: {
      bits: 16,
      fields: [
        { name: "x", bits: 8 },
        { name: "y", bits: 8 },
      ],
    },
    guest: { bits: 32, fields: [{ name: "digits", type: "u8", count: 4 }] },
    /** Names that a careless lookup finds on an object, not in the layout. */
    names: {
      bits: 32,
      fields: [
        { name: "toString", bits: 8 },
        { name: "hasOwnProperty", bits: 8 },
        { name: "length", bits: 8 },
        { name: "get", bits: 8 },
      ],
    },
    wide: {
      bits: 216,
      fields: [
        { name: "a", bits: 33 },
        { name: "b", bits: 64 },
        { name: "c", bits: 71 },
        { name: "id", type: "mac" },
      ],
    },
    /** A selector names a layout beside the members of a union without a name. */
    beside: {
      bits: 48,
      fields: [
        { name: "kind", bits: 16 },
        { name: "@0", layout: "body", anonymous: true, select: { from: "self", field: "kind", map: { 3: "guest" } } },
      ],
    },
    stream: {
      bits: 8,
      fields: [
        { name: "kind", bits: 8 },
        {
          name: "data",
          bits: 8,
          count: "end",
          select: { from: "self", field: "kind", map: { 1: "point", 2: "guest[]" } },
        },
      ],
    },
  },
  unions: {
    body: {
      bits: 32,
      members: [
        { name: "point", layout: "point" },
        { name: "word", bits: 32 },
      ],
    },
  },
  enums: { mode: { values: { OFF: 0, SLOW: 1 } }, opcode: { values: { QUERY: 256 } } },
});

export function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

/** All fields of `regs`, with a reserved bit, an unnamed mode, and one byte too many. */
export const surprising =
  "0100 0001 f0000000 0000000000000005 66770a00 0102 0304 0506 000102030405060708090a0b0c0d0e0f10111213 0011 0001 0708 0000 ff";
