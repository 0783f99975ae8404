/** What the generated decode of a long struct (more than about 112 keys, all of them numbers) works with. */
import { writeNumber } from "../bits/index.js";
import type { Layout } from "./layout.js";
import { endianOf } from "./scope.js";

/** What decode copies, and what tells it whether the copy is all there is. */
export interface Template<Value extends object> {
  /**
   * An object with the keys of the struct, to copy and fill: V8 builds a literal of so many keys one by one, but copies an
   * object in one go. Its values are `undefined` and not 0, which would have V8 keep the large numbers in boxes that every
   * copy has to make anew.
   */
  readonly blank: Value;
  /** The struct with every reserved bit set and no other. */
  readonly reserved: DataView;
}

/**
 * Copies the blank and puts all fields of a struct into the copy, in their order; `undefined` when a reserved bit is set. The
 * copy is made here and not by the caller, so that V8 learns the one shape that the fields are put into.
 */
export type Fill<Value extends object> = (template: Template<Value>, data: DataView, at: number) => Value | undefined;

const zeros = (bytes: number): DataView => new DataView(new ArrayBuffer(bytes));

/** The keys that a struct of `bytes` bytes fills, in order. */
export function keysOf<Value extends object>(fill: Fill<Value>, bytes: number): string[];
export function keysOf(fill: Fill<object>, bytes: number): string[] {
  return Object.keys(fill({ blank: {}, reserved: zeros(bytes) }, zeros(bytes), 0) ?? {});
}

export function templateOf<Value extends object>(layout: Layout<Value>, fill: Fill<Value>): Template<Value>;
export function templateOf(layout: Layout<object>, fill: Fill<object>): Template<object> {
  const keys = keysOf(fill, layout.bytes);
  return { blank: Object.assign(roomy(keys.length), unset(keys)), reserved: reservedOf(layout) };
}

/**
 * An empty object that has room for its first `keys` fields (V8 allows 252) in itself and not in a list beside it; so have
 * its copies, which are made and filled a quarter sooner. V8 gives an object room for two fields for every class it extends.
 */
function roomy(keys: number): object {
  let Roomy: new () => object = class {};
  for (let room = 2; room < keys; room += 2) Roomy = class extends Roomy {};
  return new Roomy();
}

const unset = (keys: readonly string[]): object => Object.fromEntries(keys.map((key) => [key, undefined]));

function reservedOf({ plan, bytes }: Layout<object>): DataView {
  const mask = zeros(bytes);
  for (const field of plan.fields) {
    if (!field.reserved) continue;
    const end = field.offset + field.bits * Math.max(field.count, 1);
    for (let bit = field.offset; bit < end; bit += 32) {
      const width = Math.min(32, end - bit);
      writeNumber(mask, bit, width, endianOf(field, "le"), 2 ** width - 1);
    }
  }
  return mask;
}
