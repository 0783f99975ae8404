/** The nodes of an inspection: one field, one run of bytes, or a container, each with what is surprising about it. */
import { byteOf, readBytes, readRun, toHex } from "../bits/index.js";
import { type FaultFacts, type Note, note } from "../fault/index.js";
import type { InspectionNode } from "./inspection.js";
import { labelsOf } from "./labels.js";
import { type PlanField, planLabels } from "./plan.js";
import { holds } from "./reference.js";
import { isZero, readScalar } from "./scalar.js";
import { endianOf, endianOfPlan, pathOf, type Scope } from "./scope.js";
import type { FieldValue } from "./value.js";

export interface Walk {
  readonly notes: Note[];
  readonly most: number;
  /** Set when the bytes ended inside a field. */
  cut: boolean;
  /** The arm that ends the layout, where a union does. */
  arm?: string;
}

/** Shared by all nodes that have no notes or no children; never written to. */
export const none: never[] = [];

export function container(
  name: string,
  path: string,
  kind: "struct" | "union" | "array",
  bitOffset: number,
  width: number,
  children: readonly InspectionNode[],
): InspectionNode {
  return { name, path, bitOffset, width, kind, raw: "", value: undefined, label: undefined, notes: [], children };
}

export function add(walk: Walk, facts: FaultFacts): Note {
  const made = note(facts);
  walk.notes.push(made);
  return made;
}

export function fieldNode(walk: Walk, scope: Scope, field: PlanField, bit: number, index: number): InspectionNode {
  const path = pathOf(scope, field, index);
  const value = readScalar(scope, field, bit);
  const width = field.bits;
  const raw = rawDigits(scope, field, bit, value);
  const name = index < 0 ? field.name : `[${index}]`;
  if (field.reserved) {
    const notes = reservedNotes(walk, scope, path, bit, width, raw);
    return { name, path, bitOffset: bit, width, kind: "reserved", raw, value, label: undefined, notes, children: none };
  }
  const { labels, definition } = field;
  const plain = labels.length === 0 && definition.constant === undefined && definition.valid === undefined;
  const base: Base = { path, bitOffset: bit, width, value };
  const notes: Note[] = plain ? none : [];
  const label = plain ? undefined : labelAndNotes(walk, scope, field, base, notes);
  const children = definition.parts === undefined ? none : partNodes(scope, field, base);
  return { name, path, bitOffset: bit, width, kind: "field", raw, value, label, notes, children };
}

function reservedNotes(walk: Walk, scope: Scope, path: string, bit: number, width: number, raw: string): Note[] {
  if (isZero(scope.data, bit, bit + width, endianOfPlan(scope.plan, scope.host))) return none;
  const digits = raw.replace(/^0+(?=.)/, "");
  const received = `0x${digits.length > 32 ? `${digits.slice(0, 32)}...` : digits}`;
  return [add(walk, { code: "reserved", path, byteOffset: byteOf(bit), bitOffset: bit, width, received })];
}

interface Base {
  readonly path: string;
  readonly bitOffset: number;
  readonly width: number;
  readonly value: FieldValue;
}

/** Label of a value, with notes for an unnamed value, a constant that differs, and a field that means nothing here. */
function labelAndNotes(walk: Walk, scope: Scope, field: PlanField, base: Base, notes: Note[]): string | undefined {
  const { value, path } = base;
  const at = { path, byteOffset: byteOf(base.bitOffset), bitOffset: base.bitOffset, width: base.width };
  const { constant, valid } = field.definition;
  const zero = isZero(scope.data, base.bitOffset, base.bitOffset + base.width, endianOf(field, scope.host));
  if (valid !== undefined && !zero && !valid.every((condition) => holds(scope, condition))) {
    const names = valid.map((condition) => condition.field).join(", ");
    notes.push(note({ code: "selector", ...at, what: `not valid here, as ${names} says` }));
  }
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  if (constant !== undefined && BigInt(constant) !== BigInt(value)) {
    notes.push(
      add(walk, {
        code: "mismatch",
        ...at,
        expected: constant,
        received: value,
        what: `expected ${constant}, found ${value}. Value kept`,
      }),
    );
  }
  if (field.labels.length === 0) return undefined;
  const { text, unnamed } = labelsOf(field.labels, value, scope);
  for (const name of unnamed) notes.push(add(walk, { code: "unknown-enum", ...at, expected: name, received: value }));
  return text;
}

/** Named bit ranges inside a number. */
function partNodes(scope: Scope, field: PlanField, base: Base): InspectionNode[] {
  const { value } = base;
  if (typeof value !== "number" && typeof value !== "bigint") return none;
  return (field.definition.parts ?? []).map((part) => {
    const bits = (BigInt(value) >> BigInt(part.lsb)) & ((1n << BigInt(part.bits)) - 1n);
    const { text } = labelsOf(planLabels(part.labels ?? [], scope.plan.scope), bits, scope);
    const big = endianOf(field, scope.host) === "be";
    return {
      name: part.name,
      path: `${base.path}.${part.name}`,
      bitOffset: base.bitOffset + (big ? field.bits - part.lsb - part.bits : part.lsb),
      width: part.bits,
      kind: "part",
      raw: bits.toString(16).padStart(Math.ceil(part.bits / 4), "0"),
      value: part.bits > 32 ? bits : Number(bits),
      label: text,
      notes: [],
      children: [],
    };
  });
}

/** The digits of a number, most significant first; of text and bytes, in the order they stand. */
function rawDigits(scope: Scope, field: PlanField, bit: number, value: FieldValue): string {
  const endian = endianOf(field, scope.host);
  if (field.definition.kind !== "uint") return toHex(readRun(scope.data, bit, field.bits, endian));
  if (field.bits > 64) return toHex(readBytes(scope.data, bit, field.bits, endian));
  const digits = typeof value === "bigint" || typeof value === "number" ? value.toString(16) : "";
  return digits.padStart(Math.ceil(field.bits / 4), "0");
}

export function bytesNode(
  walk: Walk,
  scope: Scope,
  name: string,
  from: number,
  to: number,
  kind: "bytes" | "reserved",
  notes: Note[],
): InspectionNode {
  const bytes = readRun(scope.data, from, Math.max(0, to - from), endianOfPlan(scope.plan, scope.host));
  const path = pathOf(scope, name);
  const node = { ...container(name, path, "struct", from, to - from, []), kind, raw: toHex(bytes), value: bytes };
  if (kind === "reserved") return { ...node, notes: reservedNotes(walk, scope, path, from, to - from, node.raw) };
  return { ...node, notes };
}
