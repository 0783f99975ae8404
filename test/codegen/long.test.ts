/**
 * Structs of more than about 112 numbers: their compact line leaves out the names, which the decode function has in order, and
 * reserved bits are told by a mask that the layout gives. Neither may be seen from outside.
 */
import { describe, expect, test } from "vitest";
import type { Layout, LayoutDefinition } from "../../src/layout/index.js";
import { CmdHcaCap } from "../../src/mlx5/gen/hca-cap.js";
import { PddrPhyInfoPage } from "../../src/mlx5/gen/registers/link-diagnostics.js";
import { PemiOpticalEngineTelemetryParametersSamples } from "../../src/mlx5/gen/registers/module.js";
import { SltrPeriodicNonDestructive, SltrPeriodicNonDestructivePart2 } from "../../src/mlx5/gen/registers/serdes.js";
import { runTimeModels } from "../support/run-time.js";

const stated: ReadonlyMap<string, LayoutDefinition> = new Map(
  runTimeModels("mlx5").flatMap(({ layouts }) => layouts.map((one) => [one.name, one])),
);

const long: readonly Layout<object>[] = [
  CmdHcaCap,
  PddrPhyInfoPage,
  PemiOpticalEngineTelemetryParametersSamples,
  SltrPeriodicNonDestructive,
  SltrPeriodicNonDestructivePart2,
];

/** The first bit of each element, and the last, of every reserved field. */
function reservedBits({ fields }: LayoutDefinition): { readonly name: string; readonly bit: number }[] {
  return fields
    .filter((field) => field.reserved === true)
    .flatMap(({ name, offset, bits, count = 1 }) => [
      { name, bit: offset },
      { name, bit: offset + bits * count - 1 },
    ]);
}

describe.each(long)("$name", (layout) => {
  test("has the fields that its schema states", () => {
    expect(layout.definition).toEqual(stated.get(layout.name));
  });

  test("decodes zeros to its keys in the order of the schema", () => {
    const keys = layout.definition.fields.filter((field) => field.reserved !== true).map((field) => field.name);
    expect(Object.keys(layout.decode(new Uint8Array(layout.bytes)))).toEqual(keys);
  });

  test("keeps every reserved bit that is set, and only those", () => {
    const places = reservedBits(layout.definition);
    const lost = places.filter(({ name, bit }) => {
      const bytes = new Uint8Array(layout.bytes);
      bytes[bit >> 3] = 0x80 >> (bit & 7);
      return !(name in layout.decode(bytes));
    });
    expect(places.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });
});
