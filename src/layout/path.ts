/** One field by path: `a.b[2].c`. A path reaches every member of a union, whatever selects it. */
import { dataView, writeBytes } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { decodeLayout, decodeStruct, truncation } from "./decode.js";
import type { PartDefinition } from "./definition.js";
import { elementsOf, member, payloadNamed } from "./elements.js";
import { encodeLayout, writeInteger } from "./encode.js";
import type { DecodeContext, Layout } from "./layout.js";
import { fieldArms, guestUnion, type Plan, type PlanField, selectorArms } from "./plan.js";
import { readScalar } from "./scalar.js";
import { scalarBytes, scalarNumber } from "./scalar-encode.js";
import { endianOf, innerScope, pathOf, rootScope, type Scope } from "./scope.js";
import type { FieldValue } from "./value.js";

interface Place {
  readonly scope: Scope;
  readonly field: PlanField | undefined;
  /** First bit. */
  readonly bit: number;
  readonly index: number;
  readonly part?: PartDefinition;
  /** A whole record behind an open-ended array. */
  readonly record?: Plan;
}

/**
 * Reads one field.
 *
 * @example
 * get(QueryHcaCapOut, reply, "capability.odp_cap.sig"); // 1
 * @throws FwctlFault `unknown-key` for a path that leads nowhere, `truncated` when the field is not in the bytes.
 */
export function get(layout: Layout<object>, bytes: Uint8Array, path: string, context?: DecodeContext): FieldValue {
  const place = locate(layout.plan, bytes, path, context);
  const { scope, field, bit, part, record } = place;
  if (record !== undefined) return decodeStruct(innerAt(scope, field, record, bit));
  if (field === undefined) return decodeLayout(layout.plan, scope.data, 0, bytes.length, context);
  if (part !== undefined) return partValue(scope, field, bit, part);
  return valueAt(place, field);
}

function innerAt(scope: Scope, field: PlanField | undefined, plan: Plan, bit: number): Scope {
  return field === undefined ? scope : innerScope(scope, field, plan, bit, scope.end);
}

function partValue(scope: Scope, field: PlanField, bit: number, part: PartDefinition): number | bigint {
  need(scope, field, bit, field.bits);
  const value = readScalar(scope, field, bit);
  const whole = typeof value === "number" || typeof value === "bigint" ? BigInt(value) : 0n;
  const bits = (whole >> BigInt(part.lsb)) & ((1n << BigInt(part.bits)) - 1n);
  return part.bits > 32 ? bits : Number(bits);
}

function need(scope: Scope, field: PlanField, bit: number, width: number): void {
  if (bit < scope.start || bit + width > scope.data.byteLength * 8) throw truncation(scope, field, bit, width);
}

function valueAt({ scope, field, bit, index }: Place, found: PlanField): FieldValue {
  if (field === undefined) return 0;
  const element = index >= 0;
  if (found.nested === undefined && (element || (found.count < 0 && !found.open))) {
    need(scope, found, bit, found.bits);
    return readScalar(scope, found, bit);
  }
  if (element || (found.count < 0 && !found.open)) return nestedValue(scope, found, bit, index);
  return arrayValue(scope, found, bit);
}

function nestedValue(scope: Scope, field: PlanField, bit: number, index: number): FieldValue {
  const plan = field.nested?.plan;
  if (plan === undefined) return 0;
  const end = plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
  if (plan.union) {
    if (end < bit) throw truncation(scope, field, bit, plan.bits);
    return new Uint8Array(scope.data.buffer, scope.data.byteOffset + (bit >> 3), (end - bit) >> 3);
  }
  return decodeStruct(innerScope(scope, field, plan, bit, end, index));
}

function arrayValue(scope: Scope, field: PlanField, bit: number): FieldValue {
  const elements = field.open ? elementsOf(scope, field, bit, scope.end) : { count: field.count, stride: field.bits };
  need(scope, field, bit, elements.count * elements.stride);
  if (field.bytes) return new Uint8Array(scope.data.buffer, scope.data.byteOffset + (bit >> 3), elements.count);
  const values: FieldValue[] = [];
  for (let index = 0; index < elements.count; index += 1) {
    values.push(valueAt({ scope, field, bit: bit + index * elements.stride, index }, field));
  }
  return values;
}

/**
 * Writes one field and touches only its own bits. Takes what `encode` takes: numbers, labels, lists of flags, bytes, objects.
 *
 * @throws FwctlFault as {@link get} and as `encode`.
 */
