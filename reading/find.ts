/** Fields of a reading by name, for filters and for `--pick`. */
import type { InspectionNode } from "../src/layout/index.js";
import type { Reading } from "./reading.js";

/** Fields that a name may stand for; more are not shown anywhere. */
const most = 64;

/** A field, and the rows of its level, itself among them: words about it may need them. */
export interface FoundField {
  readonly node: InspectionNode;
  readonly siblings: readonly InspectionNode[];
}

/**
 * Fields of that name, or whose path ends in it (`ptys_reg.local_port`, `ents[2].uuid`), replies first: what was asked for is
 * repeated there.
 */
export function fieldsNamed(reading: Reading, name: string): FoundField[] {
  const found: FoundField[] = [];
  for (const { tree } of [...reading.sides].reverse()) collect(tree.children, name, found);
  return found;
}

function collect(nodes: readonly InspectionNode[], name: string, into: FoundField[]): void {
  for (const node of nodes) {
    if (into.length >= most) return;
    if (node.name === name || node.path === name || node.path.endsWith(`.${name}`))
      into.push({ node, siblings: nodes });
    collect(node.children, name, into);
  }
}

/** All names of fields, for "did you mean". */
export function fieldNames(reading: Reading): Set<string> {
  const names = new Set<string>();
  const pending = reading.sides.flatMap((side) => side.tree.children);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === "field" || node.kind === "part") names.add(node.name);
    pending.push(...node.children);
  }
  return names;
}
