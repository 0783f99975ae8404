/** Reading, for generated decode functions: what is more than one DataView access. The caller has proved the length. */
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

/** Bytes of the buffer itself, not a copy. */
export function bytes(data: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset + at, length);
}

/** All dwords of a region or-ed together: 0 when every bit is 0. */
export function reservedBits(data: DataView, from: number, to: number): number {
  let found = 0;
  for (let at = from; at < to; at += 4) found |= data.getInt32(at, true);
  return found;
}

const high: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => hexCode(byte >> 4));
const low: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => hexCode(byte & 15));

function hexCode(nibble: number): number {
  return nibble.toString(16).charCodeAt(0);
}

/** Sixteen bytes as the text of a uuid. One call with all characters makes one flat string. */
export function uuidAt(data: DataView, at: number): string {
  const h = (byte: number): number => high[data.getUint8(at + byte)] ?? 0;
  const l = (byte: number): number => low[data.getUint8(at + byte)] ?? 0;
  // biome-ignore format: one group of the uuid a line
  return String.fromCharCode(
    h(0), l(0), h(1), l(1), h(2), l(2), h(3), l(3), 45,
    h(4), l(4), h(5), l(5), 45,
    h(6), l(6), h(7), l(7), 45,
    h(8), l(8), h(9), l(9), 45,
    h(10), l(10), h(11), l(11), h(12), l(12), h(13), l(13), h(14), l(14), h(15), l(15),
  );
}

/** Six bytes as the text of a mac address. */
export function macAt(data: DataView, at: number): string {
  const h = (byte: number): number => high[data.getUint8(at + byte)] ?? 0;
  const l = (byte: number): number => low[data.getUint8(at + byte)] ?? 0;
  // biome-ignore format: one byte a pair
  return String.fromCharCode(h(0), l(0), 58, h(1), l(1), 58, h(2), l(2), 58, h(3), l(3), 58, h(4), l(4), 58, h(5), l(5));
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

const none: Uint8Array = new Uint8Array(0);

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
