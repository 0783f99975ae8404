/** For generated view classes: the setters they share, and the way to the interpreter for odd fields. */
import { writeNumber } from "../bits/index.js";
import type { Layout } from "./layout.js";
import type { PlanField } from "./plan.js";
import { isMoved } from "./position.js";
import { lengthOf } from "./region.js";
import { endianOf } from "./scope.js";
import { AT, DATA, END, LAYOUT, type ViewState as View } from "./view-state.js";

/** Reads a field the way the interpreter does: arrays, text, unions, what stands behind an open-ended array. */
export function readField<T>(view: View, name: string): T {
  return Reflect.get(view[LAYOUT].viewConstructor.prototype, name, view);
}

/** The setter of a field. Plain numbers are written here; everything else, and every fault, is the interpreter's. */
export function setterOf(layout: Layout<object>, name: string): (this: View, value: unknown) => void {
  let plain: PlanField | undefined | null = null;
  return function set(value) {
    if (plain === null) plain = plainNumber(layout, name);
    if (plain !== undefined && isPlain(plain, value) && lengthOf(this[DATA]) >= this[END]) {
      writeNumber(this[DATA], this[AT] * 8 + plain.offset, plain.bits, endianOf(plain, "le"), value);
    } else {
      Reflect.set(layout.viewConstructor.prototype, name, value, this);
    }
  };
}

const isPlain = ({ bits }: PlanField, value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value < 2 ** bits && value % 1 === 0;

/** A number of up to 32 bits in the fixed part of a struct. */
function plainNumber({ plan }: Layout<object>, name: string): PlanField | undefined {
  const way = plan.names.get(name) ?? [];
  const [field, ...deeper] = way;
  if (field === undefined || deeper.length > 0 || plan.union || isMoved(plan, way)) return undefined;
  if (field.nested !== undefined) return undefined;
  return field.definition.kind === "uint" && field.bits <= 32 && field.count < 0 && !field.open ? field : undefined;
}
