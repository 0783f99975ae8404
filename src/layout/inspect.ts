/**
 * Inspect: bytes to a tree that says everything: where each field stands, its raw digits, value, label and notes.
 * It never throws; a truncated input yields the part that is there, and says what is missing.
 */
import { dataView, readBigint, readBytes, toHex } from "../bits/index.js";
import { type FaultFacts, type Note, note } from "../fault/index.js";
import { remainder, truncation } from "./decode.js";
import {
  type Elements,
  elementsOf,
  member,
  type Payload,
  payloadChosen,
  payloadOf,
  payloadRecords,
  runArm,
} from "./elements.js";
import { labelsOf } from "./labels.js";
import type { DecodeContext } from "./layout.js";
import { type Plan, type PlanField, planLabels } from "./plan.js";
import { isZero, readScalar } from "./scalar.js";
import { endianOf, fieldAt, holds, innerScope, pathOf, rootScope, type Scope, select } from "./scope.js";
import { type FieldValue, padKey, tailKey } from "./value.js";

export interface InspectOptions extends DecodeContext {
  /** Elements of one array to show; the rest is one node of bytes with a note. 65,536 when absent. */
  readonly mostElements?: number | undefined;
}

/** One field, struct, array, element or run of bytes. */
export interface InspectionNode {
  readonly name: string;
  /** The way from the layout: `query_hca_cap_out.capability.odp_cap.sig`. */
  readonly path: string;
  /** From the first bit of the layout. */
  readonly bitOffset: number;
  /** Bits covered. */
  readonly width: number;
  readonly kind: "field" | "reserved" | "struct" | "union" | "array" | "part" | "bytes" | "missing";
  /** Hexadecimal digits of the number or bytes, padded to the width, without `0x`. Empty for structs and arrays. */
  readonly raw: string;
  readonly value: FieldValue | undefined;
  readonly label: string | undefined;
  readonly notes: readonly Note[];
  readonly children: readonly InspectionNode[];
}

export interface Inspection extends InspectionNode {
  /** Bytes that were looked at. */
  readonly size: number;
}

interface Walk {
  readonly notes: Note[];
  readonly most: number;
  /** Set when the bytes ended inside a field. */
  cut: boolean;
}

const defaultMost = 65_536;

/** Inspects bytes as one layout. */
export function inspectLayout(plan: Plan, bytes: Uint8Array, options?: InspectOptions): Inspection {
  const scope = rootScope(plan, dataView(bytes), 0, bytes.length, options);
  const walk: Walk = { notes: [], most: options?.mostElements ?? defaultMost, cut: false };
  const children = plan.union ? [unionBytes(walk, scope)] : inspectFields(walk, scope);
  if (!walk.cut) children.push(...inspectRest(walk, scope, bytes));
  return {
    ...container(plan.name, plan.name, "struct", 0, bytes.length * 8, children),
    notes: walk.notes,
    size: bytes.length,
  };
}

function container(
  name: string,
  path: string,
  kind: "struct" | "union" | "array",
  bitOffset: number,
  width: number,
  children: readonly InspectionNode[],
): InspectionNode {
  return { name, path, bitOffset, width, kind, raw: "", value: undefined, label: undefined, notes: [], children };
}

function unionBytes(walk: Walk, scope: Scope): InspectionNode {
  const stop = scope.plan.open ? scope.end : Math.min(scope.end, scope.start + scope.plan.bits);
  scope.next = stop;
  return bytesNode(walk, scope, "@0", scope.start, stop, "bytes", []);
}

/** Padding and tail, each with a note. */
function inspectRest(walk: Walk, scope: Scope, bytes: Uint8Array): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const { pad, tail } = remainder(scope, 0, bytes.length);
  if (pad !== 0) nodes.push(padNode(walk, scope, pad));
  if (tail !== undefined && tail.length > 0) {
    const from = bytes.length - tail.length;
    const what = `${tail.length} bytes behind the layout, which ends at 0x${from.toString(16)}. Kept`;
    const found = add(walk, {
      code: "trailing",
      path: scope.plan.name,
      byteOffset: from,
      width: tail.length * 8,
      what,
    });
    nodes.push(bytesNode(walk, scope, tailKey, from * 8, bytes.length * 8, "bytes", [found]));
  }
  return nodes;
}

