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
import type { Layout, ViewConstructor } from "./layout.js";
import { minimumBits, type Plan, type PlanField } from "./plan.js";
import { follow, isMoved, type Spot } from "./position.js";
import { lengthOf } from "./region.js";
import { readScalar } from "./scalar.js";
import { endianOf, pathOf, rootScope, type Scope, truncation } from "./scope.js";
import type { StructValue } from "./value.js";
import { type ViewArray, viewArray } from "./view-array.js";
import { View } from "./view-base.js";
import { AT, DATA, END, LAYOUT, SMALLEST, viewPath } from "./view-state.js";
import { writeField } from "./write.js";

/** Builds the view class of a layout. */
export function viewClass<V extends object>(layout: Layout<object>): ViewConstructor<V>;
export function viewClass(layout: Layout<object>): ViewConstructor {
  class LayoutView extends View {}
  const { plan } = layout;
  const prototype: object = LayoutView.prototype;
  for (const [name, way] of plan.names) {
    const field = way[way.length - 1];
    if (field === undefined || field.reserved || field.definition.anonymous === true) continue;
    Object.defineProperty(prototype, name, { ...accessors(plan, way, field), enumerable: true });
  }
  Reflect.deleteProperty(prototype, "constructor");
  Object.defineProperty(prototype, LAYOUT, { value: layout });
  Object.defineProperty(prototype, SMALLEST, { value: Math.ceil(minimumBits(plan) / 8) });
  return LayoutView;
}

interface Accessors {
  get(this: View): unknown;
  set(this: View, value: unknown): void;
}

function accessors(plan: Plan, way: readonly PlanField[], field: PlanField): Accessors {
  const moved = isMoved(plan, way);
  const find = finder(plan, way, moved);
  const number = way.length > 1 || plan.union || moved ? undefined : numberReader(field, field.offset);
  const read = number ?? ((view: View): unknown => memberOf(view, field, find(view, view[END])));
  return {
    get() {
      return read(this);
    },
    set(value) {
      const { scope, bit } = find(this, Math.min(this[END], lengthOf(this[DATA])));
      guarded(pathOf(scope, field), () => writeField(scope, field, bit, -1, value));
    },
  };
}

/** Where a field stands in a view whose bytes end at `end`: at a constant offset, unless an open-ended array in front of it moves it. */
function finder(plan: Plan, way: readonly PlanField[], moved: boolean): (view: View, end: number) => Spot {
  const place = (view: View, end: number): Scope =>
    rootScope(plan, view[DATA], view[AT], end, undefined, () => viewPath(view));
  if (moved) return (view, end) => follow(place(view, end), way);
  const offset = way.reduce((sum, hop) => sum + hop.offset, 0);
  return (view, end) => ({ scope: place(view, end), bit: view[AT] * 8 + offset });
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
function memberOf(view: View, field: PlanField, { scope, bit }: Spot): unknown {
  if (field.open && bit > scope.end) throw truncation(scope, field, bit, field.bits);
  if (field.bytes) return bytesView(scope, field, bit);
  if (field.open || field.count >= 0) return arrayView(view, scope, field, bit);
  const room = field.nested?.plan.open === true ? scope.end - bit : field.bits;
  return elementView(view, scope, field, bit, -1, room);
}

/** An array of bytes, in place. */
function bytesView(scope: Scope, field: PlanField, bit: number): Uint8Array {
  const total = arrayElements(scope, field, bit).count * 8;
  if (bit + total > scope.end) throw truncation(scope, field, bit, total);
  return readRun(scope.data, bit, total, endianOf(field, scope.host));
}

/** Elements of an array are read one at a time; structs and unions as views of their own. */
function arrayView(view: View, scope: Scope, field: PlanField, bit: number): ViewArray {
  const { count, stride } = arrayElements(scope, field, bit);
  return viewArray(count, (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      const what = `has ${count} elements, asked for [${String(index)}]`;
      throw new FwctlFault({ code: "count", path: pathOf(scope, field), what });
    }
    const at = bit + index * stride;
    if (at + stride > scope.end) throw truncation(scope, field, at, stride, index);
    return elementView(view, scope, field, at, index, stride);
  });
}

/** A scalar, or a view of a struct or union that takes `room` bits. A view starts at a byte: what does not is decoded instead. */
function elementView(view: View, scope: Scope, field: PlanField, bit: number, index: number, room: number): unknown {
  const { nested } = field;
  const least = nested === undefined ? field.bits : minimumBits(nested.plan);
  if (bit + least > scope.end) throw truncation(scope, field, bit, least, index);
  if (nested === undefined) return readScalar(scope, field, bit);
  const end = Math.min(scope.end, bit + room);
  if ((bit & 7) !== 0) return decodedMember(scope, field, bit, end, index);
  return new nested.viewConstructor(scope.data, byteOf(bit), Math.ceil(end / 8), view, field.name, index);
}

function decodedMember(scope: Scope, field: PlanField, bit: number, end: number, index: number): unknown {
  if (index >= 0 || field.nested?.plan.union !== true) return decodeElement(scope, field, bit, end - bit, index);
  const value: StructValue = {};
  decodeUnion(scope, field, bit, value);
  return value[field.name];
}
