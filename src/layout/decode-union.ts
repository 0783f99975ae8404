/** Decoding unions: the selected member, or bytes when nothing selects one. */
import { readRun } from "../bits/index.js";
import { decodeField, need } from "./decode-struct.js";
import { isAbsent, member } from "./elements.js";
import type { PlanField } from "./plan.js";
import { select } from "./reference.js";
import { isZero } from "./scalar.js";
import { bytesEnd, endianOfPlan, innerScope, type Scope, settle } from "./scope.js";
import { isStructValue, type StructValue, tailKey } from "./value.js";

export function bytesBetween(scope: Scope, from: number, to: number): Uint8Array {
  return readRun(scope.data, from, Math.max(0, to - from), endianOfPlan(scope.plan, scope.host));
}

export function decodeUnion(scope: Scope, field: PlanField, bit: number, into: StructValue): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const chosen = field.definition.select && select(scope, field.definition.select, plan, bit);
  const arm = member(plan, chosen, scope.plan);
  const inner = innerScope(scope, field, plan, bit, plan.open ? scope.end : Math.min(scope.end, bit + plan.bits));
  if (!inner.final && !plan.open) need(scope, field, bit, plan.bits);
  if (bit > scope.end || isAbsent(inner, arm)) need(scope, field, bit, plan.bits);
  if (field.definition.anonymous !== true) {
    into[field.name] = unionValue(inner, arm, bit + plan.bits);
  } else if (arm === undefined) {
    inner.next = bytesEnd(inner, bit + plan.bits);
    into[field.name] = bytesBetween(inner, bit, inner.next);
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
export function unionValue(inner: Scope, arm: PlanField | undefined, regionEnd: number): StructValue | Uint8Array {
  if (arm === undefined) return unionBytes(inner, regionEnd);
  const value: StructValue = {};
  decodeField(inner, arm, inner.start, value);
  // Padding alone leaves no key that tells encode how far the arm reaches.
  const measured = inner.final || (inner.plan.open && inner.index < 0);
  if (measured && inner.next > inner.start && Object.keys(value).length === 0) return unionBytes(inner, regionEnd);
  if (measured || isZero(inner.data, inner.next, regionEnd, endianOfPlan(inner.plan, inner.host))) return value;
  const armValue = value[arm.name];
  if (armValue === undefined || !isStructValue(armValue) || (inner.next & 7) !== 0) {
    inner.next = regionEnd;
    return bytesBetween(inner, inner.start, regionEnd);
  }
  return { [arm.name]: withRest(inner, armValue, regionEnd) };
}

/** A struct with what stands behind it in its region, an arm of a union or a slot of an array, when that is not zero. */
export function withRest(inner: Scope, value: StructValue, regionEnd: number): StructValue {
  if (isZero(inner.data, inner.next, regionEnd, endianOfPlan(inner.plan, inner.host))) return value;
  return { ...value, [tailKey]: trimmed(bytesBetween(inner, inner.next, regionEnd)) };
}

function unionBytes(inner: Scope, regionEnd: number): Uint8Array {
  inner.next = bytesEnd(inner, regionEnd);
  return bytesBetween(inner, inner.start, inner.next);
}

/** Without the zero bytes at the end: encode fills a union up with zeros. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.subarray(0, length);
}
