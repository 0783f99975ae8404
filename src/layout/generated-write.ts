/**
 * Checking and writing, for generated encode functions. Checks only say yes or no: what is refused goes to the interpreter,
 * which writes it after all (labels, reserved fields, plain lists of bytes) or words the fault.
 */
import type { Layout } from "./layout.js";

/**
 * How the encoder of a part is called by the one around it: `check` writes nothing, `write` checks and writes, `checked`
 * writes what passed the check. All answer -1 instead of asking the interpreter, so that the outermost layout does, before a
 * byte is written.
 */
export type Part = "check" | "write" | "checked";

type Encoder<Value> = (data: DataView, at: number, value: Value, part?: Part) => number;

/** What an encoder does with a value it does not know how to write. */
export function encodeWhole(layout: Layout<object>, data: DataView, at: number, value: unknown, part?: Part): number {
  return part === undefined ? layout.encodeAt(data, at, value, true) : -1;
}

/** A bigint of up to 64 bits. */
export function fits(value: bigint, width: number): boolean {
  return typeof value === "bigint" && BigInt.asUintN(width, value) === value;
}

/** Exactly `length` bytes. */
export function isBytes(value: unknown, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length;
}

/** A list of `count` whole numbers of `width` bits, at most 32. */
export function areNumbers(list: readonly number[], count: number, width: number): boolean {
  if (!Array.isArray(list) || list.length !== count) return false;
  for (let index = 0; index < count; index += 1) {
    const value = list[index];
    if (typeof value !== "number" || value >>> 0 !== value || (width < 32 && value >>> width !== 0)) return false;
  }
  return true;
}

/** A list of `count` bigints of `width` bits, at most 64. */
export function areBigints(list: readonly bigint[], count: number, width: number): boolean {
  if (!Array.isArray(list) || list.length !== count) return false;
  for (let index = 0; index < count; index += 1) if (!fits(list[index] ?? -1n, width)) return false;
  return true;
}

/** Every element of a list is what its encoder takes. */
export function listFits<Value>(
  encode: Encoder<Value>,
  data: DataView,
  at: number,
  list: readonly Value[],
  count: number,
  stride: number,
): boolean {
  if (!Array.isArray(list) || list.length !== count) return false;
  let from = at;
  for (const value of list) {
    if (encode(data, from, value, "check") < 0) return false;
    from += stride;
  }
  return true;
}

/** Writes the elements of a list that {@link listFits}. */
export function writeList<Value>(
  encode: Encoder<Value>,
  data: DataView,
  at: number,
  list: readonly Value[],
  stride: number,
): void {
  let from = at;
  for (const value of list) {
    encode(data, from, value, "checked");
    from += stride;
  }
}

/** The only key of an object; the empty text when it has none or several. */
export function armName(value: object): string {
  let name = "";
  for (const key in value) {
    if (name !== "") return "";
    name = key;
  }
  return name;
}

/** Zeroes bytes `from` to `to`. Four dwords at a time, since short loops cost most. */
export function clear(data: DataView, from: number, to: number): void {
  let at = from;
  for (const last = to - 16; at <= last; at += 16) {
    data.setUint32(at, 0);
    data.setUint32(at + 4, 0);
    data.setUint32(at + 8, 0);
    data.setUint32(at + 12, 0);
  }
  for (; at + 4 <= to; at += 4) data.setUint32(at, 0);
  for (; at < to; at += 1) data.setUint8(at, 0);
}

export function putBytes(data: DataView, at: number, value: Uint8Array): void {
  new Uint8Array(data.buffer, data.byteOffset + at, value.length).set(value);
}

/** Latin1 text of at most `length` characters. */
export function isText(value: unknown, length: number): value is string {
  if (typeof value !== "string" || value.length > length) return false;
  for (let index = 0; index < value.length; index += 1) if (value.charCodeAt(index) > 255) return false;
  return true;
}

/** Text, padded with NULs. */
export function putText(data: DataView, at: number, value: string, length: number): void {
  for (let index = 0; index < length; index += 1) {
    data.setUint8(at + index, index < value.length ? value.charCodeAt(index) : 0);
  }
}

/** Value of a hex digit by character code; 255 for anything else. */
const digits: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const text = String.fromCharCode(code);
  return /[0-9a-f]/i.test(text) ? Number.parseInt(text, 16) : 255;
});

function isHex(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code < 256 && digits[code] !== 255;
}

const isDash = (index: number): boolean => index === 8 || index === 13 || index === 18 || index === 23;

export function isUuid(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== 36) return false;
  for (let index = 0; index < 36; index += 1) {
    if (isDash(index) ? value.charCodeAt(index) !== 45 : !isHex(value, index)) return false;
  }
  return true;
}

export function putUuid(data: DataView, at: number, value: string): void {
  let from = 0;
  for (let byte = 0; byte < 16; byte += 1) {
    if (isDash(from)) from += 1;
    data.setUint8(at + byte, hexByte(value, from));
    from += 2;
  }
}

/** Six bytes with colons, the way decode writes them; other spellings go to the interpreter. */
export function isMac(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(value);
}

export function putMac(data: DataView, at: number, value: string): void {
  for (let byte = 0; byte < 6; byte += 1) data.setUint8(at + byte, hexByte(value, byte * 3));
}

function hexByte(text: string, index: number): number {
  return ((digits[text.charCodeAt(index)] ?? 0) << 4) | (digits[text.charCodeAt(index + 1)] ?? 0);
}
