/** The schema loader: files that were right, with a few things wrong, and text that is barely JSON. */
import type { Random } from "../../bench/random.js";
import { checkSchema, loadSchema } from "../../src/schema/index.js";
import { filesBelow, textOf } from "../project.js";
import { someBytes } from "./bytes.js";
import { choose, FuzzFailure, neverThrows, onlyFaults, type Target, type Work } from "./case.js";
import { exercise } from "./exercise.js";
import { spoiledJson } from "./hostile.js";

/** A check of a whole family takes seconds; what matters is in small files too. */
const longestFile = 40_000;

interface Seed {
  readonly name: string;
  readonly text: string;
  readonly json: unknown;
}

const parsed = (text: string): unknown => JSON.parse(text);

function seedFiles(): Seed[] {
  const files = [
    ...filesBelow("schemas", ".json"),
    ...filesBelow("test/vectors/schema-good", ".json"),
    ...filesBelow("test/vectors/schema-bad", ".json"),
  ];
  return files
    .map((name) => ({ name, text: textOf(name) }))
    .filter(({ text }) => text.length <= longestFile)
    .map(({ name, text }) => ({ name, text, json: parsed(text) }));
}

/** Text with characters changed; mostly no JSON any more, which is the caller's to see, but sometimes it is. */
function spoiledText(random: Random, text: string): unknown {
  const at = random.below(text.length);
  const changed =
    text.slice(0, at) +
    choose(random, ["0", "9", "-", '"', "e9", "[", "null", "\u0000"]) +
    text.slice(at + random.below(3));
  try {
    return JSON.parse(changed);
  } catch {
    return changed;
  }
}

/** A schema that loads must be as safe to read with as any. */
function useLayouts(random: Random, json: unknown): number {
  const loaded = onlyFaults("loadSchema", () => loadSchema(json, { source: "fuzz.json" }));
  if (loaded === undefined) return 0;
  const layouts = [...loaded.layouts.values()].filter((layout) => layout.bytes <= 65_536);
  if (layouts.length === 0) return 0;
  const layout = choose(random, layouts);
  const bytes = someBytes(random, layout.bytes, []);
  exercise(random, layout, bytes, {});
  return bytes.length;
}

export function schemaTarget(): Target {
  const seeds = seedFiles();
  return {
    name: "schema",
    run: (random, index): Work => {
      const seed = seeds[index % seeds.length];
      if (seed === undefined) return { size: 0, about: "no schemas" };
      const json = random.below(8) === 0 ? spoiledText(random, seed.text) : spoiledJson(random, seed.json);
      const { problems } = neverThrows(`${seed.name}: checkSchema`, () => checkSchema(json, { source: "fuzz.json" }));
      const used = useLayouts(random, json);
      if (problems.length > 0 && used > 0) throw new FuzzFailure(`${seed.name}: loads although it has problems`);
      return { size: seed.text.length + used, about: seed.name };
    },
  };
}
