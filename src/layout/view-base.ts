/** The base of all view classes, generated or made at run time, and moving a view. */
import { byteOf } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "./encode-refusal.js";
import { guarded } from "./guard.js";
import type { Layout } from "./layout.js";
import type { PlanField } from "./plan.js";
import { lengthOf, requireDataView, requireOffset } from "./region.js";
import { INSPECT, inspectView } from "./view-inspect.js";
import { AT, DATA, END, FROM, INDEX, LAST, LAYOUT, MEMBER, SMALLEST, type ViewState, viewPath } from "./view-state.js";

/** What every view has, all of it under symbols. */
export interface View extends ViewState {}

type ViewBase = new (data: DataView, at: number, end: number, from?: View, member?: string, index?: number) => View;

/**
 * The base of all view classes. A view that is a member of another says of which one, so that its faults can name the way.
 *
 * @throws FwctlFault `truncated` when the fixed part does not lie between `at` and `end`; `kind` for what is no DataView.
 */
export const View: ViewBase = /* @__PURE__ */ baseOf(
  class {
    // Declared only: a field that is first undefined would never again be known as a small number.
    declare [DATA]: DataView;
    declare [AT]: number;
    declare [END]: number;
    declare [LAST]: number;
    declare [FROM]: View | undefined;
    declare [MEMBER]: string;
    declare [INDEX]: number;
    declare readonly [LAYOUT]: Layout<object>;
    declare readonly [SMALLEST]: number;

    constructor(data: DataView, at: number, end: number, from?: View, member = "", index = -1) {
      const least = this[SMALLEST];
      const stop = from === undefined ? stopWithin(this[LAYOUT].name, data, at, end) : end;
      this[DATA] = data;
      this[AT] = at;
      this[END] = stop;
      this[LAST] = stop - least;
      this[FROM] = from;
      this[MEMBER] = member;
      this[INDEX] = index;
      if (!(at + least <= stop)) throw tooShort(this, at, stop);
    }
  },
);

/** The same class. On its prototype stand no strings: those of views are their fields. */
function baseOf(view: ViewBase): ViewBase {
  Reflect.deleteProperty(view.prototype, "constructor");
  Object.defineProperty(view.prototype, INSPECT, { value: inspectView });
  return view;
}

/** Where the bytes of an outermost view end: not behind those of the DataView. */
function stopWithin(path: string, data: unknown, at: number, end: number): number {
  const length = lengthOf(requireDataView(path, data));
  requireOffset(path, at, length);
  return Math.min(end, length);
}

/** The fault of a view at byte `at`, of an outermost one with the first field that does not fit. */
function tooShort(view: View, at: number, end: number): FwctlFault {
  const { fields } = view[LAYOUT].plan;
  const bitsOf = ({ bits, count }: PlanField): number => bits * Math.max(count, 1);
  const field =
    view[FROM] === undefined ? fields.find((one) => at * 8 + one.offset + bitsOf(one) > end * 8) : undefined;
  const path = field === undefined ? viewPath(view) : `${viewPath(view)}.${field.name}`;
  const width = field === undefined ? view[SMALLEST] * 8 : bitsOf(field);
  const first = at + byteOf(field?.offset ?? 0);
  return new FwctlFault({ code: "truncated", path, byteOffset: first, width, received: end });
}

// The engine takes a module's own constant for one; what is imported or exported it looks up each time.
const DATA_KEY: typeof DATA = DATA;
const AT_KEY: typeof AT = AT;
const LAST_KEY: typeof LAST = LAST;

/**
 * Points a view at another byte of the same buffer, checks the fixed part again, and allocates nothing. Views of nested
 * structs that were taken before stay where they are.
 *
 * After that, a getter fails only when the buffer is detached or shrunk: then it throws the engine's own error. Moving the
 * view again tells that as a fault.
 *
 * @example
 * const view = CxlFeatEntry.view(bytes);
 * for (let at = 8; at < bytes.length; at += 48) total += moveView(view, at).get_feat_size;
 * @throws FwctlFault `truncated` when the fixed part does not fit there, or is there no more; the view then stays where it
 * was. `kind` for what is no view.
 */
export function moveView<V extends View>(view: V, at: number): V {
  try {
    // Of a DataView either all bytes are there or none, and reading one is the quickest way to ask.
    view[DATA_KEY].getUint8(at);
    if (Number.isInteger(at) && at >= 0 && at <= view[LAST_KEY]) {
      view[AT_KEY] = at;
      return view;
    }
  } catch {
    // Told below, unless the layout has no fixed part: it also fits behind the last byte.
  }
  return moved(view, at);
}

/** Apart from `moveView`, whose variables a closure would keep, at a price that every call pays. */
function moved<V extends View>(view: V, at: number): V {
  return guarded("view", () => {
    if (!(view instanceof View)) throw wrongKind("view", "a view", view);
    const end = Math.min(view[END], lengthOf(view[DATA]));
    const place = requireOffset(viewPath(view), at, end);
    if (place + view[SMALLEST] > end) throw tooShort(view, place, end);
    view[AT] = place;
    return view;
  });
}
