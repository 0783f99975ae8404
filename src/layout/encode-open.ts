/** Encoding open-ended arrays: counted or not, with a stride or records that a field chooses. */
import { byteOf } from "../bits/index.js";
import { member, payloadArm, payloadNamed } from "./elements.js";
import { listOf, onlyKey, structGiven, unknownArm, wrongCount } from "./encode-refusal.js";
import { reserve, type Sink, type Source, written } from "./encode-sink.js";
import { encodeElements, encodeStruct } from "./encode-struct.js";
import { type Plan, type PlanField, selectorArms } from "./plan.js";
import { counted, referred } from "./reference.js";
import { innerScope, moveBehind, type Scope } from "./scope.js";
import { isStruct } from "./value.js";

export function encodeOpen(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  if (given === undefined) {
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
  requireCount(sink, scope, field, list.length);
  const stride = openStride(sink, scope, field);
  const next = encodeElements(sink, scope, field, bit, list, (element) =>
    Math.max(stride, armBits(field, element, scope.plan)),
  );
  wrote(sink, scope, field, bit, next, list.length);
}

function wrote(sink: Sink, scope: Scope, field: PlanField, bit: number, next: number, count: number): void {
  sink.extents.set(field, { count, bits: next - bit });
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

/** A counted array must have as many elements as its count field says, unless the value says where its bytes end. */
function requireCount(sink: Sink, scope: Scope, field: PlanField, given: number): void {
  const rule = field.definition.open?.count;
  if (rule === undefined || sink.ended || rule.from === "request") return;
  const asked = counted(written(sink, scope), rule, field.bits);
  if (asked === undefined || given === asked || (rule.most === true && given < asked)) return;
  if (lateCount(scope, rule.field)) return;
  throw wrongCount(scope, field, `${rule.field} says ${asked}, ${given} given`);
}

/** The count fills itself in, so there is nothing to compare yet. */
function lateCount(scope: Scope, name: string): boolean {
  const way = scope.plan.names.get(name);
  return way?.[way.length - 1]?.definition.length !== undefined;
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
