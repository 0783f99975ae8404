/** What the generated decode of a long struct (more than about 112 keys, all of them numbers) works with. */
import type { Layout } from "./layout.js";
import { isClear, type StraightProgram } from "./straight.js";

/** Puts all fields of a struct into an object, in their order. */
export type Fill<Value extends object> = (value: Value, data: DataView, at: number) => Value;

/** What decode copies, and what tells it whether it may. */
export interface Template<Value extends object> {
  /**
   * An object with the keys of the struct, to copy and fill: V8 builds a literal of so many keys one by one, but copies an
   * object in one go. Its values are `undefined` and not 0, which would have V8 keep the large numbers in boxes that every
   * copy has to make anew.
   */
  readonly blank: Value;
  /** Knows the reserved bits. */
  readonly program: StraightProgram | undefined;
}

/** The keys that a struct of `bytes` bytes fills, in order. */
export function keysOf<Value extends object>(fill: Fill<Value>, bytes: number): string[];
export function keysOf(fill: Fill<object>, bytes: number): string[] {
  return Object.keys(fill({}, new DataView(new ArrayBuffer(bytes)), 0));
}

export function templateOf<Value extends object>(layout: Layout<Value>, fill: Fill<Value>): Template<Value>;
export function templateOf(layout: Layout<object>, fill: Fill<object>): Template<object> {
  const blank = Object.fromEntries(keysOf(fill, layout.bytes).map((key) => [key, undefined]));
  return { blank, program: layout.plan.program };
}

/** No reserved bit is set; only then is there nothing but the fields. */
export function isPlain({ program }: Template<object>, data: DataView, at: number): boolean {
  return program !== undefined && isClear(program, data, at);
}
