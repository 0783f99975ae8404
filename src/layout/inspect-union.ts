/** Inspecting unions: the selected member and what is left of the region, or bytes. */
import { isAbsent, member } from "./elements.js";
import { bytesNode, container, type Walk } from "./inspect-node.js";
import { inspectField, missing } from "./inspect-struct.js";
import type { InspectionNode } from "./inspection.js";
import type { PlanField } from "./plan.js";
import { select } from "./reference.js";
import { isZero } from "./scalar.js";
import { bytesEnd, endianOfPlan, innerScope, pathOf, type Scope, settle } from "./scope.js";
import { tailKey } from "./value.js";

export function inspectUnion(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  const plan = field.nested?.plan;
  if (plan === undefined) return true;
  const end = plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
  const inner = innerScope(scope, field, plan, bit, end);
  if (bit > scope.end || (!inner.final && !plan.open && bit + plan.bits > scope.end)) {
    return missing(walk, scope, field, bit, plan.bits, into);
  }
  const chosen = field.definition.select && select(scope, field.definition.select, plan, bit);
  if (isAbsent(inner, member(plan, chosen, scope.plan))) return missing(walk, scope, field, bit, plan.bits, into);
  const children = armNodes(walk, inner, chosen, bit + plan.bits);
  if (field.definition.anonymous === true) into.push(...children);
  else into.push(container(field.name, pathOf(inner), "union", bit, Math.max(end - bit, 0), children));
  settle(scope, inner, field, plan, bit);
  if (inner.short) scope.short = true;
  return !walk.cut;
}

/** The selected arm, then what is left of the region; or the bytes when nothing is selected. */
export function armNodes(walk: Walk, inner: Scope, chosen: string | undefined, regionEnd: number): InspectionNode[] {
  const arm = member(inner.plan, chosen, inner.parent?.plan);
  if (arm === undefined) {
    const stop = bytesEnd(inner, regionEnd);
    inner.next = stop;
    if (stop <= inner.start) return [];
    const name = inner.field?.definition.anonymous === true ? inner.field.name : "bytes";
    return [bytesNode(walk, inner, name, inner.start, stop, "bytes", [])];
  }
  const nodes: InspectionNode[] = [];
  inspectField(walk, inner, arm, inner.start, nodes);
  if (inner.final) walk.arm = arm.name;
  if (!inner.final && (!inner.plan.open || inner.index >= 0)) {
    // As decode puts it, which two unions without a name in one struct need not share.
    const path = pathOf(inner, `${arm.name}.${tailKey}`);
    nodes.push(...restNodes(walk, inner, regionEnd).map((tail) => ({ ...tail, path })));
  }
  return nodes;
}

/** What stands behind a struct in its region, an arm of a union or a slot of an array, when that is not zero. */
export function restNodes(walk: Walk, inner: Scope, regionEnd: number): InspectionNode[] {
  const stop = Math.min(inner.end, regionEnd);
  if (isZero(inner.data, inner.next, stop, endianOfPlan(inner.plan, inner.host))) return [];
  return [bytesNode(walk, inner, tailKey, inner.next, stop, "bytes", [])];
}
