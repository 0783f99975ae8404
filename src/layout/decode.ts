/**
 * Decode: bytes to plain objects. This is the one that words faults; generated code falls back to it whenever bytes
 * are not the plain case.
 *
 * Minimum length: a layout that ends in a union needs the bytes up to the end of the selected arm (or of the fixed part
 * when none is selected). Bytes behind that are `@tail`, unless they are exactly the unused, zero rest of the union.
 */
import { type Endian, readBytes, readNumber } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { elementsOf, member, type Payload, payloadOf, payloadRecords, runArm } from "./elements.js";
import type { DecodeContext } from "./layout.js";
import type { Plan, PlanField } from "./plan.js";
import { isZero, readScalar } from "./scalar.js";
import { endianOf, innerScope, pathOf, rootScope, type Scope, select } from "./scope.js";
import { runStraight } from "./straight.js";
import { type FieldValue, isDecoded, isStructValue, padKey, type StructValue, tailKey } from "./value.js";

/** Decodes bytes `at` to `end` of a buffer as one layout. */
export function decodeLayout<Value extends object>(
  plan: Plan,
  data: DataView,
  at: number,
  end: number,
  context?: DecodeContext,
): Value;
export function decodeLayout(
  plan: Plan,
  data: DataView,
  at: number,
  end: number,
  context?: DecodeContext,
): StructValue {
  const scope = rootScope(plan, data, at, end, context);
  const value = plan.union ? decodeUnionRoot(scope) : decodeStruct(scope);
  const { pad, tail } = remainder(scope, at, end);
  if (pad !== 0) value[padKey] = pad;
  if (tail !== undefined) value[tailKey] = tail;
  return value;
}

/**
 * What stands behind the decoded fields: padding bits of the last byte, and the tail. An empty tail is not nothing: it says
 * that the bytes end before the C size, or before what a count promised.
 */
export function remainder(scope: Scope, at: number, end: number): { pad: number; tail: Uint8Array | undefined } {
  const { plan, data } = scope;
  const last = scope.next - at * 8;
  const next = at + Math.ceil(last / 8);
  const size = Math.ceil(plan.bits / 8);
  const used = last & 7;
  const pad = used === 0 ? 0 : readNumber(data, scope.next, 8 - used, endianOfPlan(plan));
  const length = end - at;
  const whole = next === end && !scope.short && length >= size;
  const unused = !scope.short && length === size && isZero(data, next * 8, end * 8);
  const tail = whole || unused ? undefined : new Uint8Array(data.buffer, data.byteOffset + next, end - next);
  return { pad, tail };
}

export const endianOfPlan = (plan: Plan): "be" | "le" => (plan.fields[0]?.order === "be" ? "be" : "le");

/** A union decoded by itself has no selector around it: its bytes under `@0`. */
function decodeUnionRoot(scope: Scope): StructValue {
  const open = scope.plan.open;
  const stop = open ? scope.end : Math.min(scope.end, scope.start + scope.plan.bits);
  scope.next = stop;
  return { "@0": bytesBetween(scope, scope.start, stop) };
}

function bytesBetween(scope: Scope, from: number, to: number): Uint8Array {
  return readBytes(scope.data, from, Math.max(0, to - from) & ~7, "be");
}

/** Decodes the struct of a scope and leaves `scope.next` behind its last field. */
export function decodeStruct(scope: Scope): StructValue {
  const program = scope.plan.program;
  if (program !== undefined && (scope.start & 7) === 0 && scope.start + scope.plan.bits <= scope.end) {
    const quick = runStraight(program, scope.data, scope.start >> 3, scope.host, (field, data, at, host) =>
      decodeOther(scope, field, data, at, host),
    );
    if (quick !== undefined) {
      scope.next = scope.start + scope.plan.bits;
      return quick;
    }
  }
  const value: StructValue = {};
  decodeFields(scope, value);
  return value;
}

/** A field of a straight layout that is no number inside a dword. */
function decodeOther(
  scope: Scope,
  field: PlanField,
  _data: DataView,
  at: number,
  _host: Endian,
): FieldValue | undefined {
  const bit = at * 8 + field.offset;
  if (field.count >= 0) return decodeArray(scope, field, bit);
  if (field.nested === undefined) return decodeScalar(scope, field, bit);
  return structOf(innerScope(scope, field, field.nested.plan, bit, bit + field.nested.plan.bits), field);
}

