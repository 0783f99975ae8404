/** Bytes as a device model writes them down. */
import { fromHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";

/**
 * Hex digits, or pieces at offsets for long records that are mostly zero: `{ "0x10": "0102", "0x400": "ff" }`.
 */
export type ModelBytes = string | { readonly [offset: string]: string };

/** Longest record that a model may describe. */
const longest = 65_536;

/**
 * The bytes of a record. With `length`, shorter ones are filled up with zeros.
 *
 * @throws FwctlFault `schema` when it is no hex, an offset is no number, or a piece ends behind `length`.
 */
export function modelBytes(value: ModelBytes, path: string, length?: number): Uint8Array {
  const pieces: [number, string][] =
    typeof value === "string" ? [[0, value]] : Object.entries(value).map(([offset, hex]) => [Number(offset), hex]);
  const parsed = pieces.map(([at, hex]) => ({ at, bytes: hexBytes(hex, path) }));
  const end = Math.max(0, ...parsed.map(({ at, bytes }) => at + bytes.length));
  if (!Number.isSafeInteger(end) || end > (length ?? longest) || parsed.some(({ at }) => at < 0)) {
    throw new FwctlFault({ code: "schema", path, what: `has bytes up to ${end}, ${length ?? longest} are possible` });
  }
  const record = new Uint8Array(length ?? end);
  for (const { at, bytes } of parsed) record.set(bytes, at);
  return record;
}

function hexBytes(hex: string, path: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes !== undefined) return bytes;
  throw new FwctlFault({ code: "schema", path, what: "is not hex", remedy: "Two digits a byte, no separators." });
}