function padNode(walk: Walk, scope: Scope, pad: number): InspectionNode {
  const width = 8 - (scope.next & 7);
  const path = pathOf(scope, padKey);
  const facts = { path, byteOffset: scope.next >> 3, bitOffset: scope.next, width, received: pad };
  const found = add(walk, { code: "reserved", ...facts });
  return {
    ...container(padKey, path, "struct", scope.next, width, []),
    kind: "reserved",
    raw: pad.toString(16),
    value: pad,
    notes: [found],
  };
}

function add(walk: Walk, facts: FaultFacts): Note {
  const made = note(facts);
  walk.notes.push(made);
  return made;
}

function inspectFields(walk: Walk, scope: Scope): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  scope.next = scope.start;
  for (const field of scope.plan.fields) {
    const bit = scope.start + field.offset + scope.shift;
    if (!inspectField(walk, scope, field, bit, nodes)) break;
  }
  return nodes;
}

/** Adds the nodes of one field; false when the bytes ended inside it. */
function inspectField(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  if (field.open) return inspectOpen(walk, scope, field, bit, into);
  if (field.nested?.plan.union === true && field.count < 0) return inspectUnion(walk, scope, field, bit, into);
  if (field.nested !== undefined && field.count < 0) return inspectNested(walk, scope, field, bit, into);
  const total = field.count >= 0 ? field.bits * field.count : field.bits;
  if (bit + total > scope.end) return missing(walk, scope, field, bit, total, into);
  scope.next = bit + total;
  into.push(field.count >= 0 ? arrayNode(walk, scope, field, bit) : fieldNode(walk, scope, field, bit, -1));
  return true;
}

/** Says what is not there, and shows the bytes of it that are. */
function missing(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  width: number,
  into: InspectionNode[],
): boolean {
  const found = note(truncation(scope, field, bit, width));
  walk.notes.push(found);
  walk.cut = true;
  const there = Math.max(0, scope.end - bit);
  const raw = (bit & 7) === 0 ? toHex(readBytes(scope.data, bit, there & ~7, "be")) : "";
  into.push({
    ...container(field.name, pathOf(scope, field), "struct", bit, width, []),
    kind: "missing",
    raw,
    notes: [found],
  });
  return false;
}

function fieldNode(walk: Walk, scope: Scope, field: PlanField, bit: number, index: number): InspectionNode {
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

/** Shared by all nodes that have no notes or no children; never written to. */
const none: never[] = [];

function reservedNotes(walk: Walk, scope: Scope, path: string, bit: number, width: number, raw: string): Note[] {
  if (isZero(scope.data, bit, bit + width)) return none;
  const digits = raw.replace(/^0+(?=.)/, "");
  const received = `0x${digits.length > 32 ? `${digits.slice(0, 32)}...` : digits}`;
  return [add(walk, { code: "reserved", path, byteOffset: bit >> 3, bitOffset: bit, width, received })];
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
  const at = { path, byteOffset: base.bitOffset >> 3, bitOffset: base.bitOffset, width: base.width };
  const { constant, valid } = field.definition;
  const zero = isZero(scope.data, base.bitOffset, base.bitOffset + base.width);
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
  if (field.definition.kind !== "uint" || field.bits > 64) {
    return toHex(readBytes(scope.data, bit, field.bits, endianOf(field, scope.host)));
  }
  const digits = typeof value === "bigint" || typeof value === "number" ? value.toString(16) : "";
  return digits.padStart(Math.ceil(field.bits / 4), "0");
}

function bytesNode(
  walk: Walk,
  scope: Scope,
  name: string,
  from: number,
  to: number,
  kind: "bytes" | "reserved",
  notes: Note[],
): InspectionNode {
  const bytes = readBytes(scope.data, from, Math.max(0, to - from) & ~7, "be");
  const path = pathOf(scope, name);
  const node = { ...container(name, path, "struct", from, to - from, []), kind, raw: toHex(bytes), value: bytes };
  if (kind === "reserved") return { ...node, notes: reservedNotes(walk, scope, path, from, to - from, node.raw) };
  return { ...node, notes };
}

function arrayNode(walk: Walk, scope: Scope, field: PlanField, bit: number): InspectionNode {
  const total = field.bits * field.count;
  if (field.bytes || field.reserved) return byteArray(walk, scope, field, bit, total);
  const children = elementNodes(walk, scope, field, bit, field.count, field.bits, () => undefined);
  scope.next = bit + total;
  return container(field.name, pathOf(scope, field), "array", bit, total, children);
}

function byteArray(walk: Walk, scope: Scope, field: PlanField, bit: number, total: number): InspectionNode {
  const node = plainBytes(walk, scope, field, bit, total);
  if (field.labels.length === 0 || total > 64 || field.reserved) return node;
  const value = readBigint(scope.data, bit, total, endianOf(field, scope.host));
  const { text } = labelsOf(field.labels, value, scope);
  return { ...node, label: text };
}

function plainBytes(walk: Walk, scope: Scope, field: PlanField, bit: number, total: number): InspectionNode {
  return bytesNode(walk, scope, field.name, bit, bit + total, field.reserved ? "reserved" : "bytes", []);
}

function elementNodes(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  count: number,
  stride: number,
  arm: (index: number) => string | undefined,
): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const shown = Math.min(count, walk.most);
  for (let index = 0; index < shown; index += 1) {
    nodes.push(elementNode(walk, scope, field, bit + index * stride, stride, index, arm(index)));
  }
  if (shown < count) nodes.push(bytesNode(walk, scope, "...", bit + shown * stride, bit + count * stride, "bytes", []));
  return nodes;
}

