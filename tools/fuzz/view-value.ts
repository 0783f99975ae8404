/** A view beside the value that decode gives of the same bytes: what both have must be the same. */
import { toHex } from "../../src/bits/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { isStruct } from "../../src/layout/index.js";

/** Values as text that shows keys, their order, kinds and values. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === "bigint") return `${one}n`;
    return one instanceof Uint8Array ? `bytes ${toHex(one)}` : one;
  });
  return text ?? String(value);
}

/** Where a view reads something else than decode, by path. */
export function* viewDifferences(view: object, value: object, path = ""): Generator<string> {
  for (const [name, expected] of Object.entries(value)) {
    // Padding and tails are no members; what a selector names beside a union's members is none of its view.
    if (name.startsWith("@") || !(name in view)) continue;
    const at = `${path}.${name}`;
    const found = memberOf(view, name);
    if (typeof found === "string" && found.startsWith("fault ")) yield `${at}: ${found}`;
    else yield* differences(found, expected, at);
  }
}

function memberOf(view: object, name: string): unknown {
  try {
    return Reflect.get(view, name);
  } catch (error) {
    return isFwctlFault(error) ? `fault ${error.message}` : `foreign ${String(error)}`;
  }
}

interface ViewArray {
  readonly length: number;
  get(index: number): unknown;
}

const isViewArray = (value: unknown): value is ViewArray =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array) && "get" in value && "length" in value;

function* differences(found: unknown, expected: unknown, path: string): Generator<string> {
  // What starts inside a byte is a value in a view too.
  if (Array.isArray(found) && shown(found) === shown(expected)) return;
  if (Array.isArray(expected)) {
    if (!isViewArray(found)) yield `${path}: ${shown(found)} is no array`;
    else
      for (const [index, one] of expected.entries())
        yield* differences(elementOf(found, index), one, `${path}[${index}]`);
  } else if (isStruct(expected)) {
    // A record behind an open-ended array stands there as elements.
    if (typeof found !== "object" || found === null) yield `${path}: ${shown(found)} is no view`;
    else if (!isViewArray(found) && !(found instanceof Uint8Array)) yield* viewDifferences(found, expected, path);
  } else if (!(expected instanceof Uint8Array && isUnion(found)) && shown(found) !== shown(expected)) {
    yield `${path}: ${shown(found)} instead of ${shown(expected)}`;
  }
}

function elementOf(array: ViewArray, index: number): unknown {
  try {
    return array.get(index);
  } catch (error) {
    return isFwctlFault(error) ? `fault ${error.message}` : `foreign ${String(error)}`;
  }
}

/** A union that nothing selects is bytes in a value, and all of its members in a view. */
const isUnion = (found: unknown): boolean =>
  typeof found === "object" && found !== null && !(found instanceof Uint8Array) && !isViewArray(found);
