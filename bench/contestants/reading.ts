/** Reads a peer's result as the expected value: the expected keys only, each in the form the expected value has. Not timed. */
import { uuidBytes } from "../hand/uuid.js";
import type { Value } from "../sample.js";

/** Property of an object by name, own or inherited (kaitai and restructure define accessors). */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A boolean read as a bit, a rounded 64-bit number as a bigint; everything else as it is. */
export function plain(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  return value;
}

/** The text of a uuid that a peer leaves as bytes. */
export function uuidFromBytes(value: unknown): unknown {
  if (!(value instanceof Uint8Array) && !Array.isArray(value)) return value;
  const hex = Array.from(value, (byte: unknown) => Number(byte).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** `value` with only the fields of `names`, each through `convert`. */
export function pick(
  value: unknown,
  names: readonly string[],
  convert: (value: unknown, name: string) => unknown = plain,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, convert(property(value, name), name)]));
}

/** Replaces every value, top down, for encoders that want another form than the hand-written one. */
export function withUuidBytes(entry: Readonly<Record<string, Value>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      name === "uuid" && typeof value === "string" ? uuidBytes(value) : value,
    ]),
  );
}
