/** Views, for generated view classes: setters that touch their own bits, and the way to the interpreter for the rest. */
import type { Layout } from "./layout.js";
import { AT, DATA, type View } from "./view-base.js";

/** The layout of a view, on its prototype. */
export const LAYOUT: unique symbol = Symbol("layout");

/** The accessors that the interpreter makes of a layout; they work on any view over its bytes. */
function accessors(view: View): object {
  const layout: Layout<object> | undefined = Reflect.get(view, LAYOUT);
  return layout?.viewConstructor.prototype ?? view;
}

/** Reads a field the way the interpreter does: arrays, text, unions, what stands behind an open-ended array. */
export function readField<T>(view: View, name: string): T {
  return Reflect.get(accessors(view), name, view);
}

/** Writes a field the same way: labels, lists, objects; words the fault of a value that does not fit. */
export function writeField(view: View, name: string, value: unknown): void {
  Reflect.set(accessors(view), name, value, view);
}

/** Writes `mask` (shifted left) bits of the byte at `offset`. */
export function set8(view: View, name: string, value: number, offset: number, shift: number, mask: number): void {
  if (typeof value !== "number" || (value & mask) !== value) {
    writeField(view, name, value);
    return;
  }
  const at = view[AT] + offset;
  view[DATA].setUint8(at, (view[DATA].getUint8(at) & ~(mask << shift)) | (value << shift));
}

/** The same for two bytes. */
export function set16(
  view: View,
  name: string,
  value: number,
  offset: number,
  shift: number,
  mask: number,
  little = false,
): void {
  if (typeof value !== "number" || (value & mask) !== value) {
    writeField(view, name, value);
    return;
  }
  const at = view[AT] + offset;
  const others = view[DATA].getUint16(at, little) & ~(mask << shift);
  view[DATA].setUint16(at, others | (value << shift), little);
}

/** The same for four bytes. */
export function set32(
  view: View,
  name: string,
  value: number,
  offset: number,
  shift: number,
  mask: number,
  little = false,
): void {
  if (typeof value !== "number" || (value & mask) >>> 0 !== value) {
    writeField(view, name, value);
    return;
  }
  const at = view[AT] + offset;
  const others = view[DATA].getUint32(at, little) & ~(mask << shift);
  view[DATA].setUint32(at, others | (value << shift), little);
}

/** A whole number of 64 bits. */
export function set64(view: View, name: string, value: bigint, offset: number, little = false): void {
  if (typeof value === "bigint" && BigInt.asUintN(64, value) === value) {
    view[DATA].setBigUint64(view[AT] + offset, value, little);
  } else {
    writeField(view, name, value);
  }
}
