/** The keys of the `fwctl-capture` format, version 1, one check each. See docs/capture-format.md. */
import { fromHex } from "../bits/index.js";
import { isArray, isObject, isShallow, own } from "./json.js";
import type { CapturePointer, JsonObject, JsonValue } from "./record.js";

/** The version that this library reads and writes. */
export const captureVersion = 1;

/** Deepest chain of pointers that is read. */
export const deepestPointers = 8;

const u32 = 0xffff_ffff;
/** Linux keeps error numbers below this (MAX_ERRNO). */
const mostErrno = 4095;

export function readU32(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= u32 ? value : undefined;
}

export function readHex(value: JsonValue | undefined): Uint8Array | undefined {
  return typeof value === "string" ? fromHex(value) : undefined;
}

export function readErrno(value: JsonValue | undefined): number | string | undefined {
  if (typeof value === "string") return /^E[A-Z0-9]{1,31}$/.test(value) ? value : undefined;
  const number = readU32(value);
  return number !== undefined && number > 0 && number <= mostErrno ? number : undefined;
}

export function readTime(value: JsonValue | undefined): number | string | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

export function readText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function readByteOrder(value: JsonValue | undefined): "le" | "be" | undefined {
  return value === "le" || value === "be" ? value : undefined;
}

export function readMeta(value: JsonValue | undefined): JsonObject | undefined {
  return value !== undefined && isObject(value) && isShallow(value) ? value : undefined;
}

const pointerKeys: ReadonlySet<string> = new Set(["at", "direction", "length", "data", "after", "pointers"]);

function readPointer(value: JsonValue, levels: number): CapturePointer | undefined {
  if (!isObject(value) || Object.keys(value).some((key) => !pointerKeys.has(key))) return undefined;
  const at = readU32(own(value, "at"));
  const length = readU32(own(value, "length"));
  const direction = own(value, "direction");
  if (at === undefined || length === undefined) return undefined;
  if (direction !== "in" && direction !== "out" && direction !== "inout") return undefined;
  const data = readHex(own(value, "data"));
  const after = readHex(own(value, "after"));
  const pointers = readPointers(own(value, "pointers"), levels - 1);
  // A key that is there must have been readable.
  if (data === undefined && Object.hasOwn(value, "data")) return undefined;
  if (after === undefined && Object.hasOwn(value, "after")) return undefined;
  if (pointers === undefined && Object.hasOwn(value, "pointers")) return undefined;
  return {
    at,
    direction,
    length,
    ...(data === undefined ? {} : { data }),
    ...(after === undefined ? {} : { after }),
    ...(pointers === undefined ? {} : { pointers }),
  };
}

/** Pointers, or `undefined` when one of them is not as the format says. */
export function readPointers(
  value: JsonValue | undefined,
  levels: number = deepestPointers,
): readonly CapturePointer[] | undefined {
  if (!isArray(value) || levels === 0) return undefined;
  const pointers: CapturePointer[] = [];
  for (const one of value) {
    const pointer = readPointer(one, levels);
    if (pointer === undefined) return undefined;
    pointers.push(pointer);
  }
  return pointers;
}