function elementNode(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  bit: number,
  stride: number,
  index: number,
  arm: string | undefined,
): InspectionNode {
  if (field.nested === undefined) return fieldNode(walk, scope, field, bit, index);
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + stride, index);
  const name = `[${index}]`;
  if (!field.nested.plan.union) {
    return container(name, pathOf(inner), "struct", bit, stride, inspectFields(walk, inner));
  }
  const chosen = arm ?? (field.definition.select && select(scope, field.definition.select, inner.plan, bit));
  return container(name, pathOf(inner), "union", bit, stride, armNodes(walk, inner, chosen, bit + stride));
}

function inspectOpen(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  if (bit > scope.end) return missing(walk, scope, field, bit, field.bits, into);
  const payload = payloadOf(scope, field, bit);
  if (payload?.list === false) return inspectRecord(walk, scope, field, payload, bit, into);
  const elements = payload ? payloadRecords(scope, field, payload, bit) : elementsOf(scope, field, bit, scope.end);
  const total = elements.count * elements.stride;
  const notes = [...shortPayload(walk, scope, field, bit), ...countNotes(walk, scope, field, bit, elements)];
  const node = payload
    ? recordsNode(walk, scope, field, payload, bit, elements)
    : field.bytes
      ? byteArray(walk, scope, field, bit, total)
      : elementsNode(walk, scope, field, bit, elements);
  into.push({ ...node, notes: [...node.notes, ...notes] });
  scope.next = bit + total;
  scope.shift = total + bit - scope.start - field.offset;
  return true;
}

function elementsNode(walk: Walk, scope: Scope, field: PlanField, bit: number, elements: Elements): InspectionNode {
  const { count, stride } = elements;
  const children = elementNodes(walk, scope, field, bit, count, stride, (index) => runArm(elements, index));
  return container(field.name, pathOf(scope, field), "array", bit, count * stride, children);
}

/** A record is chosen, and the bytes cannot hold it. */
function shortPayload(walk: Walk, scope: Scope, field: PlanField, bit: number): Note[] {
  const chosen = payloadChosen(scope, field);
  if (chosen === undefined || chosen.list || bit + chosen.plan.bits <= scope.end) return none;
  const what = `${chosen.arm} takes ${Math.ceil(chosen.plan.bits / 8)} bytes, ${(scope.end - bit) >> 3} are there; kept as they are`;
  return [add(walk, { code: "truncated", path: pathOf(scope, field), byteOffset: bit >> 3, bitOffset: bit, what })];
}

/** A count that differs from what is there. */
function countNotes(walk: Walk, scope: Scope, field: PlanField, bit: number, elements: Elements): Note[] {
  const at = { path: pathOf(scope, field), byteOffset: bit >> 3, bitOffset: bit };
  const rule = field.definition.open?.count;
  const { stated: says = 0, promised, count } = elements;
  // An upper bound is noted only where there is data at all: a request to read carries none.
  if (promised !== undefined || (says > count && count > 0)) {
    if (promised !== undefined) scope.short = true;
    const what = `${rule?.field ?? "the count"} says ${says}, the bytes hold ${count}`;
    return [add(walk, { code: "count", ...at, what })];
  }
  const counter = scope.plan.fields.find(
    ({ definition: { length } }) => length?.of === "count" && length.field === field.name,
  );
  const stated = rule === undefined && counter !== undefined ? fieldAt(scope, counter.name) : undefined;
  if (stated === undefined || Number(stated) === elements.count) return none;
  const what = `${counter?.name} says ${stated}, the bytes hold ${elements.count}`;
  return [add(walk, { code: "count", ...at, what })];
}

