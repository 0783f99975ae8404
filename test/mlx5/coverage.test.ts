/**
 * How much of the protocol is described: every record, command and register of the sources, against the schemas. The counts
 * are printed; they may grow and must not fall.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FieldDefinition, Layout } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { coverageLine, coverageOf, fallen } from "../support/coverage.js";
import { vectorLines } from "../support/lines.js";

/** Offset and width in bits; elements of an array: 0 when it is open-ended, -1 when the field is no array. */
type SourceField = readonly [name: string, offset: number, width: number, count: number];

interface SourceRecord {
  readonly record: string;
  readonly from: "kernel" | "ofed" | "mlx5ctl" | "rdma-core" | "adb";
  readonly bits: number;
  readonly fields: readonly SourceField[];
}

interface Numbers {
  readonly commands: readonly (readonly [string, number, string | null, string | null])[];
  readonly registers: readonly (readonly [string, number, string | null])[];
  readonly kernelOnly: readonly (readonly [string, number])[];
}

const family = mlx5.with(mlx5Registers);
const records = vectorLines<SourceRecord>("mlx5/records.jsonl.gz");
const numbers: Numbers = JSON.parse(readFileSync(new URL("../vectors/mlx5/numbers.json", import.meta.url), "utf8"));

/** A record that another source states differently stands under `name~source`. */
function layoutOf({ record, from }: SourceRecord): Layout | undefined {
  return family.layouts.get(`${record}~${from}`) ?? family.layouts.get(record);
}

const elementsOf = (field: FieldDefinition): number => (field.open === undefined ? (field.count ?? -1) : 0);

function differences(source: SourceRecord): string[] {
  const layout = layoutOf(source);
  if (layout === undefined) return [`${source.record} (${source.from}): not described`];
  const open = layout.definition.fields.find((field) => field.open !== undefined);
  // The device's description counts one or more elements of an open-ended array into the size; the layout counts none.
  const wrong = open === undefined || source.from !== "adb" ? layout.bits !== source.bits : layout.bits > source.bits;
  const size = wrong ? [`${layout.name}: ${layout.bits} bits instead of ${source.bits}`] : [];
  const found = new Set(
    layout.definition.fields.map((one) => `${one.name} ${one.offset} ${one.bits} ${elementsOf(one)}`),
  );
  const missing = source.fields.filter((field) => !found.has(field.join(" ")));
  return [...size, ...missing.map((field) => `${layout.name}: no ${field.join(" ")}`)];
}

describe("every field of every record stands where its source has it", () => {
  test.each([
    ["kernel", 786, 7541],
    ["ofed", 34, 273],
    ["mlx5ctl", 11, 90],
    ["rdma-core", 111, 1318],
    ["adb", 435, 6074],
  ])("%s: %d records, %d fields", (from, count, fields) => {
    const some = records.filter((record) => record.from === from);
    expect([some.length, some.reduce((sum, record) => sum + record.fields.length, 0)]).toEqual([count, fields]);
    expect(some.flatMap(differences)).toEqual([]);
  });
});

test("every layout says which source it stands in; of the kernel's, none is said", () => {
  const wrong = records.flatMap((record) => {
    const { name, definition } = layoutOf(record) ?? {};
    return (definition?.source ?? "kernel") === record.from ? [] : [`${name} of ${record.from}: ${definition?.source}`];
  });
  expect(wrong).toEqual([]);
});

describe("commands", () => {
  test("all 244 opcodes have their name", () => {
    const found = numbers.commands.map(([, opcode]) => [opcode, family.command(opcode)?.name]);
    expect(found).toEqual(numbers.commands.map(([name, opcode]) => [opcode, name]));
    expect(found.length).toBe(244);
  });

  test("205 have the records of both sides", () => {
    const both = numbers.commands.filter(([, , request, response]) => request !== null && response !== null);
    const found = both.map(([name, opcode]) => {
      const command = family.command(opcode);
      return [name, command?.request?.name, command?.response?.name];
    });
    expect(found).toEqual(both.map(([name, , request, response]) => [name, request, response]));
    expect(both.length).toBe(205);
  });
});

describe("registers", () => {
  test("206 ids of the device's own description have a layout", () => {
    const described = [...family.registers.values()].filter(({ layout }) => family.layouts.has(layout ?? ""));
    const ids = new Set(described.map(({ id }) => id));
    expect(numbers.registers.filter(([, id]) => !ids.has(id))).toEqual([]);
    expect(numbers.registers.length).toBe(206);
  });

  test("the kernel's own ids have their name", () => {
    const names = new Map([...family.registers.values()].map(({ id, name }) => [id, name]));
    const found = numbers.kernelOnly.map(([, id]) => [names.get(id), id]);
    expect(found).toEqual(numbers.kernelOnly);
  });
});

test("what is described in all", () => {
  const coverage = coverageOf(family);
  console.info(coverageLine("mlx5", coverage));
  const least = {
    commands: 244,
    permitted: 94,
    described: 61,
    layouts: 1379,
    fields: 12_361,
    named: 1069,
    enumerations: 611,
  };
  expect(fallen(coverage, least)).toEqual([]);
});
