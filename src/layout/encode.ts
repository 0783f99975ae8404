/**
 * Encode: values to bytes, stricter than decode. Every refusal comes before the caller's buffer is touched: the bytes are
 * made in a buffer of their own, which grows with the value and never with what a number in it claims.
 */
import { dataView, type Endian, writeBigint, writeBytes, writeNumber } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { endianOfPlan } from "./decode.js";
import type { LengthRule } from "./definition.js";
import { member, payloadNamed } from "./elements.js";
import { exactNumber } from "./enumeration.js";
import { fieldArms, guestUnion, type Plan, type PlanField, selectorArms } from "./plan.js";
import { scalarBytes, scalarNumber } from "./scalar-encode.js";
import { counted, endianOf, innerScope, pathOf, referred, rootScope, type Scope } from "./scope.js";
import { isStruct, kindOf, padKey, tailKey } from "./value.js";

/** The growing buffer and what must be filled in once everything is written. */
interface Sink {
  bytes: Uint8Array<ArrayBuffer>;
  data: DataView;
  /** Unknown keys are ignored (generated encode). */
  readonly lenient: boolean;
  /** The value says where its bytes end, so counts need not agree with what they count. */
  readonly ended: boolean;
  readonly late: (() => void)[];
  /** What the open-ended arrays and unions took, for the fields that state their size. */
  readonly extents: Map<PlanField, { readonly count: number; readonly bits: number }>;
  /** Bytes written in the end. */
  size: number;
}

type Source = { readonly [key: string]: unknown };

export function encodeLayout(plan: Plan, value: unknown, lenient: boolean): Uint8Array<ArrayBuffer> {
  if (!isStruct(value)) throw wrongKind(plan.name, "an object", value);
  const size = Math.ceil(plan.bits / 8);
  const bytes = new Uint8Array(size);
  const tail = tailOf(plan.name, value);
  const sink: Sink = {
    bytes,
    data: dataView(bytes),
    lenient,
    ended: tail !== undefined,
    late: [],
    extents: new Map(),
    size: 0,
  };
  const scope = rootScope(plan, sink.data, 0, size);
  if (plan.union) encodeArm(sink, scope, plan, value);
  else encodeStruct(sink, scope, value);
  const next = Math.ceil(scope.next / 8);
  writePad(sink, scope, value);
  finish(sink, next, size, tail);
  for (const fill of sink.late) fill();
  return sink.bytes.subarray(0, sink.size);
}

/** Without a tail a layout is zero-filled to its C size; with one (even an empty one) the bytes end where the tail ends. */
function finish(sink: Sink, next: number, size: number, tail: Uint8Array | undefined): void {
  sink.size = tail === undefined ? Math.max(next, size) : next + tail.length;
  reserve(sink, sink.size * 8);
  if (tail !== undefined) sink.bytes.set(tail, next);
}

function tailOf(name: string, value: Source): Uint8Array | undefined {
  const tail = value[tailKey];
  if (tail === undefined) return undefined;
  if (!(tail instanceof Uint8Array)) throw wrongKind(`${name}.${tailKey}`, "bytes", tail);
  return tail;
}

function writePad(sink: Sink, scope: Scope, value: Source): void {
  const pad = value[padKey];
  if (pad === undefined) return;
  const used = scope.next & 7;
  const width = used === 0 ? 0 : 8 - used;
  if (typeof pad !== "number") throw wrongKind(`${scope.plan.name}.${padKey}`, "a number", pad);
  if (!Number.isInteger(pad) || pad < 0 || pad >= 2 ** width) {
    throw new FwctlFault({ code: "range", path: `${scope.plan.name}.${padKey}`, width, received: pad });
  }
  writeNumber(sink.data, scope.next, width, endianOfPlan(scope.plan), pad);
}

/** Grows the buffer to hold `bits` bits. */
function reserve(sink: Sink, bits: number): void {
  const size = Math.ceil(bits / 8);
  if (size <= sink.bytes.length) return;
  const grown = new Uint8Array(Math.max(size, sink.bytes.length * 2));
  grown.set(sink.bytes);
  sink.bytes = grown;
  sink.data = dataView(grown);
}

