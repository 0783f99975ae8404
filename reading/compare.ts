/** What differs between two readings: leaves of their trees, by path. */
import type { InspectionNode } from "../src/layout/index.js";
import { inFrontOfList } from "../src/layout/inspect-overlay.js";
import type { Reading, Side } from "./reading.js";
import { wordsOf } from "./words.js";

/** One field that differs. A side that has no such field (shorter bytes, another arm of a union) is `undefined`. */
export interface FieldDifference {
  readonly side: Side["role"];
  /** Without the struct's own name. */
  readonly path: string;
  readonly bitOffset: number;
  readonly width: number;
  readonly a: Leaf | undefined;
  readonly b: Leaf | undefined;
}

/** A field without fields. */
export interface Leaf {
  readonly node: InspectionNode;
  readonly words: string | undefined;
}

/** All fields that differ, in the order in which they stand. */
export function differences(a: Reading, b: Reading): FieldDifference[] {
  const roles = [...new Set([...a.sides, ...b.sides].map((side) => side.role))];
  return roles.flatMap((role) => {
    const left = leavesOf(a, role);
    const right = leavesOf(b, role);
    const found: FieldDifference[] = [];
    for (const [path, leaf] of left) {
      const other = right.get(path);
      if (other === undefined || other.node.raw !== leaf.node.raw) found.push(difference(role, path, leaf, other));
    }
    for (const [path, leaf] of right) if (!left.has(path)) found.push(difference(role, path, undefined, leaf));
    return found.sort((one, two) => one.bitOffset - two.bitOffset);
  });
}

function difference(side: Side["role"], path: string, a: Leaf | undefined, b: Leaf | undefined): FieldDifference {
  const { bitOffset, width } = (a ?? b)?.node ?? { bitOffset: 0, width: 0 };
  return { side, path, bitOffset, width, a, b };
}

function leavesOf(reading: Reading, role: Side["role"]): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const words = wordsOf(reading.family?.name);
  for (const { tree } of reading.sides.filter((side) => side.role === role)) {
    collect(tree.children, tree.path, words, leaves);
  }
  return leaves;
}

function collect(
  nodes: readonly InspectionNode[],
  root: string,
  words: ReturnType<typeof wordsOf>,
  into: Map<string, Leaf>,
): void {
  for (const node of nodes) {
    const inner = node.children.filter((child) => child.kind !== "part");
    const leaf = inner.length === 0 ? node : inFrontOfList(node);
    if (leaf !== undefined) {
      into.set(node.path.startsWith(`${root}.`) ? node.path.slice(root.length + 1) : node.path, {
        node: leaf,
        words: words(node, nodes),
      });
    }
    collect(inner, root, words, into);
  }
}
