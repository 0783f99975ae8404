/**
 * The one grid: offset, bits, name, value, label and notes, the same in command line, documentation and viewer.
 *
 * Offsets are bytes; a bit inside the byte stands behind a point, counted as the layout's byte order counts bits.
 */
import { byteOf } from "../bits/index.js";
import { printable } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";
import type { Inspection, InspectionNode } from "../layout/index.js";

/** What a piece of a row is, for whoever colours it. */
export type Role = "title" | "offset" | "name" | "value" | "label" | "note" | "reserved";

export interface GridOptions {
  /** First line; the layout's name and size when absent. */
  readonly title?: string | undefined;
  /** Hides reserved rows that are zero. */
  readonly brief?: boolean | undefined;
  /** Words beside a number: `2^24`, `100 Gb/s`. */
  readonly words?: ((node: InspectionNode, siblings: readonly InspectionNode[]) => string | undefined) | undefined;
  /** Colours a piece of text; plain when absent. */
  readonly paint?: ((text: string, role: Role) => string) | undefined;
  /** Bytes of one run to print; the rest is counted. 64 when absent. */
  readonly mostBytes?: number | undefined;
}

interface Row {
  readonly offset: string;
  readonly width: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly reserved: boolean;
}

/**
 * The grid of an inspection, lines ending in `\n`.
 *
 * @example
 * formatGrid(QueryHcaCapIn.inspect(bytes), { title: "mlx5 QUERY_HCA_CAP request, 16 bytes" });
 * @throws FwctlFault `kind` for anything that inspect does not give.
 */
export function formatGrid(inspection: Inspection, options: GridOptions = {}): string {
  if (!Array.isArray(inspection?.children)) throw wrongKind("grid", "what inspect gives", inspection);
  const rows: Row[] = [];
  addRows(rows, inspection.children, 0, options, offsetDigits(inspection.size));
  const nameWidth = widest(rows, "name");
  const offsetWidth = widest(rows, "offset");
  const valueWidth = Math.min(18, widest(rows, "value"));
  const bitsWidth = Math.max(2, widest(rows, "width"));
  const paint = options.paint ?? ((text: string): string => text);
  const title = options.title ?? `${inspection.name}, ${inspection.size} bytes`;
  const lines = [paint(title, "title")];
  for (const row of rows) {
    const head = `  ${paint(row.offset.padEnd(offsetWidth), "offset")}  ${row.width.padStart(bitsWidth)}  `;
    const name = paint(row.name.padEnd(nameWidth), row.reserved ? "reserved" : "name");
    const value = paint(row.value.padEnd(row.label === "" ? 0 : valueWidth), "value");
    const label = row.label === "" ? "" : `   ${paint(row.label, row.label.startsWith("!") ? "note" : "label")}`;
    lines.push(`${head}${name}   ${value}${label}`.trimEnd());
  }
  return `${lines.join("\n")}\n`;
}

/** Not `Math.max(...)`: a capture may have more rows than a call takes arguments. */
const widest = (rows: readonly Row[], column: "name" | "offset" | "value" | "width"): number =>
  rows.reduce((most, row) => Math.max(most, row[column].length), 0);

const offsetDigits = (size: number): number => Math.max(2, Math.max(size - 1, 0).toString(16).length);

function addRows(
  rows: Row[],
  nodes: readonly InspectionNode[],
  depth: number,
  options: GridOptions,
  digits: number,
): void {
  for (const node of nodes) {
    if (options.brief === true && isQuiet(node)) continue;
    if (node.kind === "bytes" || (node.kind === "reserved" && node.raw.length > 32)) {
      addByteRows(rows, node, nodes, depth, options, digits);
    } else {
      rows.push(rowOf(node, nodes, depth, options, digits));
    }
    addRows(rows, node.children, depth + 1, options, digits);
  }
}

const isQuiet = (node: InspectionNode): boolean =>
  node.kind === "reserved" && node.notes.length === 0 && /^0*$/.test(node.raw);

function offsetText(bit: number, digits: number): string {
  const byte = `0x${byteOf(bit).toString(16).padStart(digits, "0")}`;
  return (bit & 7) === 0 ? byte : `${byte}.${bit & 7}`;
}

function rowOf(
  node: InspectionNode,
  siblings: readonly InspectionNode[],
  depth: number,
  options: GridOptions,
  digits: number,
): Row {
  const words = options.words?.(node, siblings);
  const parts = [node.label, words, ...node.notes.map((note) => `! ${noteText(note.message, node.path)}`)];
  return {
    offset: offsetText(node.bitOffset, digits),
    width: node.width.toString(),
    name: `${"  ".repeat(depth)}${node.name}`,
    value: valueText(node),
    label: parts.filter((part) => part !== undefined && part !== "").join("; "),
    reserved: node.kind === "reserved",
  };
}

/** The path stands in the row already. */
function noteText(message: string, path: string): string {
  return message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

function valueText(node: InspectionNode): string {
  if (node.kind === "missing") return "missing";
  if (node.kind === "reserved") return node.raw === "" ? "" : `0x${node.raw}`;
  if (typeof node.value === "string") return quoted(node.value);
  return node.raw === "" ? "" : `0x${node.raw}`;
}

/** Text from a device may hold what a terminal obeys; JSON leaves some of that as it is. */
const quoted = (text: string): string => printable(JSON.stringify(text));

/** Sixteen bytes a row. */
function addByteRows(
  rows: Row[],
  node: InspectionNode,
  siblings: readonly InspectionNode[],
  depth: number,
  options: GridOptions,
  digits: number,
): void {
  const most = (options.mostBytes ?? 64) * 2;
  const zero = /^0*$/.test(node.raw);
  const shown = zero ? Math.min(node.raw.length, 32) : Math.min(node.raw.length, most);
  const first = rowOf(node, siblings, depth, options, digits);
  const chunks = Math.max(1, Math.ceil(shown / 32));
  for (let index = 0; index < chunks; index += 1) {
    const text = node.raw.slice(index * 32, Math.min((index + 1) * 32, shown));
    const value = text.replace(/(..)(?=.)/g, "$1 ");
    if (index === 0) rows.push({ ...first, value });
    else
      rows.push({
        ...first,
        offset: offsetText(node.bitOffset + index * 128, digits),
        width: "",
        name: "",
        value,
        label: "",
      });
  }
  const left = (node.raw.length - shown) / 2;
  if (left > 0) {
    const what = zero ? `${left} more bytes, all zero` : `${left} more bytes`;
    rows.push({ ...first, offset: "", width: "", name: "", value: what, label: "" });
  }
}
