/**
 * Values as JSON, without loss: numbers up to 32 bits are numbers, wider integers `"0x…"` strings, bytes hex strings.
 */
import { toHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { guarded } from "../layout/guard.js";
import { isStruct, type Layout } from "../layout/index.js";
import { planOf } from "../layout/region.js";

export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Levels a value may have. What decode gives has fewer; only a value that contains itself has more. */
const deepest = 256;

/**
 * A decoded value as JSON. `layout` names it in faults; the value itself says how it is written.
 *
 * @example
 * JSON.stringify(toJson(FwctlRpc, FwctlRpc.decode(bytes)));
 * @throws FwctlFault `kind` for anything that decode does not give.
 */
export function toJson(layout: Layout<object>, value: object): { [key: string]: Json } {
  const { name } = planOf(layout);
  return guarded(name, () => structToJson(value, name, 0));
}

function structToJson(value: object, path: string, depth: number): { [key: string]: Json } {
  const json: { [key: string]: Json } = {};
  for (const [name, one] of Object.entries(value)) {
    if (name === "__proto__") throw notDecoded(`${path}.${name}`);
    json[name] = valueToJson(one, `${path}.${name}`, depth + 1);
  }
  return json;
}

function valueToJson(value: unknown, path: string, depth: number): Json {
  if (depth > deepest) throw notDecoded(path.slice(0, 200));
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "bigint") return `0x${value.toString(16)}`;
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => valueToJson(one, `${path}[${index}]`, depth + 1));
  }
  if (isStruct(value)) return structToJson(value, path, depth);
  throw notDecoded(path);
}

const notDecoded = (path: string): FwctlFault =>
  new FwctlFault({ code: "kind", path, expected: "a value that decode gives" });
