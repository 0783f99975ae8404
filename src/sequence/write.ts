/** Writing with restructure types so that only faults come out, and no byte that the next reader would take for another. */
import { FwctlFault } from "../fault/index.js";
import { namedFault } from "./named-fault.js";
import { requireCount, unfit } from "./place.js";
import { type Target, targetOf } from "./target.js";

/** What any restructure type has that can be written. */
export interface Encoder<T> {
  encode(stream: Target, value: T, parent?: unknown): void;
  size(value?: T | null, parent?: unknown): number;
}

/**
 * Encodes a value. Numbers that do not fit or are missing are refused, which restructure alone would write as others.
 *
 * @param path names the value in a fault.
 * @example
 * const bytes = write(list, { count: 1, entries: [entry] });
 * @throws FwctlFault `range`, `kind`, `missing` or `count` for a value that its type cannot hold, `selector` for a version without an
 *   arm, `schema` for any other error of the type or of a caller's own callback, which is its `cause`.
 */
export function write<T>(type: Encoder<T>, value: T, path = "value"): Uint8Array<ArrayBuffer> {
  try {
    if (value === null || value === undefined) throw unfit("a value to write", value);
    const size = type.size(value);
    requireCount(size, 0);
    const stream = targetOf(size);
    type.encode(stream, value);
    if (stream.pos !== size) throw halfWritten(stream.pos, size, path);
    return stream.buffer;
  } catch (error) {
    throw namedFault(error, path);
  }
}

function halfWritten(written: number, size: number, path: string): FwctlFault {
  return new FwctlFault({ code: "count", path, what: `its type has ${size} bytes and wrote ${written}` });
}
