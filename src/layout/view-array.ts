/** Arrays in views. */
import { INSPECT, inspectElements } from "./view-inspect.js";

/** An array in a view: elements are read when they are asked for. */
export interface ViewArray<Element = unknown> {
  readonly length: number;
  /** @throws FwctlFault `count` for an index outside the array, `truncated` when the bytes end before the element does. */
  get(index: number): Element;
}

interface Printable extends ViewArray {
  [INSPECT](depth?: unknown, style?: unknown, inspect?: unknown): unknown;
}

/** An array of `length` elements that `get` reads. */
export function viewArray(length: number, get: (index: number) => unknown): ViewArray {
  const array: Printable = {
    length,
    get,
    [INSPECT]: (depth, style, inspect) => inspectElements(array, depth, style, inspect),
  };
  return array;
}
