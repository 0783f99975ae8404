/** Every generated layout with its functions, found in the generated modules themselves. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Layout } from "../../src/layout/index.js";

export interface Generated {
  readonly layout: Layout<object>;
  readonly decode: (data: DataView, at: number, end: number, context?: object) => object;
  readonly encode: (data: DataView, at: number, value: object) => number;
}

const source = fileURLToPath(new URL("../../src", import.meta.url));

/** Generated modules of a family, tables left out; for mlx5 the register groups are part of it. */
export function generatedModules(family: string): string[] {
  const folder = `${source}/${family}/gen`;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts") && !/(^|\/)table\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
}

/** By layout name. */
export async function generatedLayouts(family: string): Promise<ReadonlyMap<string, Generated>> {
  const found = new Map<string, Generated>();
  for (const path of generatedModules(family)) {
    const module: { readonly [name: string]: unknown } = await import(path);
    for (const [name, value] of Object.entries(module)) {
      if (!(value instanceof Layout) || name.endsWith("Codec")) continue;
      const decode = module[`decode${name}`];
      const encode = module[`encode${name}`];
      if (!isDecode(decode) || !isEncode(encode)) throw new Error(`${path}: ${name} has no functions`);
      found.set(value.name, { layout: value, decode, encode });
    }
  }
  return found;
}

const isDecode = (value: unknown): value is Generated["decode"] => typeof value === "function";
const isEncode = (value: unknown): value is Generated["encode"] => typeof value === "function";
