/** Decoding the fields of a struct: numbers, text, fixed arrays, nested structs. Unions and open-ended arrays have files of their own. */
import { byteOf, type Endian, readRun } from "../bits/index.js";
import { decodeOpen } from "./decode-open.js";
import { decodeUnion, unionValue, withRest } from "./decode-union.js";
import { member } from "./elements.js";
import type { Plan, PlanField } from "./plan.js";
import { select } from "./reference.js";
import { isZero, readScalar } from "./scalar.js";
import { endianOf, innerScope, type Scope, settle, truncation } from "./scope.js";
import { programAt, runStraight } from "./straight.js";
import { type FieldValue, isDecoded, type StructValue } from "./value.js";

/** Decodes the struct of a scope and leaves `scope.next` behind its last field. */
export function decodeStruct(scope: Scope): StructValue {
  const program = programAt(scope);
  if (program !== undefined && scope.start + scope.plan.bits <= scope.end) {
    const quick = runStraight(program, scope.data, byteOf(scope.start), scope.host, (field, data, at, host) =>
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

export function decodeField(scope: Scope, field: PlanField, bit: number, into: StructValue): void {
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
  if (field.reserved && isZero(scope.data, bit, bit + field.bits, endianOf(field, scope.host))) return undefined;
  return readScalar(scope, field, bit);
}

function decodeArray(scope: Scope, field: PlanField, bit: number): FieldValue | undefined {
  const total = field.bits * field.count;
  need(scope, field, bit, total);
  scope.next = bit + total;
  if (field.reserved && isZero(scope.data, bit, bit + total, endianOf(field, scope.host))) return undefined;
  if (field.bytes) return readRun(scope.data, bit, total, endianOf(field, scope.host));
  const values: FieldValue[] = [];
  for (let index = 0; index < field.count; index += 1) {
    values.push(decodeElement(scope, field, bit + index * field.bits, field.bits, index));
  }
  scope.next = bit + total;
  return values;
}

/** One element of an array: a scalar, a struct, or a union with the arm given or selected. */
export function decodeElement(
  scope: Scope,
  field: PlanField,
  bit: number,
  room: number,
  index: number,
  arm?: string,
): FieldValue {
  if (field.nested === undefined) return readScalar(scope, field, bit);
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + room, index);
  if (!field.nested.plan.union) return withRest(inner, structOf(inner, field), bit + room);
  const chosen = arm ?? (field.definition.select && select(scope, field.definition.select, inner.plan, bit));
  return unionValue(inner, member(inner.plan, chosen, scope.plan), bit + room);
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

/** A nested struct, by its generated code where it has some and nothing asks for more. */
function structOf(inner: Scope, field: PlanField): StructValue {
  const { plan, start } = inner;
  const decode = plan.straight ? field.nested?.code?.decode : undefined;
  const end = start + plan.bits;
  if (decode === undefined || ((start | plan.bits) & 7) !== 0 || end > inner.end) return decodeStruct(inner);
  inner.next = end;
  const value = decode(inner.data, byteOf(start), byteOf(end), { request: inner.request, hostOrder: inner.host });
  return isDecoded(value) ? value : decodeStruct(inner);
}

/** The one bounds check: `width` bits from `bit` on, or the fault that names what is missing. */
export function need(scope: Scope, field: PlanField, bit: number, width: number): void {
  if (bit + width <= scope.end) return;
  throw truncation(scope, field, bit, width);
}
