/**
 * Views over bytes, for layouts that are known only at run time: one class a layout, getters and setters on its prototype.
 * A view's string keys are its fields and nothing else; its state stands under symbols. Nothing is copied, and the one
 * bounds check happens when a view is made or moved.
 */
import { type Endian, readBytes, readNumber, writeBytes } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { truncation } from "./decode.js";
import { elementsOf } from "./elements.js";
import type { ViewConstructor } from "./layout.js";
import { setScalar } from "./path.js";
import type { Plan, PlanField } from "./plan.js";
import { readScalar } from "./scalar.js";
import { endianOf, innerScope, pathOf, rootScope, type Scope } from "./scope.js";
import { AT, DATA, END, View } from "./view-base.js";

/** An array in a view: elements are read when they are asked for. */
export interface ViewArray<Element = unknown> {
  readonly length: number;
  /** @throws FwctlFault `count` for an index outside the array. */
  get(index: number): Element;
}

/** Bits that must be there before a view is made: up to a union at the end, whose arms are checked when they are reached. */
export function minimumBits(plan: Plan): number {
  const last = plan.fields[plan.fields.length - 1];
  if (plan.union) return 0;
  if (last?.nested === undefined || last.count >= 0 || last.open) return plan.bits;
  return last.offset + minimumBits(last.nested.plan);
}

/** Builds the view class of a layout. */
export function viewClass<V extends object>(plan: Plan): ViewConstructor<V>;
export function viewClass(plan: Plan): ViewConstructor {
  const least = Math.ceil(minimumBits(plan) / 8);
  class LayoutView extends View {
    constructor(data: DataView, at: number, end: number) {
      super(data, at, end, least);
    }
  }
  for (const [name, way] of plan.names) {
    const field = way[way.length - 1];
    if (field === undefined || field.reserved || field.definition.anonymous === true) continue;
    Object.defineProperty(LayoutView.prototype, name, { ...accessors(plan, way, field), enumerable: true });
  }
  Reflect.deleteProperty(LayoutView.prototype, "constructor");
  return LayoutView;
}

/** The one bounds check of a view, with the fault that names the first field that does not fit. */
export function requireFixed(plan: Plan, at: number, end: number): void {
  const least = minimumBits(plan);
  if (Number.isInteger(at) && at >= 0 && at + Math.ceil(least / 8) <= end) return;
  const field = plan.fields.find((one) => at * 8 + one.offset + one.bits * Math.max(one.count, 1) > end * 8);
  const first = at + ((field?.offset ?? 0) >> 3);
  const width = field === undefined ? least : field.bits * Math.max(field.count, 1);
  const path = field === undefined ? plan.name : `${plan.name}.${field.name}`;
  throw new FwctlFault({ code: "truncated", path, byteOffset: first, width, received: Math.max(end, 0) });
}

/** One field of a view by name, read the general way; for what generated view classes have no constant offsets for. */
export function viewField(view: View, plan: Plan, name: string): unknown {
  const way = plan.names.get(name);
  const field = way?.[way.length - 1];
  if (way === undefined || field === undefined) return undefined;
  return reader(plan, way, field, offsetOf(way))(view);
}

/** Writes one field of a view by name. */
export function setViewField(view: View, plan: Plan, name: string, value: unknown): void {
  const way = plan.names.get(name);
  const field = way?.[way.length - 1];
  if (way !== undefined && field !== undefined) write(view, plan, field, offsetOf(way), value);
}

const offsetOf = (way: readonly PlanField[]): number => way.reduce((sum, hop) => sum + hop.offset, 0);

interface Accessors {
  get(this: View): unknown;
  set(this: View, value: unknown): void;
}

function accessors(plan: Plan, way: readonly PlanField[], field: PlanField): Accessors {
  const offset = offsetOf(way);
  const read = reader(plan, way, field, offset);
  return {
    get() {
      return read(this);
    },
    set(value) {
      write(this, plan, field, offset, value);
    },
  };
}

