/**
 * How an open-ended array and a union lie in the bytes: the one answer that decode, inspect, views and paths share.
 */
import type { Layout } from "./layout.js";
import { minimumBits, nestedLayout, type Plan, type PlanField } from "./plan.js";
import { counted, referred, select } from "./reference.js";
import { isZero } from "./scalar.js";
import { innerScope, type Scope } from "./scope.js";

/** One array, laid out: `arm` is the selector's choice for the element at an index. */
export interface Elements {
  readonly count: number;
  /** Bits from one element to the next. */
  readonly stride: number;
  /** What the count field says, where there is one. */
  readonly stated: number | undefined;
  /** The same, when it is more than the bytes hold and no upper bound. */
  readonly promised: number | undefined;
  readonly runs: readonly { readonly until: number; readonly arm: string | undefined }[];
}

/** The record (or array of records) that a selector puts behind an open-ended array. */
export interface Payload {
  readonly plan: Plan;
  readonly arm: string;
  readonly list: boolean;
}

/**
 * The layout a selector gives for an open-ended array of numbers (`register_data`); `undefined` when it gives none, or one
 * that the bytes from `bit` on cannot hold: then the array keeps its declared elements.
 */
export function payloadOf(scope: Scope, field: PlanField, bit: number): Payload | undefined {
  const payload = payloadChosen(scope, field);
  return payload === undefined || (!payload.list && bit + payload.plan.bits > scope.end) ? undefined : payload;
}

/** The layout that the selector gives, whether or not the bytes hold it. */
export function payloadChosen(scope: Scope, field: PlanField): Payload | undefined {
  const selector = field.definition.select;
  if (selector === undefined || field.nested?.plan.union === true) return undefined;
  const arm = select(scope, selector);
  return arm === undefined ? undefined : payloadNamed(scope.plan, arm);
}

/** Records of a list payload that stand between `bit` and `end`: what the count asks for, or as many as fit. */
export function payloadRecords(scope: Scope, field: PlanField, payload: Payload, bit: number): Elements {
  const stride = Math.max(payload.plan.bits, 8);
  const room = Math.max(0, Math.floor((scope.end - bit) / stride));
  const rule = field.definition.open?.count;
  const asked = counted(scope, rule, stride);
  const promised = asked !== undefined && asked > room && rule?.most !== true ? asked : undefined;
  return { count: asked === undefined ? room : Math.min(asked, room), stride, stated: asked, promised, runs: [] };
}

/** The scope of one record: its path goes through the arm. */
export function recordScope(scope: Scope, field: PlanField, payload: Payload, bit: number, index = -1): Scope {
  const end = payload.list ? Math.min(scope.end, bit + Math.max(payload.plan.bits, 8)) : scope.end;
  const inner = innerScope(scope, field, payload.plan, bit, end, index);
  inner.arm = payload.arm;
  return inner;
}

/** The arm of a name among those of a selector, which may know it as one record, as a list, or as both. */
export function payloadArm(arms: readonly string[], name: string, list: boolean): string | undefined {
  const [first, second] = list ? [`${name}[]`, name] : [name, `${name}[]`];
  return arms.find((arm) => arm === first) ?? arms.find((arm) => arm === second);
}

export function payloadNamed(owner: Plan, arm: string): Payload {
  const list = arm.endsWith("[]");
  const name = list ? arm.slice(0, -2) : arm;
  return { plan: nestedLayout(name, owner.name, owner.scope).plan, arm: name, list };
}

/** Counts the elements of an open-ended array that starts at `bit` and may run to `end`. */
export function elementsOf(scope: Scope, field: PlanField, bit: number, end: number): Elements {
  const stride = strideOf(scope, field);
  const room = stride === 0 ? 0 : Math.max(0, Math.floor((end - bit) / stride));
  const runs = field.definition.open?.runs;
  if (runs !== undefined) return runElements(scope, field, stride, room);
  if (field.definition.open?.filled === true) return filledElements(scope, stride, bit, room);
  const asked = counted(scope, field.definition.open?.count, stride);
  const most = field.definition.open?.count?.most === true;
  const count = asked === undefined ? room : Math.min(asked, room);
  const promised = asked !== undefined && asked > room && !most ? asked : undefined;
  return { count, stride, stated: asked, promised, runs: [] };
}

