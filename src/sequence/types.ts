/**
 * Element types for sequences: layouts, 64-bit numbers and bytes that know their length. Each has restructure's three methods,
 * so it composes into a user's own `r.Struct`, `r.Array` and (as a field of an arm) `r.VersionedStruct`.
 */
import type { DecodeContext, Layout } from "../layout/index.js";
import type { Cursor } from "./cursor.js";

/** What an encoder writes into. */
export interface Target {
  readonly buffer: Uint8Array;
  readonly view: DataView;
  pos: number;
}

/** A type of a sequence: the shape that restructure's containers ask of their elements. */
export interface StreamType<T> {
  decode(stream: Cursor, parent?: unknown): T;
  encode(stream: Target, value: T, parent?: unknown): void;
  size(value?: T | null, parent?: unknown): number;
}

export interface LayoutTypeOptions extends DecodeContext {
  /** Bytes of one element, for layouts that end open; to the end of the stream when absent. */
  readonly length?: ((parent: unknown) => number) | undefined;
}

/**
 * A Layout as an element of a sequence.
 *
 * @example
 * const entry = layoutType(CxlFeatEntry);
 * const list = new r.Struct({ count: r.uint16le, entries: new r.Array(entry, "count") });
 * list.decode(new Cursor(bytes));
 * @throws FwctlFault `truncated` when the element does not fit in what is left.
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
    encode(stream, value) {
      write(stream, layout.encode(value));
    },
    size: (value) => (value === undefined || value === null ? layout.bytes : layout.encode(value).length),
  };
}

function write(stream: Target, bytes: Uint8Array): void {
  stream.buffer.set(bytes, stream.pos);
  stream.pos += bytes.length;
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
      stream.view.setBigUint64(stream.pos, value, order === "le");
      stream.pos += 8;
    },
    size: () => 8,
  };
}

/** Bytes of a length that something read before states; a view, and never more than there are. */
export function bytesOf(length: number | ((parent: unknown) => number)): StreamType<Uint8Array> {
  return {
    decode: (stream, parent) => stream.readBuffer(typeof length === "number" ? length : length(parent)),
    encode: write,
    size: (value) => value?.length ?? (typeof length === "number" ? length : 0),
  };
}
