/**
 * Every count and every length of every family at its extremes. A number in the bytes never decides how much is read: the
 * bytes that are there do, and what a count promises beyond them is told.
 */
import { describe, expect, test } from "vitest";
import { type CountRule, type Layout, set } from "../../src/layout/index.js";
import { digits, families, faultOf, layoutsOf, nodesOf, sweep } from "../support/every-layout.js";
import { randomBytes } from "../support/random.js";

/** A number that says how much of something there is: where it stands, and its extremes. */
interface Counter {
  readonly path: string;
  readonly from: "self" | "request";
  readonly values: readonly (number | bigint)[];
  /** It counts whatever else stands in the bytes, so more than they hold is worth a note. */
  readonly binding: boolean;
}

const extremes = (bits: number): readonly (number | bigint)[] => {
  const most = (1n << BigInt(bits)) - 1n;
  return [0n, 1n, most - 1n, most].map((value) => (bits > 32 ? value : Number(value)));
};

/** The rules of a layout's arrays, and of those in members without a name, which look at the same fields. */
function rulesOf({ definition, scope }: Layout<object>): CountRule[] {
  return definition.fields.flatMap((field) => {
    const { open } = field;
    const nested = field.layout === undefined ? undefined : scope.layout(field.layout);
    return [
      ...(open?.count === undefined ? [] : [open.count]),
      ...(open?.runs ?? []).map((run) => run.count),
      ...(nested !== undefined && field.anonymous === true ? rulesOf(nested) : []),
    ];
  });
}

/** Rules of nested structs that look at the layout around them. */
function rulesInside({ definition, scope }: Layout<object>): CountRule[] {
  const nested = definition.fields.map((field) =>
    field.layout === undefined ? undefined : scope.layout(field.layout),
  );
  const rules = nested.flatMap((one) => (one === undefined ? [] : rulesOf(one)));
  return rules.filter((rule) => rule.from === "parent");
}

/** The counters that the arrays of a layout ask for, and the lengths it states. */
function countersOf(layout: Layout<object>): Counter[] {
  const rules = [...rulesOf(layout).filter((rule) => rule.from !== "parent"), ...rulesInside(layout)];
  const lengths = layout.definition.fields.filter((field) => field.length !== undefined).map((field) => field.name);
  const asked = rules.filter((rule) => rule.from === "request").map((rule) => rule.field);
  const stated = [...rules.filter((rule) => rule.from !== "request").map((rule) => rule.field), ...lengths];
  const binding = rules.filter((rule) => rule.when === undefined).map((rule) => rule.field);
  const nodes = stated.length === 0 ? [] : nodesOf(layout.inspect(new Uint8Array(layout.bytes)));
  const own = nodes.filter((node) => stated.some((path) => node.path === `${layout.name}.${path}`));
  return [
    ...asked.map((path): Counter => ({ path, from: "request", values: extremes(32), binding: false })),
    ...own.map(({ path: whole, width }): Counter => {
      const path = whole.slice(layout.name.length + 1);
      return { path, from: "self", values: extremes(width), binding: binding.includes(path) };
    }),
  ];
}

/** A request that says so; selectors of the reply find nothing else in it. */
function requestOf(path: string, value: number | bigint): object {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : requestOf(rest.join("."), value) };
}

/** Room for a few elements behind the fixed part, and for a piece of one. */
const room = 262;

function* readings(layout: Layout, { path, from, values, binding }: Counter): Generator<string> {
  for (const value of values) {
    const bytes = new Uint8Array(layout.bytes + room);
    bytes.set(randomBytes(room, layout.bytes), layout.bytes);
    if (from === "self") set(layout, bytes, path, value);
    const options = from === "request" ? { request: requestOf(path, value) } : {};
    const fault = faultOf(() => {
      const again = digits(layout.encode(layout.decode(bytes, options)));
      if (again !== digits(bytes)) throw new Error(`${layout.name}: ${path} ${value}: ${digits(bytes)}, not ${again}`);
    });
    if (fault !== undefined) yield `${path} = ${value}: ${fault.message}`;
    const tree = layout.inspect(bytes, options);
    const told = tree.notes.some((note) => note.code === "count");
    if (binding && value > room && !told) yield `${path} = ${value}: nothing is said of what is not there`;
    const nodes = nodesOf(tree);
    const covered = nodes.filter((node) => node.bitOffset + node.width > bytes.length * 8);
    if (covered.length > 0) yield `${path} = ${value}: ${covered[0]?.path} reaches behind the bytes`;
  }
}

const subjects = families.map((family) => ({ family, layouts: layoutsOf(family) }));

describe("counts and lengths at 0, 1 and their greatest value", () => {
  test.each(subjects)("of $family: everything is read, and comes back", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        for (const counter of countersOf(layout)) yield* readings(layout, counter);
      }),
    ).toEqual([]);
  });

  test("the families have such numbers", () => {
    const counters = subjects.flatMap(({ layouts }) => layouts.flatMap(countersOf));
    expect(counters.length).toBeGreaterThan(70);
  });
});
