/** What the library says of an exchange, in the dissector's words: one `path = value (label)` for each value. */
import { toHex } from "../../src/bits/index.js";
import type { RpcRecord } from "../../src/capture/index.js";
import { type Catalog, inspectRpc } from "../../src/catalog/index.js";
import type { Inspection, InspectionNode } from "../../src/layout/index.js";

const mostTextBytes = 1024;

function bytesText(bytes: Uint8Array, isField: boolean): string {
  if (isField || bytes.length <= mostTextBytes) return toHex(bytes);
  return `${toHex(bytes.subarray(0, mostTextBytes))}... (${bytes.length} bytes)`;
}

/** Printable ASCII as it is, everything else as \xNN. */
function plainText(text: string): string {
  return text.replace(/[^ -~]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function valueText({ value, kind }: InspectionNode): string {
  if (value instanceof Uint8Array) return bytesText(value, kind === "field");
  return typeof value === "string" ? plainText(value) : String(value);
}

/** Every value of a tree in the order of the walk. Reserved bits and what is missing have none. */
export function valuesOf(node: InspectionNode): string[] {
  const own = node.kind === "field" || node.kind === "part" || node.kind === "bytes";
  const label = node.label === undefined ? "" : ` (${node.label})`;
  const line = own ? [`${node.path} = ${valueText(node)}${label}`] : [];
  return [...line, ...node.children.flatMap(valuesOf)];
}

/** The two sides of an exchange. */
export function expectedSides(catalog: Catalog, record: RpcRecord): string[][] {
  if (record.deviceType === undefined || record.in === undefined) return [];
  const { deviceType, scope, out, outLength, errno, byteOrder } = record;
  const tree = inspectRpc(catalog, { deviceType, scope, in: record.in, out, outLength, errno, hostOrder: byteOrder });
  const sides: (Inspection | undefined)[] = [tree.requestTree];
  if (out !== undefined || outLength !== undefined || errno !== undefined) sides.push(tree.responseTree);
  return sides.map((side) => (side === undefined ? [] : valuesOf(side)));
}
