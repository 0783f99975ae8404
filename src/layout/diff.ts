/** Which fields differ between two readings of one layout. */
import { inspectLayout } from "./inspect.js";
import { inFrontOfList } from "./inspect-overlay.js";
import type { InspectionNode, InspectOptions } from "./inspection.js";
import type { Layout } from "./layout.js";
import { planOf, requireBytes } from "./region.js";
import { type FieldValue, tailKey } from "./value.js";

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
  const plan = planOf(layout);
  const [before, after] = [requireBytes(plan.name, a), requireBytes(plan.name, b)];
  const left = leaves(inspectLayout(plan, before, options));
  const right = leaves(inspectLayout(plan, after, options));
  const found: Difference[] = [];
  for (const [key, node] of left) {
    const other = right.get(key);
    if (other === undefined || other.raw !== node.raw) found.push(difference(node, other));
  }
  for (const [key, node] of right) if (!left.has(key)) found.push(difference(undefined, node));
  const rest = unusedRest(plan.name, before, after);
  const told = rest === undefined || found.some(({ bitOffset, width }) => bitOffset + width > rest.bitOffset);
  return (told ? found : [...found, rest]).sort((x, y) => x.bitOffset - y.bitOffset);
}

/** What the longer bytes have behind the others: zeros that no field covers (of a union at the end) make a length too. */
function unusedRest(name: string, a: Uint8Array, b: Uint8Array): Difference | undefined {
  if (a.length === b.length) return undefined;
  const end = Math.min(a.length, b.length);
  const rest = (bytes: Uint8Array): Uint8Array | undefined => (bytes.length > end ? bytes.subarray(end) : undefined);
  const width = (Math.max(a.length, b.length) - end) * 8;
  const path = `${name}.${tailKey}`;
  return { path, bitOffset: end * 8, width, a: rest(a), b: rest(b), labelA: undefined, labelB: undefined };
}

function difference(a: InspectionNode | undefined, b: InspectionNode | undefined): Difference {
  return {
    path: a?.path ?? b?.path ?? "",
    bitOffset: a?.bitOffset ?? b?.bitOffset ?? 0,
    width: a?.width ?? b?.width ?? 0,
    a: a?.value,
    b: b?.value,
    labelA: a?.label,
    labelB: b?.label,
  };
}

/** By path; a path that stands for several runs of bytes keeps each of them. */
function leaves(root: InspectionNode): Map<string, InspectionNode> {
  const found = new Map<string, InspectionNode>();
  const pending: InspectionNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const inner = node.children.filter((child) => child.kind !== "part");
    const own = inFrontOfList(node);
    if (inner.length === 0) {
      if (node !== root) found.set(keyAmong(found, node.path), node);
    } else {
      if (own !== undefined) found.set(keyAmong(found, node.path), own);
      for (let index = inner.length - 1; index >= 0; index -= 1) {
        const child = inner[index];
        if (child !== undefined) pending.push(child);
      }
    }
  }
  return found;
}

function keyAmong(found: ReadonlyMap<string, unknown>, path: string): string {
  let key = path;
  for (let again = 2; found.has(key); again += 1) key = `${path} ${again}`;
  return key;
}
