/** What every view is: bytes, a place in them, and nothing with a string key. */
import { FwctlFault } from "../fault/index.js";

/** The buffer a view reads. */
export const DATA: unique symbol = Symbol("data");
/** First byte of the layout. */
export const AT: unique symbol = Symbol("at");
/** First byte behind what may be read. */
export const END: unique symbol = Symbol("end");
/** The last byte it may be moved to: the fixed part, without a union at its end, must fit behind that. */
export const LAST: unique symbol = Symbol("last");

/** What every view has, all of it under symbols. */
export interface View {
  [DATA]: DataView;
  [AT]: number;
  [END]: number;
  [LAST]: number;
}

/**
 * The base of all view classes. `least` is the number of bytes that must be there.
 *
 * @throws FwctlFault `truncated` when they do not lie between `at` and `end`.
 */
export const View: new (data: DataView, at: number, end: number, least: number) => View = class {
  // Declared only: a field that is first undefined would never again be known as a small number.
  declare [DATA]: DataView;
  declare [AT]: number;
  declare [END]: number;
  declare [LAST]: number;

  constructor(data: DataView, at: number, end: number, least: number) {
    this[DATA] = data;
    this[AT] = at;
    this[END] = end;
    this[LAST] = end - least;
    if (!(at >= 0 && at + least <= end)) throw tooShort(at, least, end);
  }
};

Reflect.deleteProperty(View.prototype, "constructor");

function tooShort(at: number, least: number, end: number): FwctlFault {
  return new FwctlFault({ code: "truncated", path: "view", byteOffset: at, width: least * 8, received: end });
}

// The engine takes a module's own constant for one; what is imported or exported it looks up each time.
const AT_KEY: typeof AT = AT;
const LAST_KEY: typeof LAST = LAST;

/**
 * Points a view at another byte of the same buffer, checks the fixed part again, and allocates nothing.
 *
 * @example
 * const view = CxlFeatEntry.view(bytes);
 * for (let at = 8; at < bytes.length; at += 48) total += moveView(view, at).get_feat_size;
 * @throws FwctlFault `truncated` when the fixed part does not fit there; the view then stays where it was.
 */
export function moveView<V extends View>(view: V, at: number): V {
  if (!(at >= 0 && at <= view[LAST_KEY])) throw tooShort(at, view[END] - view[LAST], view[END]);
  view[AT_KEY] = at;
  return view;
}
