/** Values of a parsed JSON document, taken with care: the keys and the kinds come from a file. */
import type { JsonObject, JsonValue } from "./record.js";

/** Deepest nesting that a reader keeps and a writer writes. */
export const deepest = 64;

/** Most characters that are quoted of a value in a message. */
const mostShown = 40;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value of an own key; never one that the object inherits. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Parses a document; `undefined` when it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** True when nothing in the value is nested deeper than `levels`. */
export function isShallow(value: JsonValue, levels: number = deepest): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((one) => isShallow(one, levels - 1));
}

/** A value in few words, for messages. */
export function shownValue(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (isArray(value)) return `an array of ${value.length}`;
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > mostShown ? `${text.slice(0, mostShown - 3)}...` : text;
}
