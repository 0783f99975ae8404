/** Reading with restructure types so that only faults come out, and plain objects. */
import { FwctlFault, isFwctlFault } from "../fault/index.js";
import { Cursor } from "./cursor.js";
import type { StreamType } from "./types.js";

/** What any restructure type has: `r.Struct`, `r.Array`, or one of ours. */
export interface Decoder<T> {
  decode(stream: Cursor, parent?: unknown): T;
}

/**
 * Decodes one value at a cursor. restructure's own errors (a bare RangeError at the end of the bytes, a TypeError for a field
 * name it cannot bear) become faults that say where.
 *
 * @param path names the value in a fault.
 */
export function readAt<T>(type: Decoder<T>, cursor: Cursor, path: string): T {
  const at = cursor.pos;
  try {
    return type.decode(cursor);
  } catch (error) {
    throw atPath(error, cursor, at, path);
  }
}

function atPath(error: unknown, cursor: Cursor, at: number, path: string): FwctlFault {
  if (isFwctlFault(error) && error.code !== "truncated") return error;
  const inner = isFwctlFault(error) && error.path !== "sequence" ? `${path}: ${error.message}` : undefined;
  return new FwctlFault(
    {
      code: "truncated",
      path: inner === undefined ? path : undefined,
      what: inner ?? `the bytes end inside it (starts at 0x${at.toString(16)}, ${cursor.length} bytes in all)`,
      byteOffset: at,
      received: cursor.length,
    },
    { cause: error },
  );
}

/** Decodes one value from bytes, starting at the first. */
export function read<T>(type: Decoder<T>, bytes: Uint8Array, path: string): T {
  return readAt(type, new Cursor(bytes), path);
}

/** Encodes a value of a known size. */
export function write<T>(type: StreamType<T>, value: T): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(type.size(value));
  type.encode({ buffer: bytes, view: new DataView(bytes.buffer), pos: 0 }, value);
  return bytes;
}
