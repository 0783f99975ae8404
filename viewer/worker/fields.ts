/** A side of an exchange as rows of the field tree. */
import type { Side as ReadSide } from "../../reading/reading.js";
import { wordsOf } from "../../reading/words.js";
import type { Family } from "../../src/catalog/index.js";
import type { InspectionNode } from "../../src/layout/index.js";
import type { Field } from "../protocol.js";
import { type Place, placeOf, rootPlace } from "./field-types.js";

/** Says where a struct comes from. */
export type SourceOf = (family: string | undefined, struct: string | undefined) => string;

/** Most rows of one side; hostile counts must not fill the memory of the page. */
const mostRows = 100_000;

/** Digits of a value that a row shows. */
const mostDigits = 64;

interface Walk {
  readonly rows: MutableField[];
  readonly family: string | undefined;
  readonly sourceOf: SourceOf;
  readonly words: ReturnType<typeof wordsOf>;
  readonly side: number;
}

type MutableField = { -readonly [key in keyof Field]: Field[key] };

/** Adds the rows of a side: one for itself, then its fields. */
export function addSide(
  rows: MutableField[],
  read: ReadSide,
  at: { readonly side: number; readonly sides: number },
  family: Family | undefined,
  sourceOf: SourceOf,
): void {
  const walk: Walk = { rows, family: family?.name, sourceOf, words: wordsOf(family?.name), side: at.side };
  const layout = read.struct === undefined ? undefined : family?.layouts.get(read.struct);
  const place = rootPlace(layout ?? layoutOf(read, family));
  const root = rows.length;
  rows.push({
    ...blankField,
    side: at.side,
    level: 1,
    parent: -1,
    position: at.side + 1,
    siblings: at.sides,
    name: read.title,
    path: read.tree.path,
    width: read.bytes.length * 8,
    kind: "side",
    notes: [],
    type: place.type,
    source: sourceOf(walk.family, place.owner),
  });
  addNodes(walk, read.tree.children, place, root, 2);
  const row = rows[root];
  if (row !== undefined) row.end = rows.length;
}

const blankField: Field = {
  side: 0,
  level: 1,
  parent: -1,
  end: 0,
  position: 1,
  siblings: 1,
  name: "",
  path: "",
  bit: 0,
  width: 0,
  kind: "field",
  value: "",
  label: "",
  notes: [],
  type: "",
  source: "",
  reserved: false,
  quiet: false,
};

const layoutOf = (read: ReadSide, family: Family | undefined) => family?.layouts.get(read.tree.name);

function addNodes(walk: Walk, nodes: readonly InspectionNode[], around: Place, parent: number, level: number): void {
  for (const [index, node] of nodes.entries()) {
    if (walk.rows.length >= mostRows) return;
    const place = placeOf(node, around);
    const at = walk.rows.length;
    walk.rows.push({
      side: walk.side,
      level,
      parent,
      end: at + 1,
      position: index + 1,
      siblings: nodes.length,
      name: node.name,
      path: node.path,
      bit: node.bitOffset,
      width: node.width,
      kind: node.kind,
      value: valueText(node),
      label: [node.label, walk.words(node, nodes)].filter((word) => word !== undefined && word !== "").join("; "),
      notes: node.notes.map((one) => withoutPath(one.message, node.path)),
      type: place.type,
      source: walk.sourceOf(walk.family, place.owner),
      reserved: node.kind === "reserved",
      quiet: node.kind === "reserved" && node.notes.length === 0 && /^0*$/.test(node.raw),
    });
    addNodes(walk, node.children, place, at, level + 1);
    const row = walk.rows[at];
    if (row !== undefined) row.end = walk.rows.length;
  }
}

/** The row's name says where it is. */
const withoutPath = (message: string, path: string): string =>
  message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;

/** What stands in the value column. */
export function valueText({ kind, value, raw }: InspectionNode): string {
  if (kind === "missing") return "missing";
  if (typeof value === "string") return JSON.stringify(value);
  if (kind === "bytes" || raw.length > mostDigits) {
    const shown = raw.slice(0, mostDigits).replace(/(..)(?=.)/g, "$1 ");
    return raw.length > mostDigits ? `${shown} … (${raw.length / 2} bytes)` : shown;
  }
  return raw === "" ? "" : `0x${raw}`;
}

export type { MutableField };