/** One record that a selector put behind an open-ended array. */
function inspectRecord(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  payload: Payload,
  bit: number,
  into: InspectionNode[],
): boolean {
  const inner = innerScope(scope, field, payload.plan, bit, scope.end);
  inner.arm = payload.arm;
  const children = inspectFields(walk, inner);
  const width = inner.next - bit;
  const record = container(payload.arm, pathOf(inner), "struct", bit, width, children);
  into.push(container(field.name, pathOf(scope, field), "union", bit, width, [record]));
  scope.next = inner.next;
  scope.shift = inner.next - scope.start - field.offset;
  return !walk.cut;
}

function recordsNode(
  walk: Walk,
  scope: Scope,
  field: PlanField,
  payload: Payload,
  bit: number,
  { count, stride }: Elements,
): InspectionNode {
  const records: InspectionNode[] = [];
  for (let index = 0; index < Math.min(count, walk.most); index += 1) {
    const at = bit + index * stride;
    const inner = innerScope(scope, field, payload.plan, at, at + stride, index);
    inner.arm = payload.arm;
    records.push(container(`[${index}]`, pathOf(inner), "struct", at, stride, inspectFields(walk, inner)));
  }
  const path = pathOf(scope, `${field.name}.${payload.arm}`);
  const list = container(payload.arm, path, "array", bit, count * stride, records);
  return container(field.name, pathOf(scope, field), "union", bit, count * stride, [list]);
}

function inspectNested(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  const plan = field.nested?.plan;
  if (plan === undefined) return true;
  const end = plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
  const inner = innerScope(scope, field, plan, bit, end);
  const children = inspectFields(walk, inner);
  if (field.definition.anonymous === true) into.push(...children);
  else into.push(container(field.name, pathOf(inner), "struct", bit, plan.bits, children));
  scope.next = inner.final || plan.open ? inner.next : bit + plan.bits;
  if (plan.open) scope.shift = inner.next - scope.start - field.offset - plan.bits;
  if (inner.short) scope.short = true;
  return !walk.cut;
}

function inspectUnion(walk: Walk, scope: Scope, field: PlanField, bit: number, into: InspectionNode[]): boolean {
  const plan = field.nested?.plan;
  if (plan === undefined) return true;
  const end = plan.open ? scope.end : Math.min(scope.end, bit + plan.bits);
  const inner = innerScope(scope, field, plan, bit, end);
  if (bit > scope.end || (!inner.final && !plan.open && bit + plan.bits > scope.end)) {
    return missing(walk, scope, field, bit, plan.bits, into);
  }
  const chosen = field.definition.select && select(scope, field.definition.select, plan, bit);
  const children = armNodes(walk, inner, chosen, bit + plan.bits);
  if (field.definition.anonymous === true) into.push(...children);
  else into.push(container(field.name, pathOf(inner), "union", bit, Math.max(end - bit, 0), children));
  scope.next = inner.final || plan.open ? inner.next : bit + plan.bits;
  if (plan.open) scope.shift = inner.next - scope.start - field.offset - plan.bits;
  if (inner.short) scope.short = true;
  return !walk.cut;
}

/** The selected arm, then what is left of the region; or the bytes when nothing is selected. */
function armNodes(walk: Walk, inner: Scope, chosen: string | undefined, regionEnd: number): InspectionNode[] {
  const arm = member(inner.plan, chosen, inner.parent?.plan);
  const stop = inner.plan.open ? inner.end : Math.min(inner.end, regionEnd);
  if (arm === undefined) {
    inner.next = stop;
    if (stop <= inner.start) return [];
    const name = inner.field?.definition.anonymous === true ? inner.field.name : "bytes";
    return [bytesNode(walk, inner, name, inner.start, stop, "bytes", [])];
  }
  const nodes: InspectionNode[] = [];
  inspectField(walk, inner, arm, inner.start, nodes);
  if (!inner.final && !inner.plan.open && !isZero(inner.data, inner.next, stop)) {
    nodes.push(bytesNode(walk, inner, tailKey, inner.next, stop, "bytes", []));
  }
  return nodes;
}
