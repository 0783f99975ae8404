/** Inspecting the fields of a struct. Unions and open-ended arrays have files of their own. */
import { readBigint, readRun, toHex } from "../bits/index.js";
import { note } from "../fault/index.js";
import { bytesNode, container, fieldNode, type Walk } from "./inspect-node.js";
import { inspectOpen } from "./inspect-open.js";
import { inspectOverlay } from "./inspect-overlay.js";
import { armNodes, inspectUnion, restNodes } from "./inspect-union.js";
import type { InspectionNode } from "./inspection.js";
import { labelsOf, labelsOfBytes } from "./labels.js";
import type { PlanField } from "./plan.js";
import { select } from "./reference.js";
import { endianOf, innerScope, pathOf, type Scope, settle, truncation } from "./scope.js";

export function inspectFields(walk: Walk, scope: Scope): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  scope.next = scope.start;
  for (const field of scope.plan.fields) {
    const bit = scope.start + field.offset + scope.shift;
    if (!inspectField(walk, scope, field, bit, nodes)) break;
  }
  return nodes;
}

/** Adds the nodes of one field; false when the bytes ended inside it. */
export function inspectField(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  if (field.open) return inspectOpen(walk, scope, field, bit, into);
  if (field.nested?.plan.union === true && field.count < 0) return inspectUnion(walk, scope, field, bit, into);
  if (field.nested !== undefined && field.count < 0) return inspectNested(walk, scope, field, bit, into);
  const total = field.count >= 0 ? field.bits * field.count : field.bits;
  if (bit + total > scope.end) return missing(walk, scope, field, bit, total, into);
  if (field.overlay !== undefined) return inspectOverlay(walk, scope, field, field.overlay, bit, into);
  scope.next = bit + total;
  into.push(field.count >= 0 ? arrayNode(walk, scope, field, bit) : fieldNode(walk, scope, field, bit, -1));
  return true;
}

/** Says what is not there, and shows the bytes of it that are. */
export function missing(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  width: number,
  into: InspectionNode[],
): boolean {
  const found = note(truncation(scope, field, bit, width));
  walk.notes.push(found);
  walk.cut = true;
  const there = Math.max(0, scope.end - bit);
  const raw = toHex(readRun(scope.data, bit, there, endianOf(field, scope.host)));
  into.push({
    ...container(field.name, pathOf(scope, field), "struct", bit, width, []),
    kind: "missing",
    raw,
    notes: [found],
  });
  return false;
}

function arrayNode(walk: Walk, scope: Scope, field: PlanField, bit: number): InspectionNode {
  const total = field.bits * field.count;
  if (field.bytes || field.reserved) return byteArray(walk, scope, field, bit, total);
  const children = elementNodes(walk, scope, field, bit, field.count, field.bits, () => undefined);
  scope.next = bit + total;
  return container(field.name, pathOf(scope, field), "array", bit, total, children);
}

/**
 * One run of bytes. Flags run through all of an array of up to eight bytes; the names of an enumeration are those of one
 * element, which then has a row of its own below.
 */
export function byteArray(walk: Walk, scope: Scope, field: PlanField, bit: number, total: number): InspectionNode {
  const node = plainBytes(walk, scope, field, bit, total);
  if (field.labels.length === 0 || field.reserved) return node;
  const { flags, names } = labelsOfBytes(field.labels);
  const element: PlanField = { ...field, labels: names };
  const children =
    names.length === 0 ? node.children : elementNodes(walk, scope, element, bit, total / 8, 8, () => undefined);
  if (flags.length === 0 || total > 64) return { ...node, children };
  const { text } = labelsOf(flags, readBigint(scope.data, bit, total, endianOf(field, scope.host)), scope);
  return { ...node, label: text, children };
}

function plainBytes(walk: Walk, scope: Scope, field: PlanField, bit: number, total: number): InspectionNode {
  return bytesNode(walk, scope, field.name, bit, bit + total, field.reserved ? "reserved" : "bytes", []);
}

export function elementNodes(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  count: number,
  stride: number,
  arm: (index: number) => string | undefined,
): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const shown = Math.min(count, walk.most);
  for (let index = 0; index < shown; index += 1) {
    nodes.push(elementNode(walk, scope, field, bit + index * stride, stride, index, arm(index)));
  }
  if (shown < count) nodes.push(bytesNode(walk, scope, "...", bit + shown * stride, bit + count * stride, "bytes", []));
  return nodes;
}

function elementNode(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  stride: number,
  index: number,
  arm: string | undefined,
): InspectionNode {
  if (field.nested === undefined) return fieldNode(walk, scope, field, bit, index);
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + stride, index);
  const name = `[${index}]`;
  if (!field.nested.plan.union) {
    const children = inspectFields(walk, inner);
    return container(name, pathOf(inner), "struct", bit, stride, [
      ...children,
      ...restNodes(walk, inner, bit + stride),
    ]);
  }
  const chosen = arm ?? (field.definition.select && select(scope, field.definition.select, inner.plan, bit));
  return container(name, pathOf(inner), "union", bit, stride, armNodes(walk, inner, chosen, bit + stride));
}

function inspectNested(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  const plan = field.nested?.plan;
  if (plan === undefined) return true;
  const end = plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
  const inner = innerScope(scope, field, plan, bit, end);
  const children = inspectFields(walk, inner);
  if (field.definition.anonymous === true) into.push(...children);
  else into.push(container(field.name, pathOf(inner), "struct", bit, structWidth(inner, plan.bits), children));
  settle(scope, inner, field, plan, bit);
  if (inner.short) scope.short = true;
  return !walk.cut;
}

/** The size, or more where a list over reserved bits runs on behind it. */
const structWidth = (inner: Scope, bits: number): number =>
  inner.plan.open ? bits : Math.max(bits, inner.next - inner.start);
