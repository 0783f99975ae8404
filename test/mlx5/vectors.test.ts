/** Bytes made by C programs from the kernel's headers, four ways, through layouts by name and through generated ones. */
import { describe, expect, test } from "vitest";
import { get, type Layout } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { generatedLayouts } from "../support/generated.js";
import { vectorLines } from "../support/lines.js";
import { structValue } from "../support/vector-value.js";

interface Vector {
  readonly struct: string;
  readonly bits: number;
  readonly flex?: number;
  readonly variant?: number;
  readonly hex: string;
  readonly fields: { readonly [path: string]: number | string };
}

interface LayoutVector {
  readonly struct: string;
  readonly bits: number;
  readonly fields: readonly (readonly [string, number, number])[];
}

/** In these nothing is stated of the bytes behind the fixed part, so they cannot be made from their fields. */
const nothingStated: readonly string[] = [
  "query_qp_out 0 3",
  "query_esw_functions_out 0 3",
  "query_esw_functions_out 1 3",
];

const bytesOf = (vector: Vector): Uint8Array => Uint8Array.from(Buffer.from(vector.hex, "hex"));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function digits(value: unknown): string {
  if (value instanceof Uint8Array) return BigInt(`0x${hexOf(value)}`).toString();
  return String(value);
}

const stated = (value: number | string): string => BigInt(value).toString();

const sources: readonly [string, (name: string) => Layout<object>][] = [
  ["by name", (name) => mlx5.layout(name)],
  ["generated", (name) => generated(name)],
];
const modules = await generatedLayouts("mlx5");

function generated(name: string): Layout<object> {
  const found = modules.get(name);
  if (found === undefined) throw new Error(`${name} is not generated`);
  return found.layout;
}

describe.each(sources)("%s", (_what, layoutOf) => {
  describe.each(["random", "ones", "walk", "set"])("%s", (file) => {
    const vectors = vectorLines<Vector>(`mlx5/${file}.jsonl.gz`);

    test("every stated field has its value", () => {
      const wrong: string[] = [];
      for (const vector of vectors) {
        const layout = layoutOf(vector.struct);
        for (const [path, value] of Object.entries(vector.fields)) {
          const read = digits(getAny(layout, bytesOf(vector), path));
          if (read !== stated(value)) wrong.push(`${vector.struct}.${path}: ${read} instead of ${value}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    test("encoding what was decoded gives the same bytes", () => {
      const wrong = vectors.filter((vector) => {
        const layout = layoutOf(vector.struct);
        return hexOf(layout.encode(layout.decode(bytesOf(vector)))) !== vector.hex;
      });
      expect(wrong.map((vector) => vector.struct)).toEqual([]);
    });
  });

  test("set: encoding the stated fields gives the stated bytes, and decodes to them again", () => {
    const wrong: string[] = [];
    for (const vector of vectorLines<Vector>("mlx5/set.jsonl.gz")) {
      const key = `${vector.struct} ${vector.variant} ${vector.flex}`;
      if (nothingStated.includes(key)) continue;
      const layout = layoutOf(vector.struct);
      const value = structValue(layout, vector.fields);
      const bytes = layout.encode(value);
      if (hexOf(bytes) !== vector.hex) wrong.push(key);
    }
    expect(wrong).toEqual([]);
  });

  test("every field stands where C has it", () => {
    const wrong: string[] = [];
    for (const { struct, bits, fields } of vectorLines<LayoutVector>("mlx5/layout.jsonl.gz")) {
      const layout = layoutOf(struct);
      if (layout.bits !== bits) wrong.push(`${struct}: ${layout.bits} bits instead of ${bits}`);
      for (const field of layout.definition.fields) {
        const found = fields.find(
          ([path]) => path === field.name || path.startsWith(`${field.name}.`) || path.startsWith(`${field.name}[`),
        );
        if (found !== undefined && field.anonymous !== true && found[0] === field.name && found[1] !== field.offset) {
          wrong.push(`${struct}.${field.name}: bit ${field.offset} instead of ${found[1]}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

function getAny(layout: Layout<object>, bytes: Uint8Array, path: string): unknown {
  return get(layout, bytes, path);
}

test("coverage: structs, vectors and fields that were checked", () => {
  const all = ["random", "ones", "walk", "set"].flatMap((file) => vectorLines<Vector>(`mlx5/${file}.jsonl.gz`));
  const structs = new Set(all.map((vector) => vector.struct)).size;
  const fields = all.reduce((sum, vector) => sum + Object.keys(vector.fields).length, 0);
  console.log(`mlx5 vectors: ${structs} structs, ${all.length} vectors, ${fields} field values`);
  expect([structs, all.length]).toEqual([275, 17_722]);
});
