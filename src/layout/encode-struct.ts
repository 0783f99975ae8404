/** Encoding the fields of a struct: numbers, text, fixed arrays, nested structs. Unions and open-ended arrays have files of their own. */
import { FwctlFault, nearest } from "../fault/index.js";
import type { LengthRule } from "./definition.js";
import { encodeOpen } from "./encode-open.js";
import { listOf, missing, structGiven, wrongCount } from "./encode-refusal.js";
import { own, reserve, type Sink, type Source } from "./encode-sink.js";
import { encodeArm, encodeUnion, writeRegion } from "./encode-union.js";
import { exactNumber } from "./enumeration.js";
import { guestUnion, hasDefault, type PlanField } from "./plan.js";
import { putScalar, scalarNumber, writeInteger } from "./scalar-encode.js";
import { endianOf, innerScope, pathOf, type Scope, settle } from "./scope.js";
import { padKey, tailKey } from "./value.js";

export function encodeStruct(sink: Sink, scope: Scope, value: Source, checked = true): void {
  if (checked && !sink.lenient) refuseUnknown(scope, value);
  scope.next = scope.start;
  for (const field of scope.plan.fields)
    encodeField(sink, scope, field, scope.start + field.offset + scope.shift, value);
  scope.next = Math.max(scope.next, scope.start);
}

function refuseUnknown(scope: Scope, value: Source): void {
  const names = scope.plan.names;
  const outermost = scope.parent === undefined;
  const arm = scope.parent?.plan.union === true;
  for (const key of Object.keys(value)) {
    if (names.has(key) || (outermost && key === padKey) || ((outermost || arm) && key === tailKey)) continue;
    if (guestUnion(scope.plan, key) !== undefined) continue;
    const near = nearest(key, names.keys(), 1);
    throw new FwctlFault({
      code: "unknown-key",
      path: pathOf(scope, key.slice(0, 64)),
      expected: scope.plan.name,
      remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
    });
  }
}

export function encodeField(sink: Sink, scope: Scope, field: PlanField, bit: number, value: Source): void {
  const given = own(value, field.name);
  if (field.open) encodeOpen(sink, scope, field, bit, given);
  else if (field.count >= 0) encodeArray(sink, scope, field, bit, given);
  else if (field.nested === undefined) encodeScalar(sink, scope, field, bit, given);
  else if (field.nested.plan.union) encodeUnion(sink, scope, field, bit, given, value);
  else encodeNested(sink, scope, field, bit, given, value);
}

function encodeScalar(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  reserve(sink, bit + field.bits);
  scope.next = bit + field.bits;
  if (given === undefined) {
    if (!field.reserved) fillDefault(sink, scope, field, bit);
    return;
  }
  put(sink, scope, field, bit, given, -1);
}

function put(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, index: number): void {
  putScalar(sink.data, field, bit, endianOf(field, scope.host), given, () => pathOf(scope, field, index));
}

/**
 * Constants and lengths fill themselves in; everything else must be given. A given constant that differs is written as it
 * is: decode keeps such a value, and nothing may be lost on the way back.
 */
function fillDefault(sink: Sink, scope: Scope, field: PlanField, bit: number): void {
  const { constant, length } = field.definition;
  const endian = endianOf(field, scope.host);
  if (constant !== undefined) {
    const stated = exactNumber(constant);
    writeInteger(sink.data, field.bits, bit, endian, field.bits > 32 ? BigInt(stated) : stated);
    return;
  }
  if (length === undefined) {
    if (sink.zeros) return;
    throw missing(scope, field);
  }
  sink.late.push(() => {
    const size = (length.of === "layout" ? sink.size : extent(sink, scope, length)) + (length.plus ?? 0);
    writeInteger(
      sink.data,
      field.bits,
      bit,
      endian,
      scalarNumber(field, size, () => pathOf(scope, field)),
    );
  });
}

/** Elements or bytes of a field that was written by now; 0 when it is absent. */
function extent(sink: Sink, scope: Scope, rule: LengthRule): number {
  const way = scope.plan.names.get(rule.field ?? "");
  const field = way?.[way.length - 1];
  const written = field === undefined ? undefined : sink.extents.get(field);
  if (written === undefined) return 0;
  return rule.of === "count" ? written.count : Math.ceil(written.bits / 8);
}

function encodeArray(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  const total = field.bits * field.count;
  reserve(sink, bit + total);
  if (given === undefined) {
    if (!field.reserved) encodeAbsentArray(sink, scope, field, bit);
    scope.next = bit + total;
    return;
  }
  const list = listOf(scope, field, given);
  if (list.length !== field.count) throw wrongCount(scope, field, `has ${field.count} elements, ${list.length} given`);
  encodeElements(sink, scope, field, bit, list, () => field.bits);
  scope.next = bit + total;
}

/** An array that is absent holds zeros; structs in it still state their constants. */
function encodeAbsentArray(sink: Sink, scope: Scope, field: PlanField, bit: number): void {
  if (!sink.zeros) throw missing(scope, field);
  if (field.nested === undefined || field.nested.plan.union) return;
  encodeElements(sink, scope, field, bit, new Array(field.count).fill({}), () => field.bits);
}

/** Writes elements one behind the other and returns the bit behind the last. */
export function encodeElements(
  sink: Sink,
  scope: Scope,
  field: PlanField,
  bit: number,
  list: readonly unknown[] | Uint8Array,
  strideOf: (element: unknown) => number,
): number {
  let at = bit;
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index];
    const stride = strideOf(element);
    reserve(sink, at + stride);
    encodeElement(sink, scope, field, at, element, index);
    at += stride;
  }
  return at;
}

function encodeElement(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, index: number): void {
  if (given === undefined || given === null) throw missing(scope, field);
  if (field.nested === undefined) {
    put(sink, scope, field, bit, given, index);
    return;
  }
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + field.bits, index);
  if (!field.nested.plan.union) encodeStruct(sink, inner, structGiven(inner, given));
  else if (given instanceof Uint8Array) writeRegion(sink, inner, bit, given, field.nested.plan);
  else encodeArm(sink, inner, field.nested.plan, structGiven(inner, given));
}

function encodeNested(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, value: Source): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, bit + plan.bits);
  reserve(sink, bit + plan.bits);
  if (field.definition.anonymous === true) {
    encodeStruct(sink, inner, value, false);
  } else if (given === undefined && sink.zeros) {
    encodeStruct(sink, inner, {});
  } else if (given === undefined) {
    if (!hasDefault(field)) throw missing(scope, field);
    inner.next = bit + plan.bits;
  } else {
    encodeStruct(sink, inner, structGiven(inner, given));
  }
  settle(scope, inner, field, plan, bit);
}
