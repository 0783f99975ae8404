/** Inspecting reserved bits that hold a list all the same: its records stand below; only what is in front of it may surprise. */
import { elementsOf, overlayEnd } from "./elements.js";
import { bytesNode, container, type Walk } from "./inspect-node.js";
import { elementNodes } from "./inspect-struct.js";
import type { InspectionNode } from "./inspection.js";
import type { PlanField } from "./plan.js";
import { readScalar } from "./scalar.js";
import { pathOf, type Scope } from "./scope.js";

export function inspectOverlay(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  overlay: PlanField,
  bit: number,
  into: InspectionNode[],
): boolean {
  const from = bit + overlay.offset - field.offset;
  const { count, stride } = elementsOf(scope, overlay, from, overlayEnd(scope, field, bit));
  const whole = bytesNode(walk, scope, field.name, bit, bit + field.bits, "bytes", []);
  const { notes } = from > bit ? bytesNode(walk, scope, field.name, bit, from, "reserved", []) : whole;
  const records = elementNodes(walk, scope, overlay, from, count, stride, () => undefined);
  const list = container(overlay.name, pathOf(scope, overlay), "array", from, count * stride, records);
  into.push({ ...whole, kind: "reserved", value: readScalar(scope, field, bit), notes, children: [list] });
  scope.next = Math.max(bit + field.bits, from + count * stride);
  return true;
}

/** What a reserved row holds in front of the list below it, which is compared record by record. */
export function inFrontOfList(node: InspectionNode): InspectionNode | undefined {
  const [list] = node.children;
  if (node.kind !== "reserved" || list === undefined) return undefined;
  return { ...node, raw: node.raw.slice(0, (list.bitOffset - node.bitOffset) / 4) };
}
