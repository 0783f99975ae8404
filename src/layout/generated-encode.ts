/**
 * Encode through the code that the generator wrote. It looks at the fields it knows and at nothing else, so whoever calls it for
 * a value from outside has to make sure that there is nothing else; the interpreter then says what is wrong.
 */
import { dataView } from "../bits/index.js";
import { member } from "./elements.js";
import type { Part } from "./generated-write.js";
import type { Plan, PlanField } from "./plan.js";
import { isPlainObject, isStruct, tailKey } from "./value.js";

/** A generated encode function, as one that takes any object; it answers -1 for what it does not write. */
export interface WriteObject {
  write(data: DataView, at: number, value: object, part: Part): number;
}

/** The bytes of a value that holds every field and no other key, numbers in place of names; `undefined` for any other. */
export function encodeGenerated(
  plan: Plan,
  encode: WriteObject["write"],
  value: unknown,
): Uint8Array<ArrayBuffer> | undefined {
  if (!isStruct(value)) return undefined;
  const room = roomOf(plan, value);
  if (room > mostRoom) return undefined;
  const place = placeOf(room);
  spare = undefined;
  try {
    const size = encode(place.data, 0, value, "write");
    return size >= 0 && isExact(plan, value) ? place.bytes.slice(0, size) : undefined;
  } finally {
    if (place.bytes.length <= mostSpare) spare = place;
  }
}

interface Place {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly data: DataView;
}

/**
 * Where values are encoded; what is returned is a copy, which takes less time to make than a DataView. It is taken away while
 * it is used, since a getter of a value may encode too.
 */
let spare: Place | undefined;

/** Bytes that are worth keeping. */
const mostSpare = 0x10000;

/** A list may be long and empty: the interpreter takes no memory before it has seen an element. */
const mostRoom = 0x100000;

function placeOf(room: number): Place {
  if (spare !== undefined && spare.bytes.length >= room) return spare;
  const bytes = new Uint8Array(room);
  return { bytes, data: dataView(bytes) };
}

/** The fixed part, and the elements of the list behind it: only such open-ended layouts have straight-line code. */
function roomOf({ bits, fields }: Plan, value: { readonly [key: string]: unknown }): number {
  const last = fields[fields.length - 1];
  const list = last?.open === true ? value[last.name] : undefined;
  const elements = Array.isArray(list) || list instanceof Uint8Array ? list.length : 0;
  return Math.ceil((bits + elements * (last?.bits ?? 0)) / 8);
}

/**
 * No own key but those of the fields, all the way down. Every field that must be there was found before.
 *
 * @param owner the layout around it, whose selector may name arms beside the members of a union; none around the outermost.
 */
function isExact(plan: Plan, value: unknown, owner?: Plan): boolean {
  if (value instanceof Uint8Array) return true;
  if (!isStruct(value) || !isPlainObject(value)) return false;
  const { union, keyed, optional, deep } = plan;
  if (union) return isExactArm(plan, value, owner);
  if (keyed === undefined) return false;
  const keys = Object.keys(value).length;
  const own = optional ? keyed.filter(({ name }) => Object.hasOwn(value, name)).length : keyed.length;
  // Bytes may end early, with a tail that is empty.
  const tailed = owner === undefined && keys === own + 1 && Object.hasOwn(value, tailKey);
  return (keys === own || tailed) && deep.every((field) => isExactMember(plan, field, value[field.name]));
}

function isExactMember(plan: Plan, field: PlanField, value: unknown): boolean {
  const inner = field.nested?.plan;
  if (inner === undefined || value === undefined) return true;
  return Array.isArray(value) ? value.every((element) => isExact(inner, element, plan)) : isExact(inner, value, plan);
}

function isExactArm(union: Plan, value: { readonly [key: string]: unknown }, owner: Plan | undefined): boolean {
  const [name, ...others] = Object.keys(value);
  const arm = member(union, name, owner);
  return arm !== undefined && others.length === 0 && isExactMember(union, arm, value[arm.name]);
}
