/** Reading one field that is no struct and no array: a number, bytes, or text. */
import { byteOf, type Endian, macText, readBigint, readBytes, readNumber, readRun, uuidText } from "../bits/index.js";
import type { PlanField } from "./plan.js";
import { endianOf, type Scope } from "./scope.js";
import type { FieldValue } from "./value.js";

/** Reads one element of a field at a bit offset. The caller has proved the length. */
export function readScalar(scope: Scope, field: PlanField, bit: number): FieldValue {
  const width = field.bits;
  const endian = endianOf(field, scope.host);
  switch (field.definition.kind) {
    case "uint":
    case "layout":
      if (width <= 32) return readNumber(scope.data, bit, width, endian);
      return width <= 64 ? readBigint(scope.data, bit, width, endian) : readBytes(scope.data, bit, width, endian);
    case "string":
      return latin1(readRun(scope.data, bit, width, endian));
    case "uuid":
      return uuidText(readRun(scope.data, bit, width, endian));
    case "mac":
      return macText(readRun(scope.data, bit, width, endian));
  }
}

/** Latin1 text without its trailing NULs. Every byte is one character, so nothing is lost. */
export function latin1(bytes: Uint8Array): string {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  let text = "";
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}

/** True when every bit of a range is 0. The order says which bits of a byte a range means that is no whole bytes. */
export function isZero(data: DataView, from: number, to: number, endian: Endian): boolean {
  if (to - from <= 32) return to <= from || readNumber(data, from, to - from, endian) === 0;
  let bit = from;
  for (; bit < to && (bit & 7) !== 0; bit += 1) if (readNumber(data, bit, 1, endian) !== 0) return false;
  let byte = byteOf(bit);
  const words = byteOf(to) - 4;
  for (; byte <= words; byte += 4) if (data.getUint32(byte) !== 0) return false;
  for (; byte < byteOf(to); byte += 1) if (data.getUint8(byte) !== 0) return false;
  const rest = Math.max(bit, byte * 8);
  return rest >= to || readNumber(data, rest, to - rest, endian) === 0;
}
