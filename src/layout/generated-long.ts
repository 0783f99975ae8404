/** What the generated decode of a long struct (more than about 112 keys, all of them numbers) works with. */
import { writeNumber } from "../bits/index.js";
import type { Layout } from "./layout.js";

/** Puts all fields of a struct into an object, in their order. */
export type Fill<Value extends object> = (value: Value, data: DataView, at: number) => Value;

/** What decode copies, and where the bits are that it expects to be zero. */
export interface Template<Value extends object> {
  /**
   * An object with the keys of the struct, to copy and fill: V8 builds a literal of so many keys one by one, but copies an
   * object in one go. Its values are `undefined` and not 0, which would have V8 keep the large numbers in boxes that every
   * copy has to make anew.
   */
  readonly blank: Value;
  /** The bytes of a struct whose reserved bits are 1, and no others. */
  readonly padding: DataView;
}

/** The keys that a struct of `bytes` bytes fills, in order. */
export function keysOf<Value extends object>(fill: Fill<Value>, bytes: number): string[];
export function keysOf(fill: Fill<object>, bytes: number): string[] {
  return Object.keys(fill({}, new DataView(new ArrayBuffer(bytes)), 0));
}

export function templateOf<Value extends object>(layout: Layout<Value>, fill: Fill<Value>): Template<Value>;
export function templateOf(layout: Layout<object>, fill: Fill<object>): Template<object> {
  const blank = Object.fromEntries(keysOf(fill, layout.bytes).map((key) => [key, undefined]));
  return { blank, padding: paddingOf(layout) };
}

function paddingOf({ definition, bytes }: Layout<object>): DataView {
  const ones = new DataView(new ArrayBuffer(bytes));
  for (const { offset, bits, count = 1, reserved, order = definition.order } of definition.fields) {
    const end = reserved === true ? offset + bits * count : offset;
    for (let bit = offset; bit < end; bit += 1) writeNumber(ones, bit, 1, order === "be" ? "be" : "le", 1);
  }
  return ones;
}

/** No bit is set that `padding` has: whole dwords, four at a time, since short loops cost most. */
export function isClear(data: DataView, at: number, padding: DataView): boolean {
  let found = 0;
  let byte = 0;
  for (const last = padding.byteLength - 12; byte < last; byte += 16) {
    found |=
      (data.getInt32(at + byte) & padding.getInt32(byte)) |
      (data.getInt32(at + byte + 4) & padding.getInt32(byte + 4)) |
      (data.getInt32(at + byte + 8) & padding.getInt32(byte + 8)) |
      (data.getInt32(at + byte + 12) & padding.getInt32(byte + 12));
  }
  for (; byte < padding.byteLength; byte += 4) found |= data.getInt32(at + byte) & padding.getInt32(byte);
  return found === 0;
}
