/** What decoded fields are, and what encode takes. */

/**
 * A decoded value. Width decides, never content: 1 to 32 bits `number`, 33 to 64 `bigint`, wider `Uint8Array`;
 * `string`, `uuid` and `mac` are text; 8-bit arrays are `Uint8Array`, other arrays arrays; structs are objects; a named
 * union is an object with one key, or bytes when nothing selects an arm.
 */
export type FieldValue = number | bigint | string | Uint8Array | StructValue | readonly FieldValue[];

/** A decoded struct: own keys in field order. */
export interface StructValue {
  [field: string]: FieldValue;
}

/** Keys that no wire name can have: bytes behind the layout, and padding bits below the last byte. */
export const tailKey = "@tail";
export const padKey = "@pad";

/** True for objects that stand for a struct (not arrays, not bytes). */
export function isStruct(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** Nothing is inherited but what every object has, so a field that is read is the value's own. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for a struct that decode made. */
export function isStructValue(value: FieldValue): value is StructValue {
  return isStruct(value);
}

/** What a layout's decode gives is always a plain object, whatever its static type. */
export function isDecoded(value: object): value is StructValue {
  return !(value instanceof Uint8Array);
}

/** A number as a message shows it. A bigint may have millions of digits; nobody reads those of one that fits no field. */
export function numberText(value: number | bigint): string {
  if (typeof value === "number") return value.toString();
  const rest = value >> 128n;
  if (rest === 0n || rest === -1n) return value.toString();
  return value < 0n ? "less than -2^128" : "2^128 or more";
}

/** What a value is, in words for a message. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number" || typeof value === "bigint") return `the ${typeof value} ${numberText(value)}`;
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