function encodeStruct(sink: Sink, scope: Scope, value: Source, own = true): void {
  if (own && !sink.lenient) refuseUnknown(scope, value);
  scope.next = scope.start;
  for (const field of scope.plan.fields)
    encodeField(sink, scope, field, scope.start + field.offset + scope.shift, value);
  scope.next = Math.max(scope.next, scope.start);
}

function refuseUnknown(scope: Scope, value: Source): void {
  const names = scope.plan.names;
  for (const key of Object.keys(value)) {
    if (names.has(key) || key === tailKey || (key === padKey && scope.parent === undefined)) continue;
    if (guestUnion(scope.plan, key) !== undefined) continue;
    const near = nearest(key, names.keys(), 1);
    throw new FwctlFault({
      code: "unknown-key",
      path: pathOf(scope, key.slice(0, 64)),
      expected: scope.plan.name,
      remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
    });
  }
}

function own(value: Source, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function encodeField(sink: Sink, scope: Scope, field: PlanField, bit: number, value: Source): void {
  const given = own(value, field.name);
  if (field.open) encodeOpen(sink, scope, field, bit, given);
  else if (field.count >= 0) encodeArray(sink, scope, field, bit, given);
  else if (field.nested === undefined) encodeScalar(sink, scope, field, bit, given);
  else if (field.nested.plan.union) encodeUnion(sink, scope, field, bit, given, value);
  else encodeNested(sink, scope, field, bit, given, value);
}

function encodeScalar(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  reserve(sink, bit + field.bits);
  scope.next = bit + field.bits;
  if (given === undefined) {
    if (!field.reserved) fillDefault(sink, scope, field, bit);
    return;
  }
  put(sink, scope, field, bit, given, -1);
}

/** Writes one given value after every check. */
function put(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, index: number): void {
  const endian = endianOf(field, scope.host);
  const path = (): string => pathOf(scope, field, index);
  if (field.definition.kind !== "uint" || field.bits > 64) {
    writeBytes(sink.data, bit, field.bits, endian, scalarBytes(field, given, path));
    return;
  }
  writeInteger(sink.data, field, bit, endian, scalarNumber(field, given, path));
}

export function writeInteger(
  data: DataView,
  field: PlanField,
  bit: number,
  endian: Endian,
  value: number | bigint,
): void {
  if (typeof value === "bigint") writeBigint(data, bit, field.bits, endian, value);
  else writeNumber(data, bit, field.bits, endian, value);
}

/**
 * Constants and lengths fill themselves in; everything else must be given. A given constant that differs is written as it
 * is: decode keeps such a value, and nothing may be lost on the way back.
 */
function fillDefault(sink: Sink, scope: Scope, field: PlanField, bit: number): void {
  const { constant, length } = field.definition;
  const endian = endianOf(field, scope.host);
  if (constant !== undefined) {
    const stated = exactNumber(constant);
    writeInteger(sink.data, field, bit, endian, field.bits > 32 ? BigInt(stated) : stated);
    return;
  }
  if (length === undefined) throw missing(scope, field);
  sink.late.push(() => {
    const size = (length.of === "layout" ? sink.size : extent(sink, scope, length)) + (length.plus ?? 0);
    writeInteger(
      sink.data,
      field,
      bit,
      endian,
      scalarNumber(field, size, () => pathOf(scope, field)),
    );
  });
}

/** Elements or bytes of a field that was written by now; 0 when it is absent. */
function extent(sink: Sink, scope: Scope, rule: LengthRule): number {
  const way = scope.plan.names.get(rule.field ?? "");
  const field = way?.[way.length - 1];
  const written = field === undefined ? undefined : sink.extents.get(field);
  if (written === undefined) return 0;
  return rule.of === "count" ? written.count : Math.ceil(written.bits / 8);
}

function missing(scope: Scope, field: PlanField): FwctlFault {
  return new FwctlFault({ code: "missing", path: pathOf(scope, field), width: field.bits });
}

function wrongKind(path: string, expected: string, received: unknown): FwctlFault {
  return new FwctlFault({ code: "kind", path, expected, received: kindOf(received) });
}

function encodeArray(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  const total = field.bits * field.count;
  reserve(sink, bit + total);
  if (given === undefined) {
    if (!field.reserved) throw missing(scope, field);
    scope.next = bit + total;
    return;
  }
  const list = listOf(scope, field, given);
  if (list.length !== field.count) throw wrongCount(scope, field, `has ${field.count} elements, ${list.length} given`);
  encodeElements(sink, scope, field, bit, list, () => field.bits);
  scope.next = bit + total;
}

function listOf(scope: Scope, field: PlanField, given: unknown): readonly unknown[] | Uint8Array {
  if (Array.isArray(given) || given instanceof Uint8Array) return given;
  throw wrongKind(pathOf(scope, field), field.bytes ? "bytes" : "a list", given);
}

function wrongCount(scope: Scope, field: PlanField, what: string): FwctlFault {
  return new FwctlFault({ code: "count", path: pathOf(scope, field), what, width: field.bits });
}

/** Writes elements one behind the other and returns the bit behind the last. */
function encodeElements(
  sink: Sink,
  scope: Scope,
  field: PlanField,
  bit: number,
  list: readonly unknown[] | Uint8Array,
  strideOf: (element: unknown) => number,
): number {
  let at = bit;
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index];
    const stride = strideOf(element);
    reserve(sink, at + stride);
    encodeElement(sink, scope, field, at, element, index);
    at += stride;
  }
  return at;
}

