/**
 * The row of a reply that holds its status, by the name that the status has: a driver's own code (mlx5 0xfe with its syndrome,
 * bnxt -errno) has one although the device's enumeration knows none.
 */
import type { Inspection } from "../layout/index.js";
import type { RpcStatus } from "./protocol.js";

/** Labels the row and takes its note back, where the layout found no name. */
export function statusLabelled(tree: Inspection, field: string | undefined, status: RpcStatus | undefined): Inspection {
  const name = status?.name;
  const row = tree.children.find((one) => one.name === field);
  if (name === undefined || row === undefined || !row.notes.some(isUnnamed)) return tree;
  const kept = row.notes.filter((one) => !isUnnamed(one));
  return {
    ...tree,
    notes: tree.notes.filter((one) => kept.includes(one) || !row.notes.includes(one)),
    children: tree.children.map((one) => (one === row ? { ...one, label: name, notes: kept } : one)),
  };
}

const isUnnamed = ({ code }: { readonly code: string }): boolean => code === "unknown-enum";
