/** Encoding the fields of a struct: numbers, text, fixed arrays, nested structs. Unions and open-ended arrays have files of their own. */
import { byteOf } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { guestUnion } from "./arms.js";
import { isComposed, requireOtherPart } from "./composed-label.js";
import type { LengthRule } from "./definition.js";
import { encodeOpen } from "./encode-open.js";
import { listOf, missing, refuseBoth, structGiven, wrongCount } from "./encode-refusal.js";
import { measure, measured, own, reserve, type Sink, type Source, written } from "./encode-sink.js";
import { putStraight } from "./encode-straight.js";
import { encodeArm, encodeTail, encodeUnion, writeRegion } from "./encode-union.js";
import { exactNumber } from "./enumeration.js";
import { hasDefault, isKey, type PlanField } from "./plan.js";
import { putScalar, scalarNumber, writeInteger } from "./scalar-encode.js";
import { endianOf, innerScope, pathOf, type Scope, settle } from "./scope.js";
import { programAt } from "./straight.js";
import { padKey, tailKey } from "./value.js";

export function encodeStruct(sink: Sink, scope: Scope, value: Source, checked = true): void {
  const program = checked && !sink.lenient ? programAt(scope) : undefined;
  if (program !== undefined) {
    const other = (field: PlanField): void => encodeField(sink, scope, field, scope.start + field.offset, value);
    if (putStraight(program, sink.data, byteOf(scope.start), value, other)) {
      scope.next = scope.start + scope.plan.bits;
      return;
    }
  }
  if (checked && !sink.lenient) refuseUnknown(scope, value);
  scope.next = scope.start;
  for (const field of scope.plan.fields)
    encodeField(sink, scope, field, scope.start + field.offset + scope.shift, value);
  scope.next = Math.max(scope.next, scope.start);
}

function refuseUnknown(scope: Scope, value: Source): void {
  const names = scope.plan.names;
  const outermost = scope.parent === undefined;
  const tailed = outermost || scope.parent?.plan.union === true || isStrided(scope);
  for (const key of Object.keys(value)) {
    const field = names.get(key)?.at(-1);
    if (field === undefined ? (outermost && key === padKey) || (tailed && key === tailKey) : isKey(field)) continue;
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

/** An element whose slot a field chose may have bytes behind it. */
const isStrided = ({ field, index }: Scope): boolean => index >= 0 && field?.definition.open?.stride !== undefined;

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
  const path = (): string => pathOf(scope, field, index);
  putScalar(sink.data, field, bit, endianOf(field, scope.host), given, path);
  if (isComposed(field)) sink.late.push(() => requireOtherPart(written(sink, scope), field, given, path));
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
  sink.unstated.add(bit);
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

/** Elements or bytes of a field that was written by now. */
function extent(sink: Sink, scope: Scope, rule: LengthRule): number {
  const { count, bits } = measured(sink, scope, rule.field ?? "");
  return rule.of === "count" ? count : Math.ceil(bits / 8);
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

/** Writes elements one behind the other, each in its slot, and returns the bit behind the last. */
export function encodeElements(
  sink: Sink,
  scope: Scope,
  field: PlanField,
  bit: number,
  list: readonly unknown[] | Uint8Array,
  slotOf: (element: unknown) => number,
): number {
  let at = bit;
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index];
    const slot = slotOf(element);
    reserve(sink, at + slot);
    const next = encodeElement(sink, scope, field, at, slot, element, index);
    if (next > at + slot) {
      const taken = `holds ${Math.ceil(slot / 8)} bytes, ${Math.ceil((next - at) / 8)} given`;
      throw new FwctlFault({ code: "count", path: pathOf(scope, field, index), what: taken, width: slot });
    }
    at += slot;
  }
  return at;
}

/** Writes one element and returns the bit behind it. */
function encodeElement(
  sink: Sink,
  scope: Scope,
  field: PlanField,
  bit: number,
  slot: number,
  given: unknown,
  index: number,
): number {
  if (given === undefined || given === null) throw missing(scope, field);
  if (field.nested === undefined) {
    put(sink, scope, field, bit, given, index);
    return bit + field.bits;
  }
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + slot, index);
  if (!field.nested.plan.union) {
    encodeStruct(sink, inner, structGiven(inner, given));
    if (isStrided(inner) && inner.next <= inner.end) encodeTail(sink, inner, given);
  } else if (given instanceof Uint8Array) writeRegion(sink, inner, given);
  else encodeArm(sink, inner, field.nested.plan, structGiven(inner, given));
  return inner.next;
}

function encodeNested(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, value: Source): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, bit + plan.bits);
  reserve(sink, bit + plan.bits);
  if (given !== undefined && isKey(field)) {
    const object = structGiven(inner, given);
    if (field.definition.anonymous === true) refuseBoth(scope, field, value);
    encodeStruct(sink, inner, object);
  } else if (field.definition.anonymous === true) {
    encodeStruct(sink, inner, value, false);
  } else if (sink.zeros) {
    encodeStruct(sink, inner, {});
  } else {
    if (!hasDefault(field)) throw missing(scope, field);
    inner.next = bit + plan.bits;
  }
  if (plan.open) measure(sink, scope, field, { count: 1, bits: inner.next - bit });
  settle(scope, inner, field, plan, bit);
}