export function set(
  layout: Layout<object>,
  bytes: Uint8Array,
  path: string,
  value: unknown,
  context?: DecodeContext,
): void {
  const { scope, field, bit, index, part, record } = locate(layout.plan, bytes, path, context);
  if (record !== undefined || field === undefined) {
    const plan = record ?? layout.plan;
    writeWhole(scope, plan, bit, value);
    return;
  }
  if (part !== undefined) {
    setPart(scope, field, bit, part, value, path);
    return;
  }
  if (field.nested !== undefined && (index >= 0 || (field.count < 0 && !field.open))) {
    writeWhole(scope, field.nested.plan, bit, value);
    return;
  }
  setScalars(scope, field, bit, index, value);
}

function writeWhole(scope: Scope, plan: Plan, bit: number, value: unknown): void {
  const encoded = encodeLayout(plan, value, false);
  if ((bit >> 3) + encoded.length > scope.data.byteLength) {
    throw new FwctlFault({
      code: "truncated",
      path: pathOf(scope),
      byteOffset: bit >> 3,
      width: encoded.length * 8,
      received: scope.data.byteLength,
    });
  }
  writeBytes(scope.data, bit, encoded.length * 8, "be", encoded);
}

function setScalars(scope: Scope, field: PlanField, bit: number, index: number, value: unknown): void {
  if (index >= 0 || (field.count < 0 && !field.open)) {
    need(scope, field, bit, field.bits);
    setScalar(scope, field, bit, index, value);
    return;
  }
  const list = Array.isArray(value) || value instanceof Uint8Array ? value : [value];
  const count = field.open ? elementsOf(scope, field, bit, scope.end).count : field.count;
  if (list.length !== count) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(scope, field),
      what: `has ${count} elements, ${list.length} given`,
    });
  }
  need(scope, field, bit, count * field.bits);
  for (let at = 0; at < count; at += 1) setScalar(scope, field, bit + at * field.bits, at, list[at]);
}

export function setScalar(scope: Scope, field: PlanField, bit: number, index: number, value: unknown): void {
  const path = (): string => pathOf(scope, field, index);
  const endian = endianOf(field, scope.host);
  if (field.definition.kind !== "uint" || field.bits > 64) {
    writeBytes(scope.data, bit, field.bits, endian, scalarBytes(field, value, path));
  } else {
    writeInteger(scope.data, field, bit, endian, scalarNumber(field, value, path));
  }
}

function setPart(
  scope: Scope,
  field: PlanField,
  bit: number,
  part: PartDefinition,
  value: unknown,
  path: string,
): void {
  need(scope, field, bit, field.bits);
  const whole = readScalar(scope, field, bit);
  if (typeof whole !== "number" && typeof whole !== "bigint") return;
  const asField: PlanField = { ...field, name: part.name, bits: part.bits, labels: [] };
  const bits = BigInt(scalarNumber(asField, value, () => path));
  const mask = ((1n << BigInt(part.bits)) - 1n) << BigInt(part.lsb);
  const next = (BigInt(whole) & ~mask) | (bits << BigInt(part.lsb));
  writeInteger(scope.data, field, bit, endianOf(field, scope.host), field.bits > 32 ? next : Number(next));
}

/** Splits `a.b[2].c` into names and indexes. */
function steps(path: string): (string | number)[] {
  const found: (string | number)[] = [];
  for (const piece of path.split(".")) {
    const match = /^([^[\]]*)((?:\[\d{1,9}\])*)$/.exec(piece);
    if (match === null) throw nowhere(path, piece, []);
    if (match[1] !== undefined && match[1] !== "") found.push(match[1]);
    for (const index of match[2]?.matchAll(/\d+/g) ?? []) found.push(Number(index[0]));
  }
  return found;
}