function reader(plan: Plan, way: readonly PlanField[], field: PlanField, offset: number): (view: View) => unknown {
  if (field.bytes) return (view) => bytesView(place(view, plan), field, view[AT] * 8 + offset);
  if (field.open || field.count >= 0) return (view) => arrayView(place(view, plan), field, view[AT] * 8 + offset);
  if (field.nested !== undefined) {
    const { nested } = field;
    const closed = !nested.plan.open;
    return (view) => {
      const at = view[AT] + (offset >> 3);
      const end = closed ? Math.min(view[END], at + nested.bytes) : view[END];
      return new nested.viewConstructor(view[DATA], at, end);
    };
  }
  const checked = way.length > 1 || plan.union;
  const number = numberReader(field, offset);
  if (number !== undefined && !checked) return number;
  return (view) => {
    const scope = place(view, plan);
    const bit = view[AT] * 8 + offset;
    if (checked && bit + field.bits > scope.end) throw truncation(scope, field, bit, field.bits);
    return readScalar(scope, field, bit);
  };
}

/** An array of bytes, in place. */
function bytesView(scope: Scope, field: PlanField, bit: number): Uint8Array {
  const count = field.open ? elementsOf(scope, field, bit, scope.end).count : field.count;
  return readBytes(scope.data, bit, count * 8, endianOf(field, scope.host));
}

const place = (view: View, plan: Plan): Scope => rootScope(plan, view[DATA], view[AT], view[END]);

/** A reader of a number with constant offsets, for the widths that DataView reads in one access. */
function numberReader(field: PlanField, offset: number): ((view: View) => number) | undefined {
  if (field.definition.kind !== "uint" || field.bits > 32) return undefined;
  const endian: Endian = endianOf(field, "le");
  const little = endian === "le";
  const { bits } = field;
  const first = offset >> 3;
  const inByte = offset & 7;
  if (inByte + bits <= 8) {
    const shift = little ? inByte : 8 - inByte - bits;
    const mask = 2 ** bits - 1;
    return (view) => (view[DATA].getUint8(view[AT] + first) >> shift) & mask;
  }
  if (inByte === 0 && bits === 16) return (view) => view[DATA].getUint16(view[AT] + first, little);
  if (inByte === 0 && bits === 32) return (view) => view[DATA].getUint32(view[AT] + first, little);
  return (view) => readNumber(view[DATA], view[AT] * 8 + offset, bits, endian);
}

/** Elements of an array are read one at a time; structs and unions as views of their own. */
function arrayView(scope: Scope, field: PlanField, bit: number): ViewArray {
  const { count, stride } = field.open
    ? elementsOf(scope, field, bit, scope.end)
    : { count: field.count, stride: field.bits };
  return {
    length: count,
    get(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw new FwctlFault({
          code: "count",
          path: pathOf(scope, field),
          what: `has ${count} elements, asked for [${index}]`,
        });
      }
      const at = bit + index * stride;
      if (field.nested === undefined) return readScalar(scope, field, at);
      return new field.nested.viewConstructor(scope.data, at >> 3, (at + stride) >> 3);
    },
  };
}

/** Setters take what encode takes, check range and kind, and touch only their own bits. */
function write(view: View, plan: Plan, field: PlanField, offset: number, value: unknown): void {
  const scope = place(view, plan);
  const bit = view[AT] * 8 + offset;
  if (field.open || field.count >= 0) {
    writeArray(scope, field, bit, value);
  } else if (field.nested !== undefined) {
    const inner = innerScope(scope, field, field.nested.plan, bit, scope.end);
    writeNested(inner, field, bit, value);
  } else {
    if (bit + field.bits > scope.end) throw truncation(scope, field, bit, field.bits);
    setScalar(scope, field, bit, -1, value);
  }
}

function writeArray(scope: Scope, field: PlanField, bit: number, value: unknown): void {
  const array = arrayView(scope, field, bit);
  const list = Array.isArray(value) || value instanceof Uint8Array ? value : [value];
  if (list.length !== array.length) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(scope, field),
      what: `has ${array.length} elements, ${list.length} given`,
    });
  }
  for (let index = 0; index < list.length; index += 1) {
    if (field.nested !== undefined) writeNested(scope, field, bit + index * field.bits, list[index]);
    else setScalar(scope, field, bit + index * field.bits, index, list[index]);
  }
}

function writeNested(scope: Scope, field: PlanField, bit: number, value: unknown): void {
  if (field.nested === undefined) return;
  const bytes = value instanceof Uint8Array ? value : field.nested.encode(value);
  if (bit + bytes.length * 8 > scope.end || bytes.length * 8 > field.bits)
    throw truncation(scope, field, bit, bytes.length * 8);
  writeBytes(scope.data, bit, bytes.length * 8, "be", bytes);
}
