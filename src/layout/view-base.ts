/** What every view is: bytes, a place in them, and nothing with a string key. */
import { FwctlFault } from "../fault/index.js";

/** The buffer a view reads. */
export const DATA: unique symbol = Symbol("data");
/** First byte of the layout. */
export const AT: unique symbol = Symbol("at");
/** First byte behind what may be read. */
export const END: unique symbol = Symbol("end");
/** Bytes that must be there: the fixed part, without a union at its end. */
export const LEAST: unique symbol = Symbol("least");

/** What every view has, all of it under symbols. */
export interface View {
  [DATA]: DataView;
  [AT]: number;
  [END]: number;
  [LEAST]: number;
}

/**
 * The base of all view classes. `least` is the number of bytes that must be there.
 *
 * @throws FwctlFault `truncated` when they do not lie between `at` and `end`.
 */
export const View: new (data: DataView, at: number, end: number, least: number) => View = class {
  [DATA]: DataView;
  [AT]: number;
  [END]: number;
  [LEAST]: number;

  constructor(data: DataView, at: number, end: number, least: number) {
    this[DATA] = data;
    this[AT] = at;
    this[END] = end;
    this[LEAST] = least;
    if (!(at >= 0 && at + least <= end)) throw tooShort(at, least, end);
  }
};

Reflect.deleteProperty(View.prototype, "constructor");

function tooShort(at: number, least: number, end: number): FwctlFault {
  return new FwctlFault({ code: "truncated", path: "view", byteOffset: at, width: least * 8, received: end });
}

/**
 * Points a view at another byte of the same buffer, checks the fixed part again, and allocates nothing.
 *
 * @example
 * const view = CxlFeatEntry.view(bytes);
 * for (let at = 8; at < bytes.length; at += 48) total += moveView(view, at).get_feat_size;
 * @throws FwctlFault `truncated` when the fixed part does not fit there; the view then stays where it was.
 */
export function moveView<V extends View>(view: V, at: number): V {
  if (!(at >= 0 && at + view[LEAST] <= view[END])) throw tooShort(at, view[LEAST], view[END]);
  view[AT] = at;
  return view;
}
