/** Good bytes by layout name, from the test vectors: seeds for mutation. */
import { fromHex } from "../../src/bits/index.js";
import { filesBelow, textOf } from "../project.js";

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function* linesOf(folder: string): Generator<unknown> {
  for (const path of [...filesBelow(folder, ".jsonl.gz"), ...filesBelow(folder, ".jsonl")]) {
    for (const line of textOf(path).split("\n")) if (line !== "") yield JSON.parse(line);
  }
}

/** A few vectors a layout are enough: mutation does the rest. */
const mostSeeds = 8;

/** Reads `struct` and `hex` of every line of every vector file of a family. */
export function seedsOf(family: string): ReadonlyMap<string, readonly Uint8Array[]> {
  const seeds = new Map<string, Uint8Array[]>();
  for (const line of linesOf(`test/vectors/${family}`)) {
    const name = property(line, "struct");
    const text = property(line, "hex");
    const bytes = typeof text === "string" ? fromHex(text) : undefined;
    if (typeof name !== "string" || bytes === undefined) continue;
    const known = seeds.get(name) ?? [];
    if (known.length < mostSeeds) known.push(bytes);
    seeds.set(name, known);
  }
  return seeds;
}
