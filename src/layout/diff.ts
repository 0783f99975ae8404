/** Which fields differ between two readings of one layout. */
import type { InspectionNode, InspectOptions } from "./inspection.js";
import type { Layout } from "./layout.js";
import type { FieldValue } from "./value.js";

export interface Difference {
  readonly path: string;
  /** From the first bit of the layout. */
  readonly bitOffset: number;
  readonly width: number;
  /** Absent on the side that has no such field (shorter bytes, another arm of a union). */
  readonly a: FieldValue | undefined;
  readonly b: FieldValue | undefined;
  readonly labelA: string | undefined;
  readonly labelB: string | undefined;
}

/**
 * The fields that differ, by path, in the order they stand. Reserved fields and tails count.
 *
 * @example
 * diff(QueryHcaCapOut, before, after).map((one) => `${one.path}: ${one.a} -> ${one.b}`);
 */
export function diff(layout: Layout<object>, a: Uint8Array, b: Uint8Array, options?: InspectOptions): Difference[] {
  const left = leaves(layout.inspect(a, options));
  const right = leaves(layout.inspect(b, options));
  const found: Difference[] = [];
  for (const [path, node] of left) {
    const other = right.get(path);
    if (other === undefined || other.raw !== node.raw) found.push(difference(path, node, other));
  }
  for (const [path, node] of right) if (!left.has(path)) found.push(difference(path, undefined, node));
  return found.sort((x, y) => x.bitOffset - y.bitOffset);
}

function difference(path: string, a: InspectionNode | undefined, b: InspectionNode | undefined): Difference {
  return {
    path,
    bitOffset: a?.bitOffset ?? b?.bitOffset ?? 0,
    width: a?.width ?? b?.width ?? 0,
    a: a?.value,
    b: b?.value,
    labelA: a?.label,
    labelB: b?.label,
  };
}

function leaves(root: InspectionNode): Map<string, InspectionNode> {
  const found = new Map<string, InspectionNode>();
  const pending: InspectionNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const inner = node.children.filter((child) => child.kind !== "part");
    const own = ownPart(node);
    if (inner.length === 0) {
      if (node !== root) found.set(node.path, node);
    } else {
      if (own !== undefined) found.set(node.path, own);
      for (let index = inner.length - 1; index >= 0; index -= 1) {
        const child = inner[index];
        if (child !== undefined) pending.push(child);
      }
    }
  }
  return found;
}

/** What a reserved row holds in front of the list below it, which is compared record by record. */
export function ownPart(node: InspectionNode): InspectionNode | undefined {
  const [list] = node.children;
  if (node.kind !== "reserved" || list === undefined) return undefined;
  return { ...node, raw: node.raw.slice(0, (list.bitOffset - node.bitOffset) / 4) };
}