function decodeFields(scope: Scope, into: StructValue): void {
  scope.next = scope.start;
  const fields = scope.plan.fields;
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index];
    if (field !== undefined) decodeField(scope, field, scope.start + field.offset + scope.shift, into);
  }
}

function decodeField(scope: Scope, field: PlanField, bit: number, into: StructValue): void {
  if (field.open) {
    into[field.name] = decodeOpen(scope, field, bit);
  } else if (field.count >= 0) {
    const value = decodeArray(scope, field, bit);
    if (value !== undefined) into[field.name] = value;
  } else if (field.nested === undefined) {
    const value = decodeScalar(scope, field, bit);
    if (value !== undefined) into[field.name] = value;
  } else if (field.nested.plan.union) {
    decodeUnion(scope, field, bit, into);
  } else {
    decodeNested(scope, field, bit, into);
  }
}

/** One scalar, or `undefined` for a reserved field that is zero. */
function decodeScalar(scope: Scope, field: PlanField, bit: number): FieldValue | undefined {
  need(scope, field, bit, field.bits);
  scope.next = bit + field.bits;
  if (field.reserved && isZero(scope.data, bit, bit + field.bits)) return undefined;
  return readScalar(scope, field, bit);
}

function decodeArray(scope: Scope, field: PlanField, bit: number): FieldValue | undefined {
  const total = field.bits * field.count;
  need(scope, field, bit, total);
  scope.next = bit + total;
  if (field.reserved && isZero(scope.data, bit, bit + total)) return undefined;
  if (field.bytes) return readBytes(scope.data, bit, total, endianOf(field, scope.host));
  const values: FieldValue[] = [];
  for (let index = 0; index < field.count; index += 1) {
    values.push(decodeElement(scope, field, bit + index * field.bits, field.bits, index));
  }
  scope.next = bit + total;
  return values;
}

/** One element of an array: a scalar, a struct, or a union with the arm given or selected. */
function decodeElement(
  scope: Scope,
  field: PlanField,
  bit: number,
  room: number,
  index: number,
  arm?: string,
): FieldValue {
  if (field.nested === undefined) return readScalar(scope, field, bit);
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + room, index);
  if (!field.nested.plan.union) return structOf(inner, field);
  const chosen = arm ?? (field.definition.select && select(scope, field.definition.select, inner.plan, bit));
  return unionValue(inner, member(inner.plan, chosen, scope.plan), bit + room);
}

function decodeOpen(scope: Scope, field: PlanField, bit: number): FieldValue {
  const end = scope.end;
  if (bit > end) need(scope, field, bit, field.bits);
  const payload = payloadOf(scope, field, bit);
  if (payload !== undefined) return decodePayload(scope, field, payload, bit);
  const elements = elementsOf(scope, field, bit, end);
  const total = elements.count * elements.stride;
  moveBehind(scope, field, bit + total, elements.promised !== undefined);
  if (field.bytes) return readBytes(scope.data, bit, total, endianOf(field, scope.host));
  const values: FieldValue[] = [];
  for (let index = 0; index < elements.count; index += 1) {
    const at = bit + index * elements.stride;
    values.push(decodeElement(scope, field, at, elements.stride, index, runArm(elements, index)));
  }
  moveBehind(scope, field, bit + total, elements.promised !== undefined);
  return values;
}

/** Members behind an open-ended array stand where it ends, not where an empty one would. */
function moveBehind(scope: Scope, field: PlanField, next: number, short: boolean): void {
  scope.next = next;
  scope.shift = next - scope.start - field.offset;
  if (short) markShort(scope);
}

function markShort(scope: Scope): void {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) at.short = true;
}

/** What a selector puts behind an open-ended array: one record, or as many as fit. */
function decodePayload(scope: Scope, field: PlanField, payload: Payload, bit: number): StructValue {
  if (!payload.list) {
    const inner = innerScope(scope, field, payload.plan, bit, scope.end);
    inner.arm = payload.arm;
    const value = decodeStruct(inner);
    moveBehind(scope, field, inner.next, false);
    return { [payload.arm]: value };
  }
  const { count, stride, promised } = payloadRecords(scope, field, payload, bit);
  const values: FieldValue[] = [];
  for (let at = bit; values.length < count; at += stride) {
    values.push(decodeStruct(innerScope(scope, field, payload.plan, at, at + stride, values.length)));
  }
  moveBehind(scope, field, bit + count * stride, promised !== undefined);
  return { [payload.arm]: values };
}

