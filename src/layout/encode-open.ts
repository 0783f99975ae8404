/** Encoding open-ended arrays: counted or not, with a stride or records that a field chooses. */
import { byteOf } from "../bits/index.js";
import { selectorArms } from "./arms.js";
import { member, payloadArm, payloadNamed } from "./elements.js";
import { listOf, onlyKey, structGiven, unknownArm, wrongCount } from "./encode-refusal.js";
import { measure, reserve, type Sink, type Source, written } from "./encode-sink.js";
import { encodeElements, encodeStruct } from "./encode-struct.js";
import type { Plan, PlanField } from "./plan.js";
import { bitOf, counted, referred } from "./reference.js";
import { innerScope, moveBehind, type Scope } from "./scope.js";
import { isStruct } from "./value.js";

export function encodeOpen(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  if (given === undefined) {
    requireCount(sink, scope, field, 0, field.bits);
    wrote(sink, scope, field, bit, bit, 0);
    return;
  }
  if (isStruct(given)) {
    encodePayload(sink, scope, field, bit, given);
    return;
  }
  if (field.definition.select !== undefined && given instanceof Uint8Array && !field.bytes) {
    reserve(sink, bit + given.length * 8);
    sink.bytes.set(given, byteOf(bit));
    wrote(sink, scope, field, bit, bit + given.length * 8, given.length);
    return;
  }
  const list = listOf(scope, field, given);
  const stride = openStride(sink, scope, field);
  requireCount(sink, scope, field, list.length, stride);
  const next = encodeElements(sink, scope, field, bit, list, (element) =>
    Math.max(stride, armBits(field, element, scope.plan)),
  );
  wrote(sink, scope, field, bit, next, list.length);
}

function wrote(sink: Sink, scope: Scope, field: PlanField, bit: number, next: number, count: number): void {
  measure(sink, scope, field, { count, bits: next - bit });
  moveBehind(scope, field, next);
}

/** The stride that a field chooses, read from what is written already. */
function openStride(sink: Sink, scope: Scope, field: PlanField): number {
  const rule = field.definition.open?.stride;
  if (rule === undefined) return field.bits;
  const value = String(referred(written(sink, scope), rule));
  return Object.hasOwn(rule.map, value) ? (rule.map[value] ?? field.bits) : field.bits;
}

/** The width of the arm an element gives, where elements of one array have arms of different widths. */
function armBits(field: PlanField, element: unknown, owner: Plan): number {
  if (field.nested?.plan.union !== true || !isStruct(element)) return field.nested === undefined ? field.bits : 0;
  const arm = Object.keys(element).map((name) => member(field.nested?.plan, name, owner))[0];
  return arm?.bits ?? 0;
}

/**
 * A counted array must have as many elements (of `width` bits) as its counts say, unless the value says where its bytes end.
 * A count of the request, or one that fills itself in, says nothing yet.
 */
function requireCount(sink: Sink, scope: Scope, field: PlanField, given: number, width: number): void {
  const { count, runs = [] } = field.definition.open ?? {};
  const rules = [...(count === undefined ? [] : [count]), ...runs.map((run) => run.count)];
  if (rules.length === 0 || sink.ended) return;
  const there = written(sink, scope);
  let asked = 0;
  for (const rule of rules) {
    const bit = bitOf(there, rule);
    const stated = bit === undefined || sink.unstated.has(bit) ? undefined : counted(there, rule, width);
    if (stated === undefined) return;
    asked += stated;
  }
  if (given === asked || (given < asked && rules.some((rule) => rule.most === true))) return;
  const names = rules.map((rule) => rule.field).join(" and ");
  throw wrongCount(scope, field, `${names} ${rules.length > 1 ? "say" : "says"} ${asked}, ${given} given`);
}

/** `{ ptys_reg: {…} }` or `{ klm: […] }` behind an open-ended array. */
function encodePayload(sink: Sink, scope: Scope, field: PlanField, bit: number, given: Source): void {
  const key = onlyKey(scope, field, given);
  const arms = selectorArms(field.definition.select);
  const content = given[key];
  const arm = payloadArm(arms, key, Array.isArray(content));
  if (arm === undefined) throw unknownArm(scope, field, key, arms);
  const payload = payloadNamed(scope.plan, arm);
  let next = bit;
  const records = payload.list ? listOf(scope, field, content) : [content];
  if (payload.list) requireCount(sink, scope, field, records.length, Math.max(payload.plan.bits, 8));
  for (const [index, record] of records.entries()) {
    const inner = innerScope(scope, field, payload.plan, next, next + payload.plan.bits, payload.list ? index : -1);
    inner.arm = payload.arm;
    reserve(sink, next + payload.plan.bits);
    encodeStruct(sink, inner, structGiven(inner, record));
    next = payload.plan.open || inner.final ? inner.next : next + payload.plan.bits;
  }
  reserve(sink, next);
  wrote(sink, scope, field, bit, next, records.length);
}
