/** Reading with restructure types so that only faults come out. */
import { FwctlFault, isFwctlFault } from "../fault/index.js";
import { Cursor } from "./cursor.js";
import { namedFault } from "./named-fault.js";
import { unnamed } from "./place.js";

/** What any restructure type has: `r.Struct`, `r.Array`, or one of ours. */
export interface Decoder<T> {
  decode(stream: Cursor, parent?: unknown): T;
}

/**
 * Decodes one value at a cursor.
 *
 * @param path names the value in a fault.
 * @throws FwctlFault `truncated` at the end of the bytes, `count` for elements that take no bytes, `selector` for a version without an
 *   arm, `schema` for any other error of the type or of a caller's own callback, which is its `cause`.
 */
export function readAt<T>(type: Decoder<T>, cursor: Cursor, path: string): T {
  const at = cursor.pos;
  try {
    return type.decode(cursor);
  } catch (error) {
    throw isEnd(error) ? ended(error, cursor, at, path) : namedFault(error, path);
  }
}

const isEnd = (error: unknown): boolean => isFwctlFault(error) && error.code === "truncated" && error.path === unnamed;

function ended(cause: unknown, cursor: Cursor, at: number, path: string): FwctlFault {
  const what = `the bytes end inside it (starts at 0x${at.toString(16)}, ${cursor.length} bytes in all)`;
  return new FwctlFault({ code: "truncated", path, what, byteOffset: at, received: cursor.length }, { cause });
}

/**
 * Decodes one value from bytes, starting at the first.
 *
 * @throws FwctlFault `kind` for what is no bytes; else as {@link readAt}.
 */
export function read<T>(type: Decoder<T>, bytes: Uint8Array, path: string): T {
  return readAt(type, opened(bytes, path), path);
}

function opened(bytes: Uint8Array, path: string): Cursor {
  try {
    return new Cursor(bytes);
  } catch (error) {
    throw namedFault(error, path);
  }
}