function encodeElement(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, index: number): void {
  if (given === undefined || given === null) throw missing(scope, field);
  if (field.nested === undefined) {
    put(sink, scope, field, bit, given, index);
    return;
  }
  const inner = innerScope(scope, field, field.nested.plan, bit, bit + field.bits, index);
  if (!field.nested.plan.union) encodeStruct(sink, inner, structGiven(inner, given));
  else if (given instanceof Uint8Array) writeRegion(sink, inner, bit, given, field.nested.plan);
  else encodeArm(sink, inner, field.nested.plan, structGiven(inner, given));
}

function structGiven(inner: Scope, given: unknown): Source {
  if (isStruct(given)) return given;
  throw wrongKind(pathOf(inner), "an object", given);
}

function encodeOpen(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown): void {
  if (given === undefined) {
    moveBehind(sink, scope, field, bit, bit, 0);
    return;
  }
  if (isStruct(given)) {
    encodePayload(sink, scope, field, bit, given);
    return;
  }
  if (field.definition.select !== undefined && given instanceof Uint8Array && !field.bytes) {
    reserve(sink, bit + given.length * 8);
    sink.bytes.set(given, bit >> 3);
    moveBehind(sink, scope, field, bit, bit + given.length * 8, given.length);
    return;
  }
  const list = listOf(scope, field, given);
  requireCount(sink, scope, field, list.length);
  const stride = openStride(sink, scope, field);
  const next = encodeElements(sink, scope, field, bit, list, (element) =>
    Math.max(stride, armBits(field, element, scope.plan)),
  );
  moveBehind(sink, scope, field, bit, next, list.length);
}

function moveBehind(sink: Sink, scope: Scope, field: PlanField, bit: number, next: number, count: number): void {
  sink.extents.set(field, { count, bits: next - bit });
  scope.next = next;
  scope.shift = next - scope.start - field.offset;
}

/** The stride that a field chooses, read from what is written already. */
function openStride(sink: Sink, scope: Scope, field: PlanField): number {
  const rule = field.definition.open?.stride;
  if (rule === undefined) return field.bits;
  const value = String(referred(written(sink, scope), rule));
  return Object.hasOwn(rule.map, value) ? (rule.map[value] ?? field.bits) : field.bits;
}

/** The same place over what is written by now: the buffer may have grown since the scope was made. */
function written(sink: Sink, scope: Scope): Scope {
  const parent = scope.parent === undefined ? undefined : written(sink, scope.parent);
  return { ...scope, data: sink.data, end: sink.bytes.length * 8, parent };
}

/** The width of the arm an element gives, where elements of one array have arms of different widths. */
function armBits(field: PlanField, element: unknown, owner: Plan): number {
  if (field.nested?.plan.union !== true || !isStruct(element)) return field.nested === undefined ? field.bits : 0;
  const arm = Object.keys(element).map((name) => member(field.nested?.plan, name, owner))[0];
  return arm?.bits ?? 0;
}

