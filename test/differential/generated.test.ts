/**
 * Generated code against layouts loaded at run time: the same keys in the same order, the same values, the same bytes, the
 * same faults. Every layout of every schema file.
 */
import { describe, expect, test } from "vitest";
import type { Layout } from "../../src/layout/index.js";
import type { LoadedSchema } from "../../src/schema/index.js";
import { codecDifferences, refusalDifferences, viewedDifferences, wholeDifferences } from "../support/differences.js";
import { generatedLayouts } from "../support/generated.js";
import { runTimeSchema } from "../support/run-time.js";

const families = ["uapi", "mlx5", "cxl", "pds", "bnxt"];

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
    for (const [layout, code] of generated) wrong.push(...codecDifferences(code, layoutOf(schema, layout)));
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test("its views read what decode gives", () => {
    expect([...generated.values()].flatMap(viewedDifferences).slice(0, 20)).toEqual([]);
  });

  test("encodes, by either way, what the general writer encodes", () => {
    const wrong: string[] = [];
    for (const [layout, code] of generated) wrong.push(...wholeDifferences(code, layoutOf(schema, layout)));
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test("refuses what the run-time layout refuses, in the same words", () => {
    const wrong: string[] = [];
    for (const [layout, code] of generated) wrong.push(...refusalDifferences(code, layoutOf(schema, layout)));
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
