/**
 * Values as JSON and back, without loss: numbers up to 32 bits are numbers, wider integers `"0x…"` strings, bytes hex strings.
 */
import { fromHex, toHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { type FieldDefinition, isStruct, type Layout, type LayoutScope, padKey, tailKey } from "../layout/index.js";

export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A decoded value as JSON. `layout` names it in faults; the value itself says how it is written.
 *
 * @example
 * JSON.stringify(toJson(FwctlRpc, FwctlRpc.decode(bytes)));
 */
export function toJson(layout: Layout<object>, value: object): { [key: string]: Json } {
  const json: { [key: string]: Json } = {};
  for (const [name, one] of Object.entries(value)) json[name] = valueToJson(one, `${layout.name}.${name}`);
  return json;
}

function valueToJson(value: unknown, path: string): Json {
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") return `0x${value.toString(16)}`;
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map((one: unknown, index) => valueToJson(one, `${path}[${index}]`));
  if (isStruct(value)) {
    const json: { [key: string]: Json } = {};
    for (const [name, one] of Object.entries(value)) json[name] = valueToJson(one, `${path}.${name}`);
    return json;
  }
  throw new FwctlFault({ code: "kind", path, expected: "a value that decode gives" });
}

/**
 * The value of JSON text that `toJson` wrote, or that a person wrote: labels stay as they are, for encode to look up.
 *
 * @throws FwctlFault `kind` where the JSON cannot stand for the field; the rest is checked by `encode`.
 */
export function fromJson(layout: Layout<object>, json: unknown): { [field: string]: unknown } {
  if (!isStruct(json)) throw new FwctlFault({ code: "kind", path: layout.name, expected: "an object" });
  return structFromJson(layout, json, layout.name, 0);
}

/** JSON may nest as deep as it likes; layouts do not. */
const deepest = 64;

type Source = { readonly [key: string]: unknown };

function structFromJson(
  layout: Layout<object>,
  json: Source,
  path: string,
  depth: number,
): { [field: string]: unknown } {
  if (depth > deepest) throw new FwctlFault({ code: "kind", path, expected: "fewer levels" });
  const value: { [field: string]: unknown } = {};
  const fields = namedFields(layout);
  for (const [name, one] of Object.entries(json)) {
    const place = `${path}.${name}`;
    const field = fields.get(name);
    if (name === padKey) value[name] = one;
    else if (name === tailKey || name.startsWith("@")) value[name] = bytesFromJson(one, place);
    else if (name === "__proto__") throw new FwctlFault({ code: "unknown-key", path: place, expected: layout.name });
    else value[name] = field === undefined ? one : fieldFromJson(field.definition, field.scope, one, place, depth);
  }
  return value;
}

interface Named {
  readonly definition: FieldDefinition;
  readonly scope: LayoutScope;
}

/** Own fields and those of members without a name. */
function namedFields(layout: Layout<object>, into: Map<string, Named> = new Map()): Map<string, Named> {
  for (const definition of layout.definition.fields) {
    const nested = definition.layout === undefined ? undefined : layout.scope.layout(definition.layout);
    if (definition.anonymous === true && nested !== undefined) namedFields(nested, into);
    else if (!into.has(definition.name)) into.set(definition.name, { definition, scope: layout.scope });
  }
  return into;
}

function fieldFromJson(
  field: FieldDefinition,
  scope: LayoutScope,
  json: unknown,
  path: string,
  depth: number,
): unknown {
  const array = field.count !== undefined || field.open !== undefined;
  if (!array) return elementFromJson(field, scope, json, path, depth);
  if (typeof json === "string") return bytesFromJson(json, path);
  if (isStruct(json) && field.select !== undefined) return payloadFromJson(scope, json, path, depth);
  if (!Array.isArray(json)) throw new FwctlFault({ code: "kind", path, expected: "a list, or hex digits" });
  const values = json.map((one: unknown, index) => elementFromJson(field, scope, one, `${path}[${index}]`, depth));
  if (field.kind !== "uint" || field.bits !== 8) return values;
  return byteList(values, path);
}

function byteList(values: readonly unknown[], path: string): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (const [index, value] of values.entries()) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 255) {
      throw new FwctlFault({ code: "kind", path: `${path}[${index}]`, expected: "a byte (0..255)" });
    }
    bytes[index] = value;
  }
  return bytes;
}

function elementFromJson(
  field: FieldDefinition,
  scope: LayoutScope,
  json: unknown,
  path: string,
  depth: number,
): unknown {
  const nested = field.layout === undefined ? undefined : scope.layout(field.layout);
  if (nested !== undefined) {
    if (typeof json === "string") return bytesFromJson(json, path);
    if (!isStruct(json)) throw new FwctlFault({ code: "kind", path, expected: "an object" });
    return structFromJson(nested, json, path, depth + 1);
  }
  if (field.kind !== "uint" || typeof json !== "string") return wideNumber(field, json);
  if (field.bits > 64) return bytesFromJson(json, path);
  if (!/^0x[0-9a-f]{1,16}$/i.test(json)) return json;
  return field.bits > 32 ? BigInt(json) : Number(json);
}

/** A plain JSON number for a field of more than 32 bits, as people write them. */
function wideNumber(field: FieldDefinition, json: unknown): unknown {
  const wide = field.kind === "uint" && field.bits > 32 && field.bits <= 64;
  return wide && typeof json === "number" && Number.isSafeInteger(json) && json >= 0 ? BigInt(json) : json;
}

/** `{ ptys_reg: {…} }` or `{ klm: […] }` behind an open-ended array. */
function payloadFromJson(scope: LayoutScope, json: Source, path: string, depth: number): { [arm: string]: unknown } {
  const value: { [arm: string]: unknown } = {};
  for (const [name, content] of Object.entries(json)) {
    const layout = scope.layout(name);
    const place = `${path}.${name}`;
    if (layout === undefined || name === "__proto__") {
      throw new FwctlFault({ code: "unknown-key", path: place.slice(0, 200), expected: "this array" });
    }
    const record = (one: unknown, at: string): unknown => {
      if (!isStruct(one)) throw new FwctlFault({ code: "kind", path: at, expected: "an object" });
      return structFromJson(layout, one, at, depth + 1);
    };
    value[name] = Array.isArray(content)
      ? content.map((one: unknown, index) => record(one, `${place}[${index}]`))
      : record(content, place);
  }
  return value;
}

function bytesFromJson(json: unknown, path: string): Uint8Array {
  const bytes = typeof json === "string" ? fromHex(json.replace(/^0x/i, "")) : undefined;
  if (bytes === undefined) throw new FwctlFault({ code: "kind", path, expected: "hex digits, two a byte" });
  return bytes;
}
