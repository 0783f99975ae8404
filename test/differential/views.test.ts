/**
 * Views of generated layouts against views of the same layouts loaded at run time, over whole bytes and bytes that end early:
 * they read the same, refuse the same in the same words, and every fault says the whole way from the outermost layout.
 */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { type Layout, moveView, View } from "../../src/layout/index.js";
import { minimumBits } from "../../src/layout/plan.js";
import { shown } from "../../tools/fuzz/view-value.js";
import { families } from "../support/every-layout.js";
import { generatedLayouts } from "../support/generated.js";
import { randomBytes } from "../support/random.js";
import { runTimeSchema } from "../support/run-time.js";

interface Pair {
  readonly generated: Layout<object>;
  readonly runTime: Layout<object>;
}

const subjects = await Promise.all(
  families.map(async (family) => {
    const { layouts } = runTimeSchema(family);
    const pairs: Pair[] = [];
    for (const [name, { layout }] of await generatedLayouts(family)) {
      const runTime = layouts.get(name);
      if (runTime !== undefined) pairs.push({ generated: layout, runTime });
    }
    return { family, pairs };
  }),
);

/** What was read, or the fault's words; any other error is a failure of the test. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (isFwctlFault(error)) return `fault ${error.message}`;
    throw error;
  }
}

const isArray = (value: unknown): value is { readonly length: number; get(index: number): unknown } =>
  typeof value === "object" && value !== null && "get" in value && "length" in value && !(value instanceof View);

/** Everything that a view and the views in it give, by path, as text. */
function readings(value: unknown, path: string, found: Map<string, string>, depth = 0): Map<string, string> {
  if (value instanceof View) {
    if (depth > 4) return found;
    for (const name of Object.keys(Object.getPrototypeOf(value))) {
      readings(
        outcome(() => Reflect.get(value, name)),
        `${path}.${name}`,
        found,
        depth + 1,
      );
    }
  } else if (isArray(value)) {
    found.set(path, `${value.length} elements`);
    for (const index of new Set([0, Math.max(0, value.length - 1), value.length])) {
      readings(
        outcome(() => value.get(index)),
        `${path}[${index}]`,
        found,
        depth + 1,
      );
    }
  } else found.set(path, shown(value));
  return found;
}

function* inputs({ runTime }: Pair): Generator<Uint8Array> {
  const size = Math.min(runTime.bytes, 4112);
  const step = Math.max(1, Math.floor(size / 8));
  for (let cut = 0; cut <= size; cut += step) yield randomBytes(size - cut, cut + runTime.name.length);
  yield randomBytes(size + 24, 7).map((byte, index) => (index % 4 === 3 ? byte & 7 : 0));
}

/** What is wrong, at most twenty of them. */
function sweep(pairs: readonly Pair[], check: (pair: Pair) => Iterable<string>): string[] {
  const wrong: string[] = [];
  for (const pair of pairs) {
    for (const what of check(pair)) {
      if (wrong.length >= 20) return wrong;
      wrong.push(`${pair.runTime.name}: ${what}`.slice(0, 400));
    }
  }
  return wrong;
}

/** The readings of a view of `bytes` behind `at` bytes of a buffer; the fault when there is none. */
function viewed(layout: Layout<object>, bytes: Uint8Array, at: number): Map<string, string> {
  const whole = new Uint8Array(at + bytes.length);
  whole.set(bytes, at);
  return readings(
    outcome(() => layout.view(whole, at)),
    layout.name,
    new Map<string, string>(),
  );
}

describe.each(subjects)("views of $family", ({ pairs }) => {
  test.each([0, 12])("read and refuse the same at byte %d, generated or not", (at) => {
    expect(
      sweep(pairs, function* (pair) {
        for (const bytes of inputs(pair)) {
          const theirs = viewed(pair.runTime, bytes, at);
          for (const [path, ours] of viewed(pair.generated, bytes, at)) {
            const expected = theirs.get(path);
            if (ours !== expected) yield `${path}: ${ours} instead of ${expected}`;
          }
        }
      }),
    ).toEqual([]);
  });

  test("say in every fault the way from the outermost layout", () => {
    expect(
      sweep(pairs, function* (pair) {
        for (const bytes of inputs(pair)) {
          for (const [path, ours] of viewed(pair.generated, bytes, 0)) {
            if (!ours.startsWith('"fault ')) continue;
            const whole = path.replace(/\[\d+\]$/, "");
            if (!ours.startsWith(`"fault ${whole}`)) yield `${path}: ${ours}`;
          }
        }
      }),
    ).toEqual([]);
  });

  test("refuse the same values in setters, in the same words", () => {
    expect(
      sweep(pairs, function* ({ generated, runTime }) {
        const bytes = new Uint8Array(Math.min(runTime.bytes, 4112));
        if (bytes.length < runTime.bytes) return;
        const views = [generated.view(bytes), runTime.view(bytes)];
        for (const name of Object.keys(Object.getPrototypeOf(views[1]))) {
          const [ours, theirs] = views.map((view) => outcome(() => Reflect.set(view, name, Symbol("no value"))));
          if (ours !== theirs) yield `${name}: ${String(ours)} instead of ${String(theirs)}`;
          if (!String(ours).startsWith(`fault ${runTime.name}.${name}`)) yield `${name}: ${String(ours)}`;
        }
      }),
    ).toEqual([]);
  });

  test("say in setters and when they are moved that the buffer was transferred away", () => {
    expect(
      sweep(pairs, function* ({ generated, runTime }) {
        if (runTime.bytes > 4096) return;
        const words = [generated, runTime].map((layout) => {
          const bytes = new Uint8Array(layout.bytes);
          const view: object = layout.view(bytes);
          structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
          const set = (name: string): unknown => outcome(() => Reflect.set(view, name, numberFor(runTime, name)));
          const moved = outcome(() => view instanceof View && moveView(view, 0));
          return [moved, ...Object.keys(Object.getPrototypeOf(view)).map(set)];
        });
        const [ours, theirs] = words;
        if (shown(ours?.slice(1)) !== shown(theirs?.slice(1))) yield `${shown(ours)} instead of ${shown(theirs)}`;
        const lost = /^fault \w[^ ]*: needs bytes? 0x0.*buffer ends at 0x0 \(0 bytes\)\.$/;
        if (minimumBits(runTime.plan) > 0 && !lost.test(String(ours?.[0]))) yield `moved: ${String(ours?.[0])}`;
      }),
    ).toEqual([]);
  });
});

/** A number that the field would take. */
function numberFor({ plan }: Layout<object>, name: string): number | bigint {
  const way = plan.names.get(name) ?? [];
  const bits = way[way.length - 1]?.bits ?? 0;
  return bits > 32 && bits <= 64 ? 1n : 1;
}
