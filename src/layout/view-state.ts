/** What a view knows, all of it under symbols: its string keys are its fields and nothing else. */
import type { Layout } from "./layout.js";

/** The buffer a view reads. */
export const DATA: unique symbol = Symbol("data");
/** First byte of the layout. */
export const AT: unique symbol = Symbol("at");
/** First byte behind what may be read. */
export const END: unique symbol = Symbol("end");
/** The last byte it may be moved to: the fixed part, without a union at its end, must fit behind that. */
export const LAST: unique symbol = Symbol("last");
/** The view that has this one as a member, with the name of the member and the index in an array (-1: none). */
export const FROM: unique symbol = Symbol("from");
export const MEMBER: unique symbol = Symbol("member");
export const INDEX: unique symbol = Symbol("index");
/** The layout of a view, on its prototype. */
export const LAYOUT: unique symbol = Symbol("layout");
/** Bytes that must be there before a view is made, on its prototype. */
export const SMALLEST: unique symbol = Symbol("smallest");

/** What every view has. */
export interface ViewState {
  [DATA]: DataView;
  [AT]: number;
  [END]: number;
  [LAST]: number;
  [FROM]: ViewState | undefined;
  [MEMBER]: string;
  [INDEX]: number;
  readonly [LAYOUT]: Layout<object>;
  readonly [SMALLEST]: number;
}

/** `query_hca_cap_out.capability`: the way from the outermost view. Only a fault asks for it. */
export function viewPath(view: ViewState): string {
  const from = view[FROM];
  if (from === undefined) return view[LAYOUT].name;
  const index = view[INDEX];
  return `${viewPath(from)}.${view[MEMBER]}${index < 0 ? "" : `[${index}]`}`;
}