function nowhere(path: string, step: string, known: Iterable<string>): FwctlFault {
  const near = nearest(step, known, 1);
  return new FwctlFault({
    code: "unknown-key",
    path: path.slice(0, 200),
    expected: "this layout",
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}

function locate(plan: Plan, bytes: Uint8Array, path: string, context?: DecodeContext): Place {
  const scope = rootScope(plan, dataView(bytes), 0, bytes.length, context);
  let place: Place = { scope, field: undefined, bit: 0, index: -1 };
  for (const step of steps(path)) {
    place = typeof step === "number" ? element(place, step, path) : named(place, step, path);
  }
  return place;
}

/** One name further: into the struct, the union, or the record that the place holds. */
function named(place: Place, name: string, path: string): Place {
  const { field, bit, index } = place;
  const part = field?.definition.parts?.find((one) => one.name === name);
  if (field !== undefined && part !== undefined) return { ...place, part };
  const scope = enter(place);
  if (scope === undefined) {
    const record = field === undefined ? undefined : payloadStep(place, field, name);
    if (record !== undefined) return record;
    throw nowhere(path, name, []);
  }
  const way = scope.plan.names.get(name) ?? guestWay(scope, field, name);
  if (way === undefined) throw nowhere(path, name, scope.plan.names.keys());
  return follow(scope, way, field === undefined && index < 0 ? scope.start : bit);
}

/** The way to a layout that a selector names beside the members of a union. */
function guestWay(scope: Scope, field: PlanField | undefined, name: string): readonly PlanField[] | undefined {
  const union = scope.plan.union ? undefined : guestUnion(scope.plan, name);
  const guest = member(
    union?.nested?.plan ?? (scope.plan.union ? scope.plan : undefined),
    name,
    scope.parent?.plan ?? scope.plan,
  );
  if (guest === undefined) return undefined;
  if (union !== undefined) return [union, guest];
  return field === undefined || fieldArms(field).includes(name) ? [guest] : undefined;
}

/** The scope inside a place: the layout of its field (or the root). */
function enter({ scope, field, bit, index, record }: Place): Scope | undefined {
  if (field === undefined) return scope;
  if (record !== undefined) return innerScope(scope, field, record, bit, scope.end, index);
  const plan = field.nested?.plan;
  if (plan === undefined || (index < 0 && (field.count >= 0 || field.open))) return undefined;
  return innerScope(scope, field, plan, bit, scope.end, index);
}

/** Goes through members without a name to the field, moving behind open-ended arrays on the way. */
function follow(start: Scope, way: readonly PlanField[], _bit: number): Place {
  let scope = start;
  for (const hop of way.slice(0, -1)) {
    const bit = positionOf(scope, hop);
    const plan = hop.nested?.plan;
    if (plan !== undefined) scope = innerScope(scope, hop, plan, bit, scope.end);
  }
  const field = way[way.length - 1];
  return { scope, field, bit: field === undefined ? scope.start : positionOf(scope, field), index: -1 };
}

/** Where a field starts: its offset, moved by the open-ended arrays in front of it. */
function positionOf(scope: Scope, field: PlanField): number {
  let shift = 0;
  if (!scope.plan.union) {
    for (const before of scope.plan.fields) {
      if (before === field) break;
      shift += openExtent(scope, before, scope.start + before.offset + shift);
    }
  }
  return scope.start + field.offset + shift;
}

/** Bits that an open-ended array (or a struct that ends in one) takes beyond its fixed part. */
function openExtent(scope: Scope, field: PlanField, bit: number): number {
  if (field.open) {
    const { count, stride } = elementsOf(scope, field, bit, scope.end);
    return count * stride;
  }
  const plan = field.nested?.plan;
  const last = plan?.fields[plan.fields.length - 1];
  if (plan === undefined || last === undefined || !plan.open || plan.union || field.count >= 0) return 0;
  const inner = innerScope(scope, field, plan, bit, scope.end);
  return openExtent(inner, last, positionOf(inner, last));
}

function element(place: Place, index: number, path: string): Place {
  const { scope, field, bit, record } = place;
  if (field === undefined || (field.count < 0 && !field.open)) throw nowhere(path, `[${index}]`, []);
  if (record !== undefined) return { ...place, bit: bit + index * record.bits, index };
  if (!field.open) {
    if (index >= field.count) throw outOfArray(scope, field, index, field.count);
    return { ...place, bit: bit + index * field.bits, index };
  }
  const { stride } = elementsOf(scope, field, bit, scope.end);
  return { ...place, bit: bit + index * strideFor(scope, field, path, stride), index };
}

/** An arm wider than the stride that a field chose was written with its own width (`extended_dest_format`). */
function strideFor(scope: Scope, field: PlanField, path: string, stride: number): number {
  if (field.definition.open?.stride === undefined) return stride;
  const name = fieldArms(field).find((one) => path.includes(`].${one}`));
  return Math.max(stride, member(field.nested?.plan, name, scope.plan)?.bits ?? 0);
}

function outOfArray(scope: Scope, field: PlanField, index: number, count: number): FwctlFault {
  return new FwctlFault({ code: "count", path: pathOf(scope, field, index), what: `has ${count} elements` });
}

/** `register_data.ptys_reg`, `klm_pas_mtt.klm`: a record that a selector may put behind an open-ended array. */
function payloadStep(place: Place, field: PlanField, name: string): Place | undefined {
  if (!field.open) return undefined;
  const arm = selectorArms(field.definition.select).find((one) => one === name || one === `${name}[]`);
  if (arm === undefined) return undefined;
  return { ...place, record: payloadNamed(place.scope.plan, arm).plan };
}