/** A counted array must have as many elements as its count field says, unless the value says where its bytes end. */
function requireCount(sink: Sink, scope: Scope, field: PlanField, given: number): void {
  const rule = field.definition.open?.count;
  if (rule === undefined || sink.ended || rule.from === "request") return;
  const asked = counted(written(sink, scope), rule, field.bits);
  if (asked === undefined || given === asked || (rule.most === true && given < asked)) return;
  if (lateCount(scope, rule.field)) return;
  throw wrongCount(scope, field, `${rule.field} says ${asked}, ${given} given`);
}

/** The count fills itself in, so there is nothing to compare yet. */
function lateCount(scope: Scope, name: string): boolean {
  const way = scope.plan.names.get(name);
  return way?.[way.length - 1]?.definition.length !== undefined;
}

/** `{ ptys_reg: {…} }` or `{ klm: […] }` behind an open-ended array. */
function encodePayload(sink: Sink, scope: Scope, field: PlanField, bit: number, given: Source): void {
  const key = onlyKey(scope, field, given);
  const arms = selectorArms(field.definition.select);
  const arm = arms.find((one) => one === key || one === `${key}[]`);
  if (arm === undefined) throw unknownArm(scope, field, key, arms);
  const payload = payloadNamed(scope.plan, arm);
  const content = given[key];
  let next = bit;
  const records = payload.list ? listOf(scope, field, content) : [content];
  for (const [index, record] of records.entries()) {
    const inner = innerScope(scope, field, payload.plan, next, next + payload.plan.bits, payload.list ? index : -1);
    inner.arm = payload.arm;
    reserve(sink, next + payload.plan.bits);
    encodeStruct(sink, inner, structGiven(inner, record));
    next = payload.plan.open || inner.final ? inner.next : next + payload.plan.bits;
  }
  reserve(sink, next);
  moveBehind(sink, scope, field, bit, next, records.length);
}

function onlyKey(scope: Scope, field: PlanField, given: Source): string {
  const keys = Object.keys(given).filter((key) => key !== tailKey);
  const [key] = keys;
  if (key === undefined || keys.length !== 1) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(scope, field),
      what: `takes one member, ${keys.length} given`,
      remedy: "Give an object with one key, or bytes.",
    });
  }
  return key;
}

function unknownArm(scope: Scope, field: PlanField, key: string, arms: readonly string[]): FwctlFault {
  const near = nearest(key, arms, 1);
  return new FwctlFault({
    code: "unknown-key",
    path: pathOf(scope, `${field.name}.${key.slice(0, 64)}`),
    expected: field.definition.layout ?? field.name,
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}

function encodeNested(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, value: Source): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, bit + plan.bits);
  reserve(sink, bit + plan.bits);
  if (field.definition.anonymous === true) {
    encodeStruct(sink, inner, value, false);
  } else if (given === undefined) {
    if (!hasDefault(field)) throw missing(scope, field);
    inner.next = bit + plan.bits;
  } else {
    encodeStruct(sink, inner, structGiven(inner, given));
  }
  settle(scope, inner, field, plan, bit);
}

function settle(scope: Scope, inner: Scope, field: PlanField, plan: Plan, bit: number): void {
  if (plan.open || inner.final) {
    scope.next = inner.next;
    if (plan.open) scope.shift = inner.next - scope.start - field.offset - plan.bits;
  } else {
    scope.next = bit + plan.bits;
  }
}

function encodeUnion(sink: Sink, scope: Scope, field: PlanField, bit: number, given: unknown, value: Source): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, bit + plan.bits);
  reserve(sink, bit + plan.bits);
  if (given instanceof Uint8Array) {
    writeRegion(sink, inner, bit, given, plan);
  } else if (field.definition.anonymous === true) {
    encodeAnonymousUnion(sink, inner, plan, value, scope, field);
  } else if (given === undefined) {
    if (!hasDefault(field)) throw missing(scope, field);
  } else {
    encodeArm(sink, inner, plan, structGiven(inner, given));
  }
  sink.extents.set(field, { count: 1, bits: inner.next - bit });
  settle(scope, inner, field, plan, bit);
}

