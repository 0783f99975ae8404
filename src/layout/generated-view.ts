/** Views, for generated view classes: their base, the setters they share, and the way to the interpreter for odd fields. */
import { writeNumber } from "../bits/index.js";
import type { Layout } from "./layout.js";
import type { PlanField } from "./plan.js";
import { isMoved } from "./position.js";
import { endianOf } from "./scope.js";
import { AT, View as BaseView, DATA } from "./view-base.js";

/** The layout of a view, on its prototype. */
export const LAYOUT: unique symbol = Symbol("layout");
/** Bytes that must be there before a view is made, on its prototype. */
export const SMALLEST: unique symbol = Symbol("smallest");

/** What every view has, all of it under symbols. */
export interface View extends BaseView {
  readonly [LAYOUT]: Layout<object>;
  readonly [SMALLEST]: number;
}

/** The base of generated view classes. */
export const View: new (data: DataView, at: number, end: number) => View = class extends BaseView {
  declare readonly [LAYOUT]: Layout<object>;
  declare readonly [SMALLEST]: number;

  constructor(data: DataView, at: number, end: number) {
    super(data, at, end, new.target.prototype[SMALLEST]);
  }
};

Reflect.deleteProperty(View.prototype, "constructor");

/** Reads a field the way the interpreter does: arrays, text, unions, what stands behind an open-ended array. */
export function readField<T>(view: View, name: string): T {
  return Reflect.get(view[LAYOUT].viewConstructor.prototype, name, view);
}

/** The setter of a field. Plain numbers are written here; everything else, and every fault, is the interpreter's. */
export function setterOf(layout: Layout<object>, name: string): (this: View, value: unknown) => void {
  let plain: PlanField | undefined | null = null;
  return function set(value) {
    if (plain === null) plain = plainNumber(layout, name);
    if (plain !== undefined && typeof value === "number" && value >= 0 && value < 2 ** plain.bits && value % 1 === 0) {
      writeNumber(this[DATA], this[AT] * 8 + plain.offset, plain.bits, endianOf(plain, "le"), value);
    } else {
      Reflect.set(layout.viewConstructor.prototype, name, value, this);
    }
  };
}

/** A number of up to 32 bits in the fixed part of a struct. */
function plainNumber({ plan }: Layout<object>, name: string): PlanField | undefined {
  const way = plan.names.get(name) ?? [];
  const [field, ...deeper] = way;
  if (field === undefined || deeper.length > 0 || plan.union || isMoved(plan, way)) return undefined;
  if (field.nested !== undefined) return undefined;
  return field.definition.kind === "uint" && field.bits <= 32 && field.count < 0 && !field.open ? field : undefined;
}
