/**
 * Views over bytes, for layouts that are known only at run time: one class a layout, getters and setters on its prototype.
 * A view's string keys are its fields and nothing else; its state stands under symbols. Nothing is copied, and the one
 * bounds check of the fixed part happens when a view is made or moved; what may lie behind it is checked when it is reached.
 */
import { byteOf, type Endian, readNumber, readRun } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { decodeElement } from "./decode-struct.js";
import { decodeUnion } from "./decode-union.js";
import { arrayElements } from "./elements.js";
import { guarded } from "./guard.js";
import type { ViewConstructor } from "./layout.js";
import { minimumBits, type Plan, type PlanField } from "./plan.js";
import { follow, isMoved, type Spot } from "./position.js";
import { readScalar } from "./scalar.js";
import { endianOf, pathOf, rootScope, type Scope, truncation } from "./scope.js";
import type { StructValue } from "./value.js";
import { AT, DATA, END, View } from "./view-base.js";
import { writeField } from "./write.js";

/** An array in a view: elements are read when they are asked for. */
export interface ViewArray<Element = unknown> {
  readonly length: number;
  /** @throws FwctlFault `count` for an index outside the array, `truncated` when the bytes end before the element does. */
  get(index: number): Element;
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

interface Accessors {
  get(this: View): unknown;
  set(this: View, value: unknown): void;
}

function accessors(plan: Plan, way: readonly PlanField[], field: PlanField): Accessors {
  const moved = isMoved(plan, way);
  const find = finder(plan, way, moved);
  const number = way.length > 1 || plan.union || moved ? undefined : numberReader(field, field.offset);
  const read = number ?? ((view: View): unknown => memberOf(field, find(view)));
  return {
    get() {
      return read(this);
    },
    set(value) {
      const { scope, bit } = find(this);
      guarded(pathOf(scope, field), () => writeField(scope, field, bit, -1, value));
    },
  };
}

/** Where a field stands in a view: at a constant offset, unless an open-ended array in front of it moves it. */
function finder(plan: Plan, way: readonly PlanField[], moved: boolean): (view: View) => Spot {
  const place = (view: View): Scope => rootScope(plan, view[DATA], view[AT], view[END]);
  if (moved) return (view) => follow(place(view), way);
  const offset = way.reduce((sum, hop) => sum + hop.offset, 0);
  return (view) => ({ scope: place(view), bit: view[AT] * 8 + offset });
}

/** A reader of a number with constant offsets, for the widths that DataView reads in one access. */
function numberReader(field: PlanField, offset: number): ((view: View) => number) | undefined {
  if (field.definition.kind !== "uint" || field.bits > 32 || field.open || field.count >= 0) return undefined;
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

/** Any member, checked against the bytes that the view may read: it may stand in a union that they cut short. */
function memberOf(field: PlanField, { scope, bit }: Spot): unknown {
  if (field.open && bit > scope.end) throw truncation(scope, field, bit, field.bits);
  if (field.bytes) return bytesView(scope, field, bit);
  if (field.open || field.count >= 0) return arrayView(scope, field, bit);
  return elementView(scope, field, bit, -1, field.nested?.plan.open === true ? scope.end - bit : field.bits);
}

/** An array of bytes, in place. */
function bytesView(scope: Scope, field: PlanField, bit: number): Uint8Array {
  const total = arrayElements(scope, field, bit).count * 8;
  if (bit + total > scope.end) throw truncation(scope, field, bit, total);
  return readRun(scope.data, bit, total, endianOf(field, scope.host));
}

/** Elements of an array are read one at a time; structs and unions as views of their own. */
function arrayView(scope: Scope, field: PlanField, bit: number): ViewArray {
  const { count, stride } = arrayElements(scope, field, bit);
  return {
    length: count,
    get(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        const what = `has ${count} elements, asked for [${index}]`;
        throw new FwctlFault({ code: "count", path: pathOf(scope, field), what });
      }
      const at = bit + index * stride;
      if (at + stride > scope.end) throw truncation(scope, field, at, stride, index);
      return elementView(scope, field, at, index, stride);
    },
  };
}

/** A scalar, or a view of a struct or union that takes `room` bits. A view starts at a byte: what does not is decoded instead. */
function elementView(scope: Scope, field: PlanField, bit: number, index: number, room: number): unknown {
  const { nested } = field;
  const least = nested === undefined ? field.bits : minimumBits(nested.plan);
  if (bit + least > scope.end) throw truncation(scope, field, bit, least, index);
  if (nested === undefined) return readScalar(scope, field, bit);
  const end = Math.min(scope.end, bit + room);
  if ((bit & 7) !== 0) return decodedMember(scope, field, bit, end, index);
  return new nested.viewConstructor(scope.data, byteOf(bit), Math.ceil(end / 8));
}

function decodedMember(scope: Scope, field: PlanField, bit: number, end: number, index: number): unknown {
  if (index >= 0 || field.nested?.plan.union !== true) return decodeElement(scope, field, bit, end - bit, index);
  const value: StructValue = {};
  decodeUnion(scope, field, bit, value);
  return value[field.name];
}
