/** Redaction of one side of an exchange: every field of the decoded tree that tells whose device it is. */
import { byteOf } from "../bits/index.js";
import type { Family } from "../catalog/index.js";
import { isFwctlFault, type Note, note } from "../fault/index.js";
import { type Inspection, type InspectionNode, type Layout, set } from "../layout/index.js";
import { kindOfField, type RedactKind } from "./redact-names.js";

/** One value that was replaced. */
export interface Removal {
  readonly kind: RedactKind;
  /** `in`, `out`, or `text` for the words of the recorder. */
  readonly where: "in" | "out" | "text";
  /** The field, or the key. */
  readonly path: string;
}

/** What gathers while a record is redacted. */
export interface Findings {
  readonly removed: Removal[];
  readonly notes: Note[];
}

/** What to remove, and by what. */
export interface RedactRules {
  readonly kinds: ReadonlySet<RedactKind>;
  /** Bytes without a layout are zeroed. */
  readonly zero: boolean;
  /** A number for each value, always the same for the same one. */
  readonly number: (kind: RedactKind, value: string) => number;
}

/** One side with its tree. */
export interface Side {
  readonly bytes: Uint8Array;
  readonly tree: Inspection;
  readonly where: "in" | "out";
  readonly family: Family;
  readonly context: { readonly hostOrder: "be" | "le"; readonly request?: object | undefined };
}

/** The bytes of a side with its identities replaced, in a copy. */
export function redactSide(rules: RedactRules, side: Side, findings: Findings): Uint8Array {
  const bytes = side.bytes.slice();
  const layout = side.family.layouts.get(side.tree.name);
  if (layout === undefined) return bytes;
  // Bytes behind the data, which the driver counted too many (CXL).
  const behind = bytes.subarray(byteOf(side.tree.bitOffset + side.tree.width));
  let undescribed = behind.some((byte) => byte !== 0) ? behind.length : 0;
  if (rules.zero) behind.fill(0);
  const open = openFields(layout);
  const isUndescribed = (node: InspectionNode): boolean =>
    node.name.startsWith("@") || (open.has(node.name) && node.children.every((child) => child.kind !== "struct"));
  for (const leaf of leaves(side.tree, isUndescribed)) {
    if (isUndescribed(leaf)) {
      undescribed += Math.ceil(leaf.width / 8);
      if (rules.zero) bytes.fill(0, byteOf(leaf.bitOffset), byteOf(leaf.bitOffset + leaf.width));
    } else {
      redactLeaf(rules, side, layout, bytes, leaf, findings);
    }
  }
  if (undescribed > 0) {
    const what = `${undescribed} bytes are described by no layout and were ${rules.zero ? "zeroed" : "kept"}`;
    findings.notes.push(note({ code: "selector", path: side.tree.name, what }));
  }
  return bytes;
}

function redactLeaf(
  rules: RedactRules,
  side: Side,
  layout: Layout,
  bytes: Uint8Array,
  leaf: InspectionNode,
  findings: Findings,
): void {
  const path = leaf.path.slice(side.tree.name.length + 1);
  const kind = kindOfField(path, leaf.value);
  if (kind === undefined || !rules.kinds.has(kind) || /^0*$/.test(leaf.raw)) return;
  const substitute = substituteOf(leaf, kind, rules.number(kind, leaf.raw));
  try {
    set(layout, bytes, path, substitute, side.context);
    findings.removed.push({ kind, where: side.where, path: leaf.path });
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    findings.notes.push(
      note({ code: "selector", path: leaf.path, what: `${kind} could not be replaced and was kept` }),
    );
  }
}

/** Fields and elements without members, and whole what nobody describes; named bit ranges of a number are the number once more. */
function* leaves(node: InspectionNode, isUndescribed: (node: InspectionNode) => boolean): Generator<InspectionNode> {
  const children = node.children.filter((child) => child.kind !== "part");
  const whole = children.length === 0 || isUndescribed(node);
  if (whole && node.kind !== "missing" && node.width > 0) yield node;
  if (!whole) for (const child of children) yield* leaves(child, isUndescribed);
}

/** Layouts nest at most this deep before a field whose record something else chooses. */
const deepest = 4;

/** Names of the fields whose record depends on the exchange (a register's data, a feature's): bytes when nobody has described it. */
function openFields(layout: Layout<object>, depth = 0): ReadonlySet<string> {
  const names = new Set<string>();
  for (const field of layout.definition.fields) {
    const nested = field.layout === undefined ? undefined : layout.scope.layout(field.layout);
    if (field.select !== undefined && field.open !== undefined) names.add(field.name);
    if (nested !== undefined && depth < deepest) for (const name of openFields(nested, depth + 1)) names.add(name);
  }
  return names;
}

/** A value of the same kind and width that says which one it stands for. */
function substituteOf(leaf: InspectionNode, kind: RedactKind, count: number): unknown {
  const { value, width } = leaf;
  if (typeof value === "number") return width >= 32 ? count : count % 2 ** width || 1;
  if (typeof value === "bigint") return BigInt(count);
  if (typeof value === "string") {
    return kind === "mac"
      ? `02:00:${[24, 16, 8, 0].map((bit) => twoDigits(count >>> bit)).join(":")}`
      : `${kind}${count}`.slice(0, width / 8);
  }
  const bytes = new Uint8Array(Math.ceil(width / 8));
  for (let index = bytes.length - 1, rest = count; index >= 0 && rest > 0; index -= 1, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  return bytes;
}

const twoDigits = (byte: number): string => (byte & 0xff).toString(16).padStart(2, "0");
