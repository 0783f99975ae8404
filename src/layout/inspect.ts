/**
 * Inspect: bytes to a tree that says everything: where each field stands, its raw digits, value, label and notes.
 * It never throws; a truncated input yields the part that is there, and says what is missing.
 */
import { byteOf, dataView } from "../bits/index.js";
import type { Note } from "../fault/index.js";
import { add, bytesNode, container, none, type Walk } from "./inspect-node.js";
import { inspectFields } from "./inspect-struct.js";
import type { Inspection, InspectionNode, InspectOptions } from "./inspection.js";
import type { Plan } from "./plan.js";
import { remainder } from "./remainder.js";
import { isZero } from "./scalar.js";
import { bytesEnd, pathOf, rootScope, type Scope } from "./scope.js";
import { padKey, tailKey } from "./value.js";

const defaultMost = 65_536;

/** Inspects bytes as one layout. */
export function inspectLayout(plan: Plan, bytes: Uint8Array, options?: InspectOptions): Inspection {
  const scope = rootScope(plan, dataView(bytes), 0, bytes.length, options);
  const walk: Walk = { notes: [], most: mostOf(options), cut: false };
  const children = plan.union ? [unionBytes(walk, scope)] : inspectFields(walk, scope);
  if (!walk.cut) children.push(...inspectRest(walk, scope, bytes));
  return {
    ...container(plan.name, plan.name, "struct", 0, bytes.length * 8, children),
    notes: walk.notes,
    size: bytes.length,
  };
}

function mostOf(options: InspectOptions | undefined): number {
  const most = options?.mostElements;
  return typeof most === "number" && most >= 0 ? Math.floor(most) : defaultMost;
}

function unionBytes(walk: Walk, scope: Scope): InspectionNode {
  const stop = bytesEnd(scope, scope.start + scope.plan.bits);
  scope.next = stop;
  return bytesNode(walk, scope, "@0", scope.start, stop, "bytes", []);
}

/** Padding and tail, each with a note. */
function inspectRest(walk: Walk, scope: Scope, bytes: Uint8Array): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const { pad, tail } = remainder(scope, 0, bytes.length);
  if (pad !== 0) nodes.push(padNode(walk, scope, pad));
  if (tail !== undefined && tail.length > 0) {
    const from = bytes.length - tail.length;
    nodes.push(bytesNode(walk, scope, tailKey, from * 8, bytes.length * 8, "bytes", tailNotes(walk, scope, from)));
  }
  return nodes;
}

/**
 * What is surprising about the bytes from `from` on. A selected arm may end before the C size: what stands behind it up to there
 * is the unused rest of its union while it is zero, and data that the arm does not describe when it is not.
 */
function tailNotes(walk: Walk, scope: Scope, from: number): Note[] {
  const size = Math.ceil(scope.plan.bits / 8);
  const end = byteOf(scope.end);
  const inside = Math.min(size, end);
  const unused = from < inside && isZero(scope.data, from * 8, inside * 8, "be");
  if (unused && end <= size) return none;
  const first = unused ? size : from;
  const ends = `which ends at 0x${first.toString(16)}`;
  const what =
    first < size && walk.arm !== undefined
      ? `${end - first} bytes behind ${walk.arm}, ${ends}, in a layout of 0x${size.toString(16)} bytes. Kept`
      : `${end - first} bytes behind the layout, ${ends}. Kept`;
  const width = (end - first) * 8;
  return [add(walk, { code: "trailing", path: scope.plan.name, byteOffset: first, width, what })];
}

function padNode(walk: Walk, scope: Scope, pad: number): InspectionNode {
  const width = 8 - (scope.next & 7);
  const path = pathOf(scope, padKey);
  const facts = { path, byteOffset: byteOf(scope.next), bitOffset: scope.next, width, received: pad };
  const found = add(walk, { code: "reserved", ...facts });
  return {
    ...container(padKey, path, "struct", scope.next, width, []),
    kind: "reserved",
    raw: pad.toString(16),
    value: pad,
    notes: [found],
  };
}
