/** Generated code against run-time layouts, for schemas that no protocol has: invented ones, and the valid ones of the corpus. */
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../bench/random.js";
import type { Layout } from "../../src/layout/index.js";
import { createSchema, parseSchema, parseSchemas, type SchemaModel } from "../../src/schema/index.js";
import { Inventor } from "../../tools/fuzz/invent.js";
import { PlainInventor } from "../../tools/fuzz/invent-plain.js";
import { goodNames, goodSchema, schemaOf } from "../schema/corpus.js";
import { codecDifferences, refusalDifferences, viewedDifferences, wholeDifferences } from "../support/differences.js";
import { generatedFrom } from "../support/generate.js";
import type { Generated } from "../support/generated.js";

const invented = seeds(40).map((seed) => [parseSchema(new Inventor(seededRandom(seed)).schema())]);

const plain = seeds(16).map((seed) => [parseSchema(new PlainInventor(seededRandom(seed)).schema())]);

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed);
}

/** Files that refer to each other are one family. */
const corpus = [
  parseSchemas(
    goodNames.filter((name) => /^register/.test(name)).map((source) => ({ source, json: goodSchema(source) })),
  ),
  ...goodNames
    .filter((name) => !/^register/.test(name))
    .map((source) => parseSchemas([{ source, json: goodSchema(source) }])),
];

/** Each is at the edge of what has straight-line code. */
const edges = parseSchema(
  schemaOf({
    structs: {
      bytes_inside_a_byte: {
        bits: 32,
        fields: [
          { name: "high", bits: 4 },
          { name: "bytes", type: "u8", count: 3 },
          { name: "low", bits: 4 },
        ],
      },
      padding_that_ends_in_half_a_dword: {
        bits: 208,
        fields: [
          { name: "nibbles", bits: 4, count: 3 },
          { name: "flags", bits: 4 },
          { name: "reserved_at_10", bits: 16, count: 12, reserved: true },
        ],
      },
      constants_alone: {
        bits: 16,
        fields: [
          { name: "magic", bits: 8, constant: 7 },
          { name: "version", bits: 8, constant: 1 },
        ],
      },
      constants_inside: {
        bits: 24,
        fields: [
          { name: "head", layout: "constants_alone" },
          { name: "kind", bits: 8 },
        ],
      },
      one_byte: { bits: 8, fields: [{ name: "value", bits: 8 }] },
      union_with_an_odd_rest: {
        bits: 128,
        fields: [
          { name: "kind", bits: 8 },
          { name: "body", layout: "body", select: { from: "self", field: "kind", map: { 0: "one", 1: "all" } } },
        ],
      },
      chosen_by_a_list: {
        bits: 128,
        fields: [
          { name: "kind", bits: 8 },
          { name: "body", layout: "body", select: [{ from: "self", field: "kind", map: { 0: "one" } }, "all"] },
        ],
      },
      fifteen_bytes: { bits: 120, fields: [{ name: "values", bits: 24, count: 5 }] },
    },
    unions: {
      body: {
        bits: 120,
        members: [
          { name: "one", layout: "one_byte" },
          { name: "all", layout: "fifteen_bytes" },
        ],
      },
    },
  }),
);

interface Pair {
  readonly generated: Generated;
  readonly runTime: Layout<object>;
}

async function pairsOf(families: readonly (readonly SchemaModel[])[]): Promise<Pair[]> {
  const all = await generatedFrom(families);
  return families.flatMap((models, index) =>
    [...createSchema(models).layouts.values()].map((runTime) => {
      const generated = all[index]?.get(runTime.name);
      if (generated === undefined) throw new Error(`${runTime.name} of family ${index} is not generated`);
      return { generated, runTime };
    }),
  );
}

describe.each([
  ["layouts at the edges", [[edges]], 8],
  ["layouts of the corpus", corpus, 20],
  ["plain layouts", plain, 200],
  ["layouts of every kind", invented, 200],
])("%s", async (_what, families, least) => {
  const pairs = await pairsOf(families);
  const all = (differences: (one: Pair) => string[]): string[] => pairs.flatMap(differences).slice(0, 20);

  test("are many", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(least);
  });

  test("agree with those loaded by name", () => {
    expect(all(({ generated, runTime }) => codecDifferences(generated, runTime))).toEqual([]);
  });

  test("have views that read what decode gives", () => {
    expect(all(({ generated }) => viewedDifferences(generated))).toEqual([]);
  });

  test("encode, by either way, what the general writer encodes", () => {
    expect(all(({ generated, runTime }) => wholeDifferences(generated, runTime))).toEqual([]);
  });

  test("refuse what the run-time layouts refuse, in the same words", () => {
    expect(all(({ generated, runTime }) => refusalDifferences(generated, runTime))).toEqual([]);
  });
});
