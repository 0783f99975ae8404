/**
 * How an open-ended array and a union lie in the bytes: the one answer that decode, inspect, views and paths share.
 */
import { nestedLayout, type Plan, type PlanField } from "./plan.js";
import { counted, referred, type Scope, select } from "./scope.js";

/** One array, laid out: `arm` is the selector's choice for the element at an index. */
export interface Elements {
  readonly count: number;
  /** Bits from one element to the next. */
  readonly stride: number;
  /** What the count field asked for, when it is more than the bytes hold. */
  readonly promised: number | undefined;
  readonly runs: readonly { readonly until: number; readonly arm: string | undefined }[];
}

/** The record (or array of records) that a selector puts behind an open-ended array. */
export interface Payload {
  readonly plan: Plan;
  readonly arm: string;
  readonly list: boolean;
}

/** The layout a selector gives for an open-ended array of numbers (`register_data`); `undefined` when it gives none. */
export function payloadOf(scope: Scope, field: PlanField): Payload | undefined {
  const selector = field.definition.select;
  if (selector === undefined || field.nested?.plan.union === true) return undefined;
  const arm = select(scope, selector);
  return arm === undefined ? undefined : payloadNamed(scope.plan, arm);
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
  const asked = counted(scope, field.definition.open?.count, stride);
  const most = field.definition.open?.count?.most === true;
  const count = asked === undefined ? room : Math.min(asked, room);
  return { count, stride, promised: asked !== undefined && asked > room && !most ? asked : undefined, runs: [] };
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
  for (const run of field.definition.open?.runs ?? []) {
    count += counted(scope, run.count, stride) ?? 0;
    runs.push({ until: count, arm: select(scope, run.select) });
  }
  const promised = count > room ? count : undefined;
  return { count: Math.min(count, room), stride, promised, runs };
}

/** The arm that the runs of an array give the element at `index`. */
export function runArm(elements: Elements, index: number): string | undefined {
  return elements.runs.find((run) => index < run.until)?.arm;
}

/** The member of a union by name. */
export function member(union: Plan, arm: string | undefined): PlanField | undefined {
  return arm === undefined ? undefined : union.fields.find((field) => field.name === arm);
}
