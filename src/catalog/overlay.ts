/**
 * A header over a request's own layout: mlx5's driver writes `uid` into bytes 2 and 3 of every request, though most request
 * structs call them reserved. Layouts keep the kernel's names; here those bits are neither a key nor a violation.
 */
import { dataView, readNumber, writeNumber } from "../bits/index.js";
import type { Inspection, InspectionNode, Layout } from "../layout/index.js";
import type { HeaderOverlay } from "./protocol.js";

/** The request as its own layout should see it: the overlaid bits are zero where the layout calls them reserved. */
export function withoutOverlay(
  layout: Layout<object>,
  bytes: Uint8Array,
  overlay: HeaderOverlay | undefined,
): Uint8Array {
  if (overlay === undefined || bytes.length * 8 < overlay.bitOffset + overlay.width) return bytes;
  const field = layout.definition.fields.find((one) => one.offset === overlay.bitOffset);
  if (field?.reserved !== true || field.bits !== overlay.width) return bytes;
  if (readNumber(dataView(bytes), overlay.bitOffset, overlay.width, "be") === 0) return bytes;
  const copy = bytes.slice();
  writeNumber(dataView(copy), overlay.bitOffset, overlay.width, "be", 0);
  return copy;
}

/** Labels the overlaid row and takes its note back. */
export function overlaid(tree: Inspection, overlay: HeaderOverlay | undefined): Inspection {
  if (overlay === undefined) return tree;
  const row = tree.children.find((one) => isOverlaid(one, overlay));
  if (row === undefined) return tree;
  return {
    ...tree,
    notes: tree.notes.filter((note) => !row.notes.includes(note)),
    children: tree.children.map((one) => (one === row ? { ...one, label: overlay.name, notes: [] } : one)),
  };
}

const isOverlaid = (node: InspectionNode, overlay: HeaderOverlay): boolean =>
  node.bitOffset === overlay.bitOffset && node.width === overlay.width && node.kind === "reserved";
