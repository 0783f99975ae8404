/** Where a field stands. Open-ended arrays in front of it move it behind them; everything else is its stated offset. */
import { elementsOf, payloadOf, payloadRecords } from "./elements.js";
import { type Plan, type PlanField, runsOn } from "./plan.js";
import { innerScope, type Scope } from "./scope.js";

/** A field in the scope of the layout that has it, and its first bit. */
export interface Spot {
  readonly scope: Scope;
  readonly bit: number;
}

/** Goes the way to a field: through members without a name, and behind open-ended arrays. */
export function follow(start: Scope, way: readonly PlanField[]): Spot {
  let scope = start;
  let bit = start.start;
  for (const [index, hop] of way.entries()) {
    bit = positionOf(scope, hop);
    const plan = hop.nested?.plan;
    if (index < way.length - 1 && plan !== undefined) scope = innerScope(scope, hop, plan, bit, scope.end);
  }
  return { scope, bit };
}

/** True when an open-ended array stands in front of a field, so that its place is not known before the bytes are. */
export function isMoved(plan: Plan, way: readonly PlanField[]): boolean {
  let fields = plan.union ? [] : plan.fields;
  for (const hop of way) {
    if (fields.slice(0, Math.max(0, fields.indexOf(hop))).some(runsOn)) return true;
    const nested = hop.nested?.plan;
    fields = nested === undefined || nested.union ? [] : nested.fields;
  }
  return false;
}

function positionOf(scope: Scope, field: PlanField): number {
  let shift = 0;
  if (!scope.plan.union) {
    for (const before of scope.plan.fields) {
      if (before === field) break;
      shift += openExtent(scope, before, scope.start + before.offset + shift);
    }
  }
  return scope.start + field.offset + shift;
}

/** Bits that an open-ended array (or a struct that ends in one) takes beyond its fixed part. */
function openExtent(scope: Scope, field: PlanField, bit: number): number {
  if (!field.open)
    return field.nested === undefined || field.count >= 0 ? 0 : openEnd(scope, field, field.nested.plan, bit);
  const payload = payloadOf(scope, field, bit);
  if (payload?.list === false) return payload.plan.bits + openEnd(scope, field, payload.plan, bit);
  const elements = payload ? payloadRecords(scope, field, payload, bit) : elementsOf(scope, field, bit, scope.end);
  return elements.count * elements.stride;
}

/** The same for a nested layout, which has its open-ended arrays inside. */
function openEnd(outer: Scope, field: PlanField, plan: Plan, bit: number): number {
  const last = plan.fields[plan.fields.length - 1];
  if (last === undefined || !plan.open || plan.union) return 0;
  const inner = innerScope(outer, field, plan, bit, outer.end);
  const at = positionOf(inner, last);
  return at - inner.start - last.offset + openExtent(inner, last, at);
}