function decodeNested(scope: Scope, field: PlanField, bit: number, into: StructValue): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, innerEnd(scope, plan, bit));
  if (field.definition.anonymous === true) decodeFields(inner, into);
  else into[field.name] = structOf(inner, field);
  settle(scope, inner, field, plan, bit);
}

/** A closed struct ends where its size says; one that is open, or last, may run to the end of the bytes. */
function innerEnd(scope: Scope, plan: Plan, bit: number): number {
  return plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
}

function settle(scope: Scope, inner: Scope, field: PlanField, plan: Plan, bit: number): void {
  if (inner.final || plan.open) {
    scope.next = inner.next;
    if (plan.open) scope.shift = inner.next - scope.start - field.offset - plan.bits;
  } else {
    scope.next = bit + plan.bits;
  }
}

/** A nested struct, by its generated code where it has some and nothing asks for more. */
function structOf(inner: Scope, field: PlanField): StructValue {
  const { plan, start } = inner;
  const decode = plan.straight ? field.nested?.code?.decode : undefined;
  const end = start + plan.bits;
  if (decode === undefined || ((start | plan.bits) & 7) !== 0 || end > inner.end) return decodeStruct(inner);
  inner.next = end;
  const value = decode(inner.data, start >> 3, end >> 3, { request: inner.request, hostOrder: inner.host });
  return isDecoded(value) ? value : decodeStruct(inner);
}

function decodeUnion(scope: Scope, field: PlanField, bit: number, into: StructValue): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const chosen = field.definition.select && select(scope, field.definition.select, plan, bit);
  const arm = member(plan, chosen, scope.plan);
  const inner = innerScope(scope, field, plan, bit, plan.open ? scope.end : Math.min(scope.end, bit + plan.bits));
  if (!inner.final && !plan.open) need(scope, field, bit, plan.bits);
  if (bit > scope.end) need(scope, field, bit, plan.bits);
  if (field.definition.anonymous !== true) {
    into[field.name] = unionValue(inner, arm, bit + plan.bits);
  } else if (arm === undefined) {
    into[field.name] = bytesBetween(inner, bit, inner.end);
    inner.next = inner.end;
  } else {
    decodeAnonymousArm(inner, arm, bit + plan.bits, into);
  }
  settle(scope, inner, field, plan, bit);
}

/** The members of a selected union without a name stand in the parent. */
function decodeAnonymousArm(inner: Scope, arm: PlanField, regionEnd: number, into: StructValue): void {
  const value = unionValue(inner, arm, regionEnd);
  if (value instanceof Uint8Array) into[inner.field?.name ?? ""] = value;
  else Object.assign(into, value);
}

/**
 * The value of a union: `{ arm: value }`, or its bytes when nothing selects an arm. In the middle of a layout the rest of
 * the region behind a shorter arm is kept in the arm's own `@tail`; an arm that is no struct cannot carry one, so
 * then the whole region stays bytes.
 */
function unionValue(inner: Scope, arm: PlanField | undefined, regionEnd: number): StructValue | Uint8Array {
  if (arm === undefined) {
    const stop = inner.plan.open ? inner.end : Math.min(inner.end, regionEnd);
    inner.next = stop;
    return bytesBetween(inner, inner.start, stop);
  }
  const value: StructValue = {};
  decodeField(inner, arm, inner.start, value);
  if (inner.final || inner.plan.open || isZero(inner.data, inner.next, regionEnd)) {
    return value;
  }
  const armValue = value[arm.name];
  if (armValue === undefined || !isStructValue(armValue) || (inner.next & 7) !== 0) {
    inner.next = regionEnd;
    return bytesBetween(inner, inner.start, regionEnd);
  }
  const rest = bytesBetween(inner, inner.next, regionEnd);
  return { [arm.name]: { ...armValue, [tailKey]: trimmed(rest) } };
}

/** Without the zero bytes at the end: encode fills a union up with zeros. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.subarray(0, length);
}

/** The one bounds check: `width` bits from `bit` on, or the fault that names what is missing. */
function need(scope: Scope, field: PlanField, bit: number, width: number): void {
  if (bit + width <= scope.end) return;
  throw truncation(scope, field, bit, width);
}
