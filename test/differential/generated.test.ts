/**
 * Generated code against layouts loaded at run time: the same keys in the same order, the same values, the same bytes, the
 * same faults. Every layout of every schema file.
 */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import type { Layout } from "../../src/layout/index.js";
import type { LoadedSchema } from "../../src/schema/index.js";
import { viewDifferences } from "../../tools/fuzz/view-value.js";
import { type Generated, generatedLayouts } from "../support/generated.js";
import { randomBytes } from "../support/random.js";
import { requestsFor } from "../support/requests.js";
import { runTimeSchema } from "../support/run-time.js";

const families = ["uapi", "mlx5", "cxl", "pds", "bnxt"];

/** What a reading gave, as text that shows keys, their order, kinds and values; or the fault, word for word. */
function outcome(read: () => unknown): string {
  try {
    return shown(read());
  } catch (error) {
    return isFwctlFault(error) ? `${error.code} ${error.message}` : `foreign ${String(error)}`;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === "bigint") return `${one}n`;
    return one instanceof Uint8Array ? `bytes ${Buffer.from(one).toString("hex")}` : one;
  });
}

/** Whole, all ones, random, with a tail, and cut: at every byte of short layouts, at some of long ones. */
function inputs(layout: Layout<object>, seed: number): Uint8Array[] {
  const size = layout.bytes;
  const step = Math.max(1, Math.floor(size / 24));
  const cut = Array.from({ length: Math.ceil(size / step) }, (_, index) => randomBytes(index * step, seed + index));
  const zeros = [new Uint8Array(size), new Uint8Array(size + 5), new Uint8Array(Math.max(0, size - 1))];
  return [...zeros, new Uint8Array(size).fill(255), randomBytes(size, seed), randomBytes(size + 24, seed + 1), ...cut];
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function differences(generated: Generated, runTime: Layout<object>): string[] {
  const found: string[] = [];
  for (const [index, bytes] of inputs(runTime, runTime.name.length).entries()) {
    for (const request of requestsFor(runTime)) {
      const context = request === undefined ? {} : { request };
      const theirs = outcome(() => runTime.decode(bytes, context));
      const ours = outcome(() => generated.decode(view(bytes), 0, bytes.length, context));
      if (ours !== theirs) found.push(`decode ${index} ${shown(request)}: ${ours} instead of ${theirs}`);
      const layout = outcome(() => generated.layout.decode(bytes, context));
      if (layout !== theirs) found.push(`layout ${index} ${shown(request)}: ${layout} instead of ${theirs}`);
      const wrong = encoding(generated, runTime, bytes, context);
      if (wrong !== undefined) found.push(`encode ${index}: ${wrong}`);
    }
  }
  return found.map((one) => `${runTime.name} ${one}`.slice(0, 500));
}

/** Encoding what was decoded gives the same bytes, in place, and nothing beside them. */
function encoding(
  generated: Generated,
  runTime: Layout<object>,
  bytes: Uint8Array,
  context: object,
): string | undefined {
  let value: object;
  try {
    value = runTime.decode(bytes, context);
  } catch {
    return undefined;
  }
  const target = new Uint8Array(bytes.length + 16).fill(0xee);
  const written = outcome(() => generated.encode(view(target), 8, value));
  if (written !== String(bytes.length)) return `wrote ${written} instead of ${bytes.length}`;
  const there = Buffer.from(target.subarray(8, 8 + bytes.length)).toString("hex");
  const beside = [...target.subarray(0, 8), ...target.subarray(8 + bytes.length)].every((byte) => byte === 0xee);
  if (!beside) return "touched bytes beside it";
  const wanted = Buffer.from(bytes).toString("hex");
  return there === wanted ? undefined : `${there} instead of ${wanted}`;
}

function layoutOf(schema: LoadedSchema, name: string): Layout<object> {
  const layout = schema.layouts.get(name);
  if (layout === undefined) throw new Error(`${name} is in no schema file`);
  return layout;
}

describe.each(families)("%s", async (name) => {
  const generated = await generatedLayouts(name);
  const schema = runTimeSchema(name);

  test("every layout is generated", () => {
    expect([...schema.layouts.keys()].filter((layout) => !generated.has(layout))).toEqual([]);
  });

  test("and agrees with the one loaded by name", () => {
    const wrong: string[] = [];
    for (const [layout, code] of generated) wrong.push(...differences(code, layoutOf(schema, layout)));
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test("its views read what decode gives", () => {
    const wrong: string[] = [];
    for (const [name, { layout, decode }] of generated) {
      const bytes = randomBytes(layout.bytes + 40, name.length);
      const small = bytes.map((byte, index) => (index % 4 === 3 ? byte & 7 : 0));
      for (const one of [bytes, small]) {
        const value = decode(view(one), 0, one.length);
        for (const what of viewDifferences(layout.view(one), value)) wrong.push(`${name}${what}`.slice(0, 300));
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test("refuses what the run-time layout refuses, in the same words", () => {
    const wrong: string[] = [];
    for (const [layout, code] of generated) {
      const runTime = layoutOf(schema, layout);
      for (const value of [{}, ...broken(runTime)]) {
        const target = new Uint8Array(runTime.bytes + 64);
        const theirs = outcome(() => runTime.encodeAt(view(target), 0, value, true));
        const ours = outcome(() => code.encode(view(new Uint8Array(runTime.bytes + 64)), 0, value));
        if (ours !== theirs) wrong.push(`${layout}: ${ours} instead of ${theirs}`.slice(0, 300));
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

/** A decoded value with one field spoilt at a time. */
function broken(layout: Layout<object>): object[] {
  const value = layout.decode(new Uint8Array(layout.bytes));
  const spoilt: unknown[] = [-1, 2 ** 53, "no label", undefined, null, 1.5, -1n, 1n << 70n, [], {}, new Uint8Array(1)];
  return Object.keys(value)
    .slice(0, 12)
    .flatMap((key, index) => [
      { ...value, [key]: spoilt[index % spoilt.length] },
      { ...value, [key]: spoilt[(index + 5) % spoilt.length] },
    ]);
}
