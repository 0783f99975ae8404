/** Vectors that a C program wrote: fields by path, integers as numbers or decimal text, everything else as hex. */
import { fromHex, macText, toHex, uuidText } from "../../src/bits/index.js";
import { type FieldDefinition, get, type Layout, type LayoutDefinition } from "../../src/layout/index.js";

export interface CVector {
  readonly struct: string;
  readonly variant?: string;
  readonly kind: string;
  readonly what?: string;
  readonly size: number;
  readonly c_sizeof: number;
  readonly hex: string;
  readonly fields: Readonly<Record<string, number | string>>;
}

export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return fromHex(hex) ?? new Uint8Array(0);
}

/** The fields of a vector as they stand in bytes, read one by one through their paths. */
export function fieldsIn(layout: Layout, bytes: Uint8Array, vector: CVector): Record<string, number | string> {
  return Object.fromEntries(
    Object.keys(vector.fields).map((path) => [path, written(definitionOf(layout, path), get(layout, bytes, path))]),
  );
}

/** A value the way the C program writes it. */
function written(field: FieldDefinition, value: unknown): number | string {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString();
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value !== "string") return `no scalar: ${typeof value}`;
  if (field.kind === "uuid") return value.replaceAll("-", "");
  if (field.kind === "mac") return value.replaceAll(":", "");
  const text = Array.from(value, (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return text.padEnd((field.bits / 8) * 2, "0");
}

interface Target {
  [key: string]: unknown;
}

/** The value that encode takes, put together from a vector's fields. It ends with the bytes that the vector has. */
export function encodable(layout: Layout, vector: CVector): Target {
  const value: Target = vector.size === vector.c_sizeof ? {} : { "@tail": new Uint8Array(0) };
  for (const [path, stated] of Object.entries(vector.fields)) {
    put(
      value,
      path.split(/[.[\]]+/).filter((step) => step !== ""),
      given(definitionOf(layout, path), stated),
    );
  }
  return value;
}

function put(target: Target, steps: readonly string[], value: unknown): void {
  const [step = "", next, ...rest] = steps;
  if (next === undefined) {
    target[step] = value;
    return;
  }
  const inner = target[step] ?? (/^\d+$/.test(next) ? [] : {});
  target[step] = inner;
  if (isTarget(inner)) put(inner, [next, ...rest], value);
}

const isTarget = (value: unknown): value is Target => typeof value === "object" && value !== null;

function given(field: FieldDefinition, stated: number | string): unknown {
  const bytes = bytesOf(String(stated));
  if (field.kind === "uuid") return uuidText(bytes);
  if (field.kind === "mac") return macText(bytes);
  if (field.kind === "string") return String.fromCharCode(...bytes).replace(/\0+$/, "");
  if (field.bits === 8 && (field.count !== undefined || field.open !== undefined)) return bytes;
  return field.bits > 32 ? BigInt(stated) : Number(stated);
}

/** The definition behind a path, through nested and anonymous records. */
function definitionOf(layout: Layout, path: string): FieldDefinition {
  let at: LayoutDefinition = layout.definition;
  let found: FieldDefinition | undefined;
  for (const step of path.replaceAll(/\[\d+\]/g, "").split(".")) {
    found = fieldNamed(layout, at, step);
    at = layout.scope.layout(found.layout ?? "")?.definition ?? at;
  }
  return found ?? fieldNamed(layout, at, path);
}

function fieldNamed(layout: Layout, definition: LayoutDefinition, name: string): FieldDefinition {
  const own = definition.fields.find((field) => field.name === name);
  if (own !== undefined) return own;
  for (const field of definition.fields.filter((one) => one.anonymous === true)) {
    const nested = layout.scope.layout(field.layout ?? "")?.definition;
    if (nested === undefined) continue;
    const inner = nested.fields.some((one) => one.name === name || one.anonymous === true);
    if (inner) return fieldNamed(layout, nested, name);
  }
  throw new Error(`${definition.name} has no field ${name}`);
}
