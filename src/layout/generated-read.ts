/** Reading, for generated decode functions: what is more than one DataView access. The caller has proved the length. */
import { macText } from "../bits/index.js";
import { tailKey } from "./value.js";

/** Keys that a value has only when there is something unusual in the bytes. */
export interface Surplus {
  /** Reserved fields that are not zero. */
  [reserved: `reserved_at_${string}`]: number | bigint | Uint8Array | readonly (number | bigint)[] | undefined;
  /** Bytes behind the layout, or none where the bytes end before its C size. */
  "@tail"?: Uint8Array;
  /** Padding bits below the last byte. */
  "@pad"?: number;
}

/**
 * Bytes of the buffer itself, not a copy. What is made of a buffer knows nothing of the part that `data` is, so this looks.
 *
 * @throws RangeError like any read behind the end; generated code leaves it to the interpreter to word the fault.
 */
export function bytes(data: DataView, at: number, length: number): Uint8Array {
  if (!(at >= 0 && at + length <= data.byteLength)) throw new RangeError("bytes outside of the DataView");
  return new Uint8Array(data.buffer, data.byteOffset + at, length);
}

/** All dwords of a region or-ed together: 0 when every bit is 0. Four at a time, since short loops cost most. */
export function reservedBits(data: DataView, from: number, to: number): number {
  let found = 0;
  let at = from;
  for (const last = to - 12; at < last; at += 16) {
    found |=
      data.getInt32(at, true) |
      data.getInt32(at + 4, true) |
      data.getInt32(at + 8, true) |
      data.getInt32(at + 12, true);
  }
  for (; at < to; at += 4) found |= data.getInt32(at, true);
  return found;
}

/** Character codes of the hex digits. */
const hexes: Uint8Array = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/** Sixteen bytes as the text of a uuid. One call with all characters makes one flat string, in half the time of pieces. */
export function uuidAt(data: DataView, at: number): string {
  const a = data.getUint32(at);
  const b = data.getUint32(at + 4);
  const c = data.getUint32(at + 8);
  const d = data.getUint32(at + 12);
  // biome-ignore format: a group of the uuid, or half of one, a line
  return String.fromCharCode(
    hexes[a >>> 28] ?? 0, hexes[(a >>> 24) & 15] ?? 0, hexes[(a >>> 20) & 15] ?? 0, hexes[(a >>> 16) & 15] ?? 0,
    hexes[(a >>> 12) & 15] ?? 0, hexes[(a >>> 8) & 15] ?? 0, hexes[(a >>> 4) & 15] ?? 0, hexes[a & 15] ?? 0, 45,
    hexes[b >>> 28] ?? 0, hexes[(b >>> 24) & 15] ?? 0, hexes[(b >>> 20) & 15] ?? 0, hexes[(b >>> 16) & 15] ?? 0, 45,
    hexes[(b >>> 12) & 15] ?? 0, hexes[(b >>> 8) & 15] ?? 0, hexes[(b >>> 4) & 15] ?? 0, hexes[b & 15] ?? 0, 45,
    hexes[c >>> 28] ?? 0, hexes[(c >>> 24) & 15] ?? 0, hexes[(c >>> 20) & 15] ?? 0, hexes[(c >>> 16) & 15] ?? 0, 45,
    hexes[(c >>> 12) & 15] ?? 0, hexes[(c >>> 8) & 15] ?? 0, hexes[(c >>> 4) & 15] ?? 0, hexes[c & 15] ?? 0,
    hexes[d >>> 28] ?? 0, hexes[(d >>> 24) & 15] ?? 0, hexes[(d >>> 20) & 15] ?? 0, hexes[(d >>> 16) & 15] ?? 0,
    hexes[(d >>> 12) & 15] ?? 0, hexes[(d >>> 8) & 15] ?? 0, hexes[(d >>> 4) & 15] ?? 0, hexes[d & 15] ?? 0,
  );
}

/** Six bytes as the text of a mac address. */
export function macAt(data: DataView, at: number): string {
  return macText(bytes(data, at, 6));
}

/** Latin1 text without its trailing NULs. */
export function textAt(data: DataView, at: number, length: number): string {
  let end = at + length;
  while (end > at && data.getUint8(end - 1) === 0) end -= 1;
  let text = "";
  for (let byte = at; byte < end; byte += 1) text += String.fromCharCode(data.getUint8(byte));
  return text;
}

/** The bits of a request's field that choose an arm, or -1 when the request does not say. */
export function asked(value: unknown, shift: number, mask: number): number {
  return typeof value === "number" && value >>> 0 === value ? (value & mask) >>> shift : -1;
}

/** The tail of bytes that end with the last member, before the C size. */
export const none: Uint8Array = new Uint8Array(0);

/**
 * A value whose last member ends at byte `next`, with what stands between that and the end of the bytes. A layout of
 * `size` bytes may end in zeros; bytes that end before or behind it are told by a tail.
 */
export function closed<Value extends Surplus>(
  value: Value,
  data: DataView,
  at: number,
  next: number,
  end: number,
  size: number,
): Value {
  if (end - at === size && isZero(data, next, end)) return value;
  value[tailKey] = next === end ? none : bytes(data, next, end - next);
  return value;
}

function isZero(data: DataView, from: number, to: number): boolean {
  const words = from + ((to - from) & ~3);
  if (reservedBits(data, from, words) !== 0) return false;
  for (let at = words; at < to; at += 1) if (data.getUint8(at) !== 0) return false;
  return true;
}
