/** Every layout of every family, loaded at run time, and what sweeps over all of them share. */
import { type FwctlFault, isFwctlFault } from "../../src/fault/index.js";
import type { Inspection, InspectionNode, Layout } from "../../src/layout/index.js";
import { runTimeSchema } from "./run-time.js";

export const families: readonly string[] = ["uapi", "mlx5", "cxl", "pds", "bnxt"];

export function layoutsOf(family: string): readonly Layout[] {
  return [...runTimeSchema(family).layouts.values()];
}

/** The fault that an attempt ends in, `undefined` when it ends well. Any other error is a failure of the test. */
export function faultOf(attempt: () => unknown): FwctlFault | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (isFwctlFault(error)) return error;
    throw error;
  }
}

/** The result of an attempt, `undefined` when it ends in a fault. */
export function unlessFault<Result>(attempt: () => Result): Result | undefined {
  let result: Result | undefined;
  faultOf(() => {
    result = attempt();
  });
  return result;
}

/** All nodes of a tree, parents first. */
export function nodesOf(tree: Inspection): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const pending: InspectionNode[] = [...tree.children];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    nodes.push(node);
    pending.unshift(...node.children);
  }
  return nodes;
}

/** The digits of bytes, which say more in a failure than a list of numbers. */
export const digits = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Runs `check` over every layout; what is wrong is told by the layout's name, at most twenty at a time. */
export function sweep(layouts: readonly Layout[], check: (layout: Layout) => Iterable<string>): string[] {
  const wrong: string[] = [];
  for (const layout of layouts) {
    for (const what of check(layout)) {
      if (wrong.length >= 20) return wrong;
      wrong.push(`${layout.name}: ${what}`.slice(0, 500));
    }
  }
  return wrong;
}
