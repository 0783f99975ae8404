/**
 * Every field of every layout of every family by the path that inspect prints: `get` reads what stands there, and `set` to
 * the same value changes nothing.
 */
import { describe, expect, test } from "vitest";
import { get, type InspectionNode, type Layout, set } from "../../src/layout/index.js";
import { shown, viewDifferences } from "../../tools/fuzz/view-value.js";
import { digits, families, faultOf, layoutsOf, nodesOf, sweep } from "../support/every-layout.js";
import { randomBytes } from "../support/random.js";
import { requestsFor } from "../support/requests.js";

const subjects = families.map((family) => ({ family, layouts: layoutsOf(family) }));

/** What a path names that holds one value; padding and tails have none, runs of bytes are checked as fields. */
const isField = ({ kind, name }: InspectionNode): boolean =>
  (kind === "field" || kind === "part" || kind === "reserved") && name !== "@pad";

/** Every so many of a long list: the others are like them. */
function some<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}

/** Small numbers in front, where counts and selectors stand, then any. */
function inputsFor(layout: Layout): Uint8Array[] {
  const seed = layout.name.length;
  const small = randomBytes(layout.bytes + 40, seed + 1).map((byte, index) => (index % 4 === 3 ? byte & 7 : 0));
  return [randomBytes(layout.bytes, seed), small];
}

function* fieldsOf(layout: Layout, bytes: Uint8Array, request: object | undefined): Generator<string> {
  const options = request === undefined ? {} : { request };
  const nodes = nodesOf(layout.inspect(bytes, options)).filter(isField);
  for (const { path, value } of some(nodes, 60)) {
    const way = path.slice(layout.name.length + 1);
    const fault = faultOf(() => {
      const found = shown(get(layout, bytes, way, options));
      // A reserved array is one run of bytes in the tree, and a list of its elements by path.
      if (found !== shown(value) && !found.startsWith("[")) throw new Error(`${path}: ${found}, not ${shown(value)}`);
      const copy = Uint8Array.from(bytes);
      set(layout, copy, way, get(layout, bytes, way, options), options);
      if (digits(copy) !== digits(bytes)) throw new Error(`${path}: ${digits(bytes)} becomes ${digits(copy)}`);
    });
    if (fault !== undefined) yield `${way}: ${fault.message}`;
  }
}

describe("paths that inspect prints", () => {
  test.each(subjects)("of $family lead to what it shows", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        for (const bytes of inputsFor(layout)) {
          for (const request of requestsFor(layout).slice(0, 4)) yield* fieldsOf(layout, bytes, request);
        }
      }),
    ).toEqual([]);
  });
});

describe("views", () => {
  test.each(subjects)("of $family read what decode gives", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        for (const bytes of inputsFor(layout)) yield* viewDifferences(layout.view(bytes), layout.decode(bytes));
      }),
    ).toEqual([]);
  });
});
