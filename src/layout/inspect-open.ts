/** Inspecting open-ended arrays: what is there, and what a count promised. */
import { byteOf } from "../bits/index.js";
import type { Note } from "../fault/index.js";
import {
  type Elements,
  elementsOf,
  type Payload,
  payloadChosen,
  payloadOf,
  payloadRecords,
  recordScope,
  runArm,
} from "./elements.js";
import { add, container, none, type Walk } from "./inspect-node.js";
import { byteArray, elementNodes, inspectFields, missing } from "./inspect-struct.js";
import type { InspectionNode } from "./inspection.js";
import type { PlanField } from "./plan.js";
import { fieldAt } from "./reference.js";
import { moveBehind, pathOf, type Scope } from "./scope.js";

export function inspectOpen(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  if (bit > scope.end) return missing(walk, scope, field, bit, field.bits, into);
  const payload = payloadOf(scope, field, bit);
  if (payload?.list === false) return inspectRecord(walk, scope, field, payload, bit, into);
  const elements = payload ? payloadRecords(scope, field, payload, bit) : elementsOf(scope, field, bit, scope.end);
  const total = elements.count * elements.stride;
  const notes = [...shortPayload(walk, scope, field, bit), ...countNotes(walk, scope, field, bit, elements)];
  const node = payload
    ? recordsNode(walk, scope, field, payload, bit, elements)
    : field.bytes
      ? byteArray(walk, scope, field, bit, total)
      : elementsNode(walk, scope, field, bit, elements);
  into.push({ ...node, notes: [...node.notes, ...notes] });
  moveBehind(scope, field, bit + total);
  return true;
}

function elementsNode(walk: Walk, scope: Scope, field: PlanField, bit: number, elements: Elements): InspectionNode {
  const { count, stride } = elements;
  const children = elementNodes(walk, scope, field, bit, count, stride, (index) => runArm(elements, index));
  return container(field.name, pathOf(scope, field), "array", bit, count * stride, children);
}

/** A record is chosen, and the bytes cannot hold it. */
function shortPayload(walk: Walk, scope: Scope, field: PlanField, bit: number): Note[] {
  const chosen = payloadChosen(scope, field);
  if (chosen === undefined || chosen.list || bit + chosen.plan.bits <= scope.end) return none;
  const what = `${chosen.arm} takes ${Math.ceil(chosen.plan.bits / 8)} bytes, ${byteOf(scope.end - bit)} are there; kept as they are`;
  return [add(walk, { code: "truncated", path: pathOf(scope, field), byteOffset: byteOf(bit), bitOffset: bit, what })];
}

/** A count that differs from what is there. */
function countNotes(walk: Walk, scope: Scope, field: PlanField, bit: number, elements: Elements): Note[] {
  const at = { path: pathOf(scope, field), byteOffset: byteOf(bit), bitOffset: bit };
  const rule = field.definition.open?.count;
  const { stated: says = 0, promised, count } = elements;
  // An upper bound is noted only where there is data at all: a request to read carries none.
  if (promised !== undefined || (says > count && count > 0)) {
    if (promised !== undefined) scope.short = true;
    const what = `${rule?.field ?? "the count"} says ${says}, the bytes hold ${count}`;
    return [add(walk, { code: "count", ...at, what })];
  }
  const counter = scope.plan.fields.find(
    ({ definition: { length } }) => length?.of === "count" && length.field === field.name,
  );
  const stated = rule === undefined && counter !== undefined ? fieldAt(scope, counter.name) : undefined;
  if (stated === undefined || Number(stated) === elements.count) return none;
  const what = `${counter?.name} says ${stated}, the bytes hold ${elements.count}`;
  return [add(walk, { code: "count", ...at, what })];
}

/** One record that a selector put behind an open-ended array. */
function inspectRecord(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  payload: Payload,
  bit: number,
  into: InspectionNode[],
): boolean {
  const inner = recordScope(scope, field, payload, bit);
  const children = inspectFields(walk, inner);
  const width = inner.next - bit;
  const record = container(payload.arm, pathOf(inner), "struct", bit, width, children);
  into.push(container(field.name, pathOf(scope, field), "union", bit, width, [record]));
  moveBehind(scope, field, inner.next);
  return !walk.cut;
}

function recordsNode(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  payload: Payload,
  bit: number,
  { count, stride }: Elements,
): InspectionNode {
  const records: InspectionNode[] = [];
  for (let index = 0; index < Math.min(count, walk.most); index += 1) {
    const at = bit + index * stride;
    const inner = recordScope(scope, field, payload, at, index);
    records.push(container(`[${index}]`, pathOf(inner), "struct", at, stride, inspectFields(walk, inner)));
  }
  const path = pathOf(scope, `${field.name}.${payload.arm}`);
  const list = container(payload.arm, path, "array", bit, count * stride, records);
  return container(field.name, pathOf(scope, field), "union", bit, count * stride, [list]);
}