/** Raw bytes for a union: fewer than the union are filled up with zeros, more are refused. */
function writeRegion(sink: Sink, inner: Scope, bit: number, bytes: Uint8Array, plan: Plan): void {
  const most = plan.bits >> 3;
  if (bytes.length > most && !plan.open) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(inner),
      what: `holds ${most} bytes, ${bytes.length} given`,
      width: plan.bits,
    });
  }
  reserve(sink, bit + bytes.length * 8);
  writeBytes(sink.data, bit, bytes.length * 8, "be", bytes);
  inner.next = bit + bytes.length * 8;
}

/** Members of a union without a name stand in the parent: at most one of them is given. */
function encodeAnonymousUnion(
  sink: Sink,
  inner: Scope,
  plan: Plan,
  value: Source,
  outer: Scope,
  field: PlanField,
): void {
  const given = [...plan.names.keys()].filter((name) => own(value, name) !== undefined);
  const members = plan.fields.filter((arm) => given.some((name) => plan.names.get(name)?.[0] === arm));
  const guests = fieldArms(field).filter((name) => !plan.names.has(name) && own(value, name) !== undefined);
  const arms = [...members, ...guests.map((name) => member(plan, name, outer.plan)).filter((arm) => arm !== undefined)];
  const [arm] = arms;
  if (arm === undefined) {
    if (!hasDefault(field)) throw missing(outer, field);
    return;
  }
  if (arms.length > 1) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(outer, field),
      what: `takes one member, ${arms.length} given (${arms.map((one) => one.name).join(", ")})`,
    });
  }
  encodeField(sink, inner, arm, inner.start, value);
}

/** True when a field may be left out: padding, what fills itself in, and a union with a member that may be left out. */
function hasDefault(field: PlanField): boolean {
  const { constant, length } = field.definition;
  if (field.reserved || field.open || constant !== undefined || length !== undefined) return true;
  const plan = field.nested?.plan;
  if (plan === undefined) return false;
  return plan.union ? plan.fields.some(hasDefault) : plan.fields.every(hasDefault);
}

/** The one member of a union that the value names. */
function encodeArm(sink: Sink, inner: Scope, plan: Plan, given: Source): void {
  const raw = given["@0"];
  if (inner.parent === undefined && raw instanceof Uint8Array) {
    writeRegion(sink, inner, inner.start, raw, plan);
    return;
  }
  const field = inner.field;
  const keys = Object.keys(given).filter((key) => key !== tailKey && key !== padKey);
  if (keys.length === 0 && plan.fields.some(hasDefault)) return;
  const guest = fieldArms(field).includes(keys[0] ?? "") ? member(plan, keys[0], inner.parent?.plan) : undefined;
  const arm = plan.fields.find((one) => one.name === keys[0]) ?? plan.names.get(keys[0] ?? "")?.[0] ?? guest;
  if (keys.length !== 1 && arm?.definition.anonymous !== true) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(inner),
      what: `takes one member, ${keys.length} given`,
      remedy: "Give an object with one key, or bytes.",
    });
  }
  if (arm === undefined) throw unknownMember(inner, keys[0] ?? "", plan, field);
  encodeField(sink, inner, arm, inner.start, given);
  encodeArmTail(sink, inner, own(given, arm.name));
}

/** Bytes that decode kept behind an arm shorter than its union. */
function encodeArmTail(sink: Sink, inner: Scope, content: unknown): void {
  if (!isStruct(content)) return;
  const tail = content[tailKey];
  if (tail === undefined) return;
  if (!(tail instanceof Uint8Array)) throw wrongKind(`${pathOf(inner)}.${tailKey}`, "bytes", tail);
  const end = inner.start + inner.plan.bits;
  if (inner.next + tail.length * 8 > end) {
    throw new FwctlFault({
      code: "count",
      path: `${pathOf(inner)}.${tailKey}`,
      what: `holds ${(end - inner.next) >> 3} bytes, ${tail.length} given`,
    });
  }
  writeBytes(sink.data, inner.next, tail.length * 8, "be", tail);
}

function unknownMember(inner: Scope, key: string, plan: Plan, field: PlanField | undefined): FwctlFault {
  const near = nearest(key, plan.names.keys(), 1);
  return new FwctlFault({
    code: "unknown-key",
    path: `${pathOf(inner)}.${key.slice(0, 64)}`,
    expected: field?.definition.layout ?? plan.name,
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}
