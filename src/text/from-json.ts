/**
 * JSON as values: what `toJson` wrote, or what a person wrote. Keys are looked up the way encode does, since a field of one
 * name may be digits of bytes, a wide number or a label.
 */
import { fromHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { guestUnion, selectorArms } from "../layout/arms.js";
import { member, payloadArm, payloadNamed } from "../layout/elements.js";
import { guarded } from "../layout/guard.js";
import { isStruct, type Layout, padKey } from "../layout/index.js";
import type { Plan, PlanField } from "../layout/plan.js";
import { planOf } from "../layout/region.js";

/** JSON may nest as deep as it likes; layouts do not. */
const deepest = 64;

type Source = { readonly [key: string]: unknown };
type Value = { [field: string]: unknown };

/** A place in the JSON, and the layout around it. */
interface Place {
  readonly plan: Plan;
  readonly path: string;
  readonly depth: number;
  /** The field that holds a union, and the layout that has it: its selector may name layouts beside the members. */
  readonly holder?: { readonly field: PlanField; readonly plan: Plan };
}

/**
 * The value of JSON text that `toJson` wrote, or that a person wrote: labels stay as they are, for encode to look up.
 *
 * @example
 * FwctlRpc.encode(fromJson(FwctlRpc, JSON.parse(text)));
 * @throws FwctlFault `kind` where the JSON cannot stand for the field; the rest is checked by `encode`.
 */
export function fromJson(layout: Layout<object>, json: unknown): { [field: string]: unknown } {
  const plan = planOf(layout);
  return guarded(plan.name, () => {
    if (!isStruct(json)) throw new FwctlFault({ code: "kind", path: plan.name, expected: "an object" });
    return structFromJson({ plan, path: plan.name, depth: 0 }, json);
  });
}

function structFromJson(place: Place, json: Source): Value {
  if (place.depth > deepest) throw new FwctlFault({ code: "kind", path: place.path, expected: "fewer levels" });
  const value: Value = {};
  for (const [name, one] of Object.entries(json)) {
    const path = `${place.path}.${name}`;
    if (name === "__proto__") throw new FwctlFault({ code: "unknown-key", path, expected: place.plan.name });
    const field = name.startsWith("@") ? undefined : fieldNamed(place, name);
    if (field !== undefined) value[name] = fieldFromJson(place, field, one, path);
    else value[name] = name.startsWith("@") && name !== padKey ? bytesFromJson(one, path) : one;
  }
  return value;
}

/** Own fields, those of members without a name, and layouts that a selector names beside the members of a union. */
function fieldNamed({ plan, holder }: Place, name: string): PlanField | undefined {
  const way = plan.names.get(name);
  if (way !== undefined) return way[way.length - 1];
  const union = guestUnion(plan, name);
  if (union !== undefined) return member(union.nested?.plan, name, plan);
  return plan.union && holder?.field?.arms.includes(name) === true ? member(plan, name, holder?.plan) : undefined;
}

function fieldFromJson(place: Place, field: PlanField, json: unknown, path: string): unknown {
  if (field.count < 0 && !field.open) return elementFromJson(place, field, json, path);
  if (typeof json === "string") return bytesFromJson(json, path);
  if (isStruct(json) && field.definition.select !== undefined) return payloadFromJson(place, field, json, path);
  if (!Array.isArray(json)) throw new FwctlFault({ code: "kind", path, expected: "a list, or hex digits" });
  const values = json.map((one: unknown, index) => elementFromJson(place, field, one, `${path}[${index}]`));
  return field.bytes ? byteList(values, path) : values;
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

function elementFromJson(place: Place, field: PlanField, json: unknown, path: string): unknown {
  const plan = field.nested?.plan;
  if (plan !== undefined) {
    if (typeof json === "string") return bytesFromJson(json, path);
    if (!isStruct(json)) throw new FwctlFault({ code: "kind", path, expected: "an object" });
    return structFromJson({ plan, path, depth: place.depth + 1, holder: { field, plan: place.plan } }, json);
  }
  if (field.definition.kind !== "uint") return json;
  if (typeof json !== "string") return wideNumber(field, json);
  if (field.bits > 64) return bytesFromJson(json, path);
  if (!/^0x[0-9a-f]{1,16}$/i.test(json)) return json;
  return field.bits > 32 ? BigInt(json) : Number(json);
}

/** A plain JSON number for a field of more than 32 bits, as people write them. */
function wideNumber(field: PlanField, json: unknown): unknown {
  const wide = field.bits > 32 && field.bits <= 64;
  return wide && typeof json === "number" && Number.isSafeInteger(json) && json >= 0 ? BigInt(json) : json;
}

/** `{ ptys_reg: {…} }` or `{ klm: […] }` behind an open-ended array. */
function payloadFromJson(place: Place, field: PlanField, json: Source, path: string): Value {
  const value: Value = {};
  const arms = selectorArms(field.definition.select);
  for (const [name, content] of Object.entries(json)) {
    const at = `${path}.${name}`;
    const arm = payloadArm(arms, name, Array.isArray(content));
    if (arm === undefined) {
      throw new FwctlFault({ code: "unknown-key", path: at.slice(0, 200), expected: field.name });
    }
    const { plan } = payloadNamed(place.plan, arm);
    const record = (one: unknown, where: string): Value => {
      if (!isStruct(one)) throw new FwctlFault({ code: "kind", path: where, expected: "an object" });
      return structFromJson({ plan, path: where, depth: place.depth + 1 }, one);
    };
    value[name] = Array.isArray(content)
      ? content.map((one: unknown, index) => record(one, `${at}[${index}]`))
      : record(content, at);
  }
  return value;
}

function bytesFromJson(json: unknown, path: string): Uint8Array {
  const bytes = typeof json === "string" ? fromHex(json.replace(/^0x/i, "")) : undefined;
  if (bytes === undefined) throw new FwctlFault({ code: "kind", path, expected: "hex digits, two a byte" });
  return bytes;
}
