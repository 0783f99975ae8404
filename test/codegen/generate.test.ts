/** The generator is a pure function of the checked schemas; its output for a small one stands here to be read. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { enumLine, generateFamily, layoutLine } from "../../src/codegen/index.js";
import { withShorthand } from "../../src/codegen/shorthand.js";
import { createTable } from "../../src/layout/index.js";
import { parseSchema, type SchemaModel } from "../../src/schema/index.js";
import { runTimeModels } from "../support/run-time.js";

const golden = (name: string): string => readFileSync(new URL(`golden/${name}`, import.meta.url), "utf8");

function small(): SchemaModel {
  return parseSchema(JSON.parse(golden("port-counters.json")), { source: "port-counters.json" });
}

const generated = (): ReadonlyMap<string, string> =>
  generateFamily([{ file: "schemas/acme/port-counters.json", model: small() }]);

describe("the generator", () => {
  test("writes one module for each schema file, and the table of the family", () => {
    expect([...generated().keys()]).toEqual(["port-counters.ts", "table.ts"]);
  });

  test.each(["port-counters.ts", "table.ts"])("%s is the golden one", (name) => {
    expect(generated().get(name)).toBe(golden(`${name}.txt`));
  });

  test("gives the same text again", () => {
    expect([...generated()]).toEqual([...generated()]);
  });

  test("two names of the source that become one identifier are refused", () => {
    const json = JSON.parse(golden("port-counters.json"));
    json.structs["port.counters"] = json.structs["port_counters"];
    const model = parseSchema(json, { source: "port-counters.json" });
    expect(() => generateFamily([{ file: "schemas/acme/port-counters.json", model }])).toThrow(
      expect.objectContaining({ code: "duplicate" }),
    );
  });
});

describe.each(["uapi", "mlx5", "cxl", "pds", "bnxt"])("compact tables of %s", (family) => {
  const models = runTimeModels(family);
  const layouts = models.flatMap((model) => model.layouts);
  const enums = models.flatMap((model) => model.enums);
  const table = createTable({
    layouts: () => withShorthand(layouts.map(layoutLine)).join("\n"),
    enums: () => withShorthand(enums.map(enumLine)).join("\n"),
  });

  test("give every layout back as it was", () => {
    const wrong = layouts.filter(
      (one) => JSON.stringify(sorted(table.definition(one.name))) !== JSON.stringify(sorted(one)),
    );
    expect(wrong.map((one) => one.name)).toEqual([]);
  });

  test("give every enumeration back as it was", () => {
    const wrong = enums.filter(
      (one) => JSON.stringify(sorted(table.enumeration(one.name))) !== JSON.stringify(sorted(one)),
    );
    expect(wrong.map((one) => one.name)).toEqual([]);
  });
});

/** The same data with its keys in one order; the order of labels is part of the data, and kept by sorting nothing inside. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
