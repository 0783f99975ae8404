/**
 * Element types for sequences: layouts, 64-bit numbers and bytes that know their length. Each has restructure's three methods,
 * so it composes into a user's own `r.Struct`, `r.Array` and (as a field of an arm) `r.VersionedStruct`.
 */
import { FwctlFault } from "../fault/index.js";
import type { DecodeContext, Layout } from "../layout/index.js";
import type { Cursor } from "./cursor.js";
import { requireCount, unfit, unnamed } from "./place.js";
import { put, requireRange, requireRoom, type Target } from "./target.js";

/** A type of a sequence: the shape that restructure's containers ask of their elements. */
export interface StreamType<T> {
  decode(stream: Cursor, parent?: unknown): T;
  encode(stream: Target, value: T, parent?: unknown): void;
  size(value?: T | null, parent?: unknown): number;
}

export interface LayoutTypeOptions extends DecodeContext {
  /**
   * Bytes of one element, for layouts that end open; to the end of the stream when absent. It is given the struct around the
   * element: when reading what was read of it, when writing the value that is written.
   */
  readonly length?: ((parent: unknown) => number) | undefined;
}

/**
 * A Layout as an element of a sequence.
 *
 * @example
 * const entry = layoutType(CxlFeatEntry);
 * const list = new r.Struct({ count: r.uint16le, entries: new r.Array(entry, "count") });
 * read(list, bytes, "features");
 * @throws FwctlFault `truncated` when the element does not fit in what is left; `count` when it is written and is not as long as its
 *   `length` says.
 */
export function layoutType<Value extends object>(
  layout: Layout<Value>,
  options: LayoutTypeOptions = {},
): StreamType<Value> {
  return {
    decode(stream, parent) {
      const open = layout.plan.open;
      const length = options.length?.(parent) ?? (open ? stream.length - stream.pos : layout.bytes);
      return layout.decode(stream.readBuffer(length), options);
    },
    encode(stream, value, parent) {
      const bytes = layout.encode(value, options);
      if (options.length !== undefined) requireStated(options.length, bytes, stream, parent);
      put(stream, bytes);
    },
    size: (value) => (value === undefined || value === null ? layout.bytes : layout.encode(value, options).length),
  };
}

/** A 64-bit number as bigint. restructure has none that keeps its place. */
export function u64(order: "be" | "le"): StreamType<bigint> {
  return {
    decode(stream) {
      const at = stream.pos;
      stream.pos = at + 8;
      return stream.view.getBigUint64(at, order === "le");
    },
    encode(stream, value) {
      if (typeof value !== "bigint") throw unfit("a bigint", value);
      requireRange(value, 0n, 0xffff_ffff_ffff_ffffn);
      requireRoom(stream, 8);
      stream.view.setBigUint64(stream.pos, value, order === "le");
      stream.pos += 8;
    },
    size: () => 8,
  };
}

/**
 * Bytes of a length that is fixed, or that something read before states; a view, and never more than there are.
 *
 * @param length a callback is given the struct around the bytes: when reading what was read of it, when writing the value that is written.
 * @throws FwctlFault `count` when bytes of another length are written: they would move everything behind them.
 */
export function bytesOf(length: number | ((parent: unknown) => number)): StreamType<Uint8Array> {
  return {
    decode: (stream, parent) => stream.readBuffer(typeof length === "number" ? length : length(parent)),
    encode(stream, value, parent) {
      if (!(value instanceof Uint8Array)) throw unfit("bytes (a Uint8Array)", value);
      requireStated(length, value, stream, parent);
      put(stream, value);
    },
    size: (value) => value?.length ?? (typeof length === "number" ? length : 0),
  };
}

/** Bytes must be as many as reading them back will take. */
function requireStated(
  length: number | ((parent: unknown) => number),
  bytes: Uint8Array,
  { pos }: Target,
  parent: unknown,
): void {
  const around = written(parent);
  if (typeof length !== "number" && around === undefined) return;
  const stated = typeof length === "number" ? length : length(around);
  requireCount(stated, pos);
  if (stated === bytes.length) return;
  const what = `takes ${stated} bytes here, ${bytes.length} given`;
  throw new FwctlFault({ code: "count", path: unnamed, byteOffset: pos, what, width: stated * 8 });
}

/** restructure gives encoders a context with the struct in `val`; an array with a length of its own has none. */
const written = (parent: unknown): unknown =>
  typeof parent === "object" && parent !== null && "val" in parent ? parent.val : undefined;