/** Elements up to the last that is not zero. */
function filledElements(scope: Scope, stride: number, bit: number, room: number): Elements {
  let count = room;
  const isEmpty = (last: number): boolean => isZero(scope.data, bit + last * stride, bit + (last + 1) * stride, "be");
  while (count > 0 && isEmpty(count - 1)) count -= 1;
  return { count, stride, stated: undefined, promised: undefined, runs: [] };
}

/**
 * Where the list over a reserved field must end: with the field, or, when nothing of the layout follows, with the region of the union
 * whose arm the layout is, or with the bytes.
 */
export function overlayEnd(scope: Scope, field: PlanField, bit: number): number {
  const { parent } = scope;
  if (!scope.final || !field.last || (parent !== undefined && !parent.plan.union)) return bit + field.bits;
  return parent === undefined ? scope.end : Math.min(parent.end, parent.start + parent.plan.bits);
}

/** The elements of any array whose first stands at `bit`: as many as stated, or as the open-ended one has. */
export function arrayElements(
  scope: Scope,
  field: PlanField,
  bit: number,
): { readonly count: number; readonly stride: number } {
  return field.open ? elementsOf(scope, field, bit, scope.end) : { count: field.count, stride: field.bits };
}

function strideOf(scope: Scope, field: PlanField): number {
  const rule = field.definition.open?.stride;
  if (rule === undefined) return field.bits;
  const value = referred(scope, rule);
  const key = String(value);
  return Object.hasOwn(rule.map, key) ? (rule.map[key] ?? field.bits) : field.bits;
}

function runElements(scope: Scope, field: PlanField, stride: number, room: number): Elements {
  const runs: { until: number; arm: string | undefined }[] = [];
  let count = 0;
  let known = true;
  for (const run of field.definition.open?.runs ?? []) {
    const asked = counted(scope, run.count, stride);
    count += asked ?? 0;
    if (asked === undefined) known = false;
    runs.push({ until: count, arm: select(scope, run.select) });
  }
  const promised = count > room ? count : undefined;
  return { count: Math.min(count, room), stride, stated: known ? count : undefined, promised, runs };
}

/** The arm that the runs of an array give the element at `index`. */
export function runArm(elements: Elements, index: number): string | undefined {
  return elements.runs.find((run) => index < run.until)?.arm;
}

/**
 * The arm of a union by name: one of its members, or any layout that a selector names beside them (a capability struct that
 * the header's union leaves out). `owner` is the layout whose selector names it.
 */
export function member(union: Plan | undefined, arm: string | undefined, owner?: Plan): PlanField | undefined {
  if (union === undefined || arm === undefined) return undefined;
  const found = union.fields.find((field) => field.name === arm) ?? guests.get(union)?.get(arm);
  if (found !== undefined) return found;
  const nested = union.scope.layout(arm) ?? owner?.scope.layout(arm);
  if (nested === undefined) return undefined;
  const guest = guestField(nested);
  const known = guests.get(union) ?? new Map<string, PlanField>();
  guests.set(union, known.set(arm, guest));
  return guest;
}

const guests = new WeakMap<Plan, Map<string, PlanField>>();

function guestField(nested: Layout<object>): PlanField {
  const { name, bits, order } = nested;
  return {
    definition: { name, kind: "layout", layout: name, offset: 0, bits },
    name,
    offset: 0,
    bits,
    order,
    reserved: false,
    count: -1,
    open: false,
    bytes: false,
    last: true,
    nested,
    labels: [],
    arms: [],
    overlay: undefined,
  };
}

/** Nothing is there of an arm that cannot be empty: the fault names the union, not the first field inside. */
export function isAbsent(inner: Scope, arm: PlanField | undefined): boolean {
  if (arm === undefined || arm.open || inner.start < inner.end || inner.field?.definition.anonymous === true)
    return false;
  return (arm.nested === undefined ? arm.bits : minimumBits(arm.nested.plan)) > 0;
}
