/** Decoding open-ended arrays, and the records that a selector puts behind them. */
import { readRun } from "../bits/index.js";
import { decodeElement, decodeStruct, need } from "./decode-struct.js";
import { elementsOf, type Payload, payloadOf, payloadRecords, recordScope, runArm } from "./elements.js";
import type { PlanField } from "./plan.js";
import { endianOf, moveBehind, type Scope } from "./scope.js";
import type { FieldValue, StructValue } from "./value.js";

export function decodeOpen(scope: Scope, field: PlanField, bit: number): FieldValue {
  const end = scope.end;
  if (bit > end) need(scope, field, bit, field.bits);
  const payload = payloadOf(scope, field, bit);
  if (payload !== undefined) return decodePayload(scope, field, payload, bit);
  const elements = elementsOf(scope, field, bit, end);
  const total = elements.count * elements.stride;
  if (elements.promised !== undefined) markShort(scope);
  moveBehind(scope, field, bit + total);
  if (field.bytes) return readRun(scope.data, bit, total, endianOf(field, scope.host));
  const values: FieldValue[] = [];
  for (let index = 0; index < elements.count; index += 1) {
    const at = bit + index * elements.stride;
    values.push(decodeElement(scope, field, at, elements.stride, index, runArm(elements, index)));
  }
  return values;
}

function markShort(scope: Scope): void {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) at.short = true;
}

/** What a selector puts behind an open-ended array: one record, or as many as fit. */
function decodePayload(scope: Scope, field: PlanField, payload: Payload, bit: number): StructValue {
  if (!payload.list) {
    const inner = recordScope(scope, field, payload, bit);
    const value = decodeStruct(inner);
    moveBehind(scope, field, inner.next);
    return { [payload.arm]: value };
  }
  const { count, stride, promised } = payloadRecords(scope, field, payload, bit);
  const values: FieldValue[] = [];
  for (let at = bit; values.length < count; at += stride) {
    values.push(decodeStruct(recordScope(scope, field, payload, at, values.length)));
  }
  moveBehind(scope, field, bit + count * stride);
  if (promised !== undefined) markShort(scope);
  return { [payload.arm]: values };
}
