/** One field by path: `a.b[2].c`. A path reaches every member of a union, whatever selects it. */
import { readRun } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { decodeLayout } from "./decode.js";
import { decodeStruct } from "./decode-struct.js";
import type { PartDefinition } from "./definition.js";
import { arrayElements, type Payload, payloadRecords, recordScope } from "./elements.js";
import { guarded } from "./guard.js";
import type { DecodeContext, Layout } from "./layout.js";
import { locate } from "./locate.js";
import type { PlanField } from "./plan.js";
import { planOf, requireBytes } from "./region.js";
import { readScalar } from "./scalar.js";
import { scalarNumber, writeInteger } from "./scalar-encode.js";
import { bytesEnd, endianOf, endianOfPlan, innerScope, pathOf, type Scope, truncation } from "./scope.js";
import type { FieldValue } from "./value.js";
import { writeField, writeLayout } from "./write.js";

/**
 * Reads one field. A union is its bytes; its members have paths of their own.
 *
 * @example
 * get(QueryHcaCapOut, reply, "capability.odp_cap.sig"); // 1
 * @throws FwctlFault `unknown-key` for a path that leads nowhere, `truncated` when the field is not in the bytes.
 */
export function get(layout: Layout<object>, bytes: Uint8Array, path: string, context?: DecodeContext): FieldValue {
  const plan = planOf(layout);
  const given = requireBytes(plan.name, bytes);
  const { scope, field, bit, index, stride, part, payload } = locate(plan, given, path, context);
  if (field === undefined) return decodeLayout(plan, scope.data, 0, given.length, context);
  if (payload !== undefined) return recordValue(scope, field, payload, bit, index);
  if (part !== undefined) return partValue(scope, field, bit, part);
  if (index < 0 && (field.open || field.count >= 0)) return arrayValue(scope, field, bit);
  return elementValue(scope, field, bit, stride, index);
}

/** One record behind an open-ended array, or all of a list. */
function recordValue(scope: Scope, field: PlanField, payload: Payload, bit: number, index: number): FieldValue {
  if (!payload.list || index >= 0) return decodeStruct(recordScope(scope, field, payload, bit, index));
  const { count, stride } = payloadRecords(scope, field, payload, bit);
  return Array.from({ length: count }, (_, at) =>
    decodeStruct(recordScope(scope, field, payload, bit + at * stride, at)),
  );
}

function partValue(scope: Scope, field: PlanField, bit: number, part: PartDefinition): number | bigint {
  const bits = (wholeNumber(scope, field, bit) >> BigInt(part.lsb)) & ((1n << BigInt(part.bits)) - 1n);
  return part.bits > 32 ? bits : Number(bits);
}

/** The number that parts are bits of. */
function wholeNumber(scope: Scope, field: PlanField, bit: number): bigint {
  need(scope, field, bit, field.bits);
  const value = readScalar(scope, field, bit);
  return typeof value === "number" || typeof value === "bigint" ? BigInt(value) : 0n;
}

function need(scope: Scope, field: PlanField, bit: number, width: number, index = -1): void {
  if (bit + width > scope.end) throw truncation(scope, field, bit, width, index);
}

/** A scalar, a struct or the bytes of a union: a field of its own, or one element that takes `stride` bits. */
function elementValue(scope: Scope, field: PlanField, bit: number, stride: number, index: number): FieldValue {
  const plan = field.nested?.plan;
  if (plan === undefined) {
    need(scope, field, bit, field.bits, index);
    return readScalar(scope, field, bit);
  }
  const room = index >= 0 ? stride : plan.open ? scope.end - bit : plan.bits;
  const end = Math.min(scope.end, bit + room);
  const inner = innerScope(scope, field, plan, bit, end, index);
  if (!plan.union) return decodeStruct(inner);
  if (end < bit) throw truncation(scope, field, bit, plan.bits, index);
  const stop = bytesEnd(inner, bit + (index >= 0 ? stride : plan.bits));
  return readRun(scope.data, bit, stop - bit, endianOfPlan(plan, scope.host));
}

function arrayValue(scope: Scope, field: PlanField, bit: number): FieldValue {
  const { count, stride } = arrayElements(scope, field, bit);
  need(scope, field, bit, count * stride);
  if (field.bytes) return readRun(scope.data, bit, count * 8, endianOf(field, scope.host));
  const values: FieldValue[] = [];
  for (let index = 0; index < count; index += 1) {
    values.push(elementValue(scope, field, bit + index * stride, stride, index));
  }
  return values;
}

/**
 * Writes one field and touches only its own bits. Takes what `encode` takes: numbers, labels, lists of flags, bytes, objects.
 *
 * @throws FwctlFault as {@link get} and as `encode`; the bytes are then as they were.
 */
export function set(
  layout: Layout<object>,
  bytes: Uint8Array,
  path: string,
  value: unknown,
  context?: DecodeContext,
): void {
  const plan = planOf(layout);
  const { scope, field, bit, index, part, payload } = locate(plan, requireBytes(plan.name, bytes), path, context);
  guarded(pathOf(scope, field, index), () => {
    if (field === undefined) writeLayout(scope, plan, undefined, bit, -1, value);
    else if (payload !== undefined) writeRecord(scope, field, payload, bit, index, value);
    else if (part !== undefined) setPart(scope, field, bit, part, value, path);
    else writeField(scope, field, bit, index, value);
  });
}

function writeRecord(
  scope: Scope,
  field: PlanField,
  payload: Payload,
  bit: number,
  index: number,
  value: unknown,
): void {
  if (payload.list && index < 0) {
    const path = pathOf(scope, `${field.name}.${payload.arm}`);
    throw new FwctlFault({ code: "kind", path, expected: "an index", remedy: "Write one record at a time." });
  }
  writeLayout(recordScope(scope, field, payload, bit, index), payload.plan, undefined, bit, -1, value);
}

function setPart(
  scope: Scope,
  field: PlanField,
  bit: number,
  part: PartDefinition,
  value: unknown,
  path: string,
): void {
  const whole = wholeNumber(scope, field, bit);
  const asField: PlanField = { ...field, name: part.name, bits: part.bits, labels: [] };
  const bits = BigInt(scalarNumber(asField, value, () => path));
  const mask = ((1n << BigInt(part.bits)) - 1n) << BigInt(part.lsb);
  const next = (whole & ~mask) | (bits << BigInt(part.lsb));
  writeInteger(scope.data, field.bits, bit, endianOf(field, scope.host), field.bits > 32 ? next : Number(next));
}
