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
    for (const [name, one] of generatedIn(await import(path), Layout)) found.set(name, one);
  }
  return found;
}

/** The layouts of one generated module; `kind` is the class that its run time makes layouts of. */
export function generatedIn(module: unknown, kind: unknown): ReadonlyMap<string, Generated> {
  const exports = new Map<string, unknown>(Object.entries(typeof module === "object" && module !== null ? module : {}));
  const found = new Map<string, Generated>();
  for (const [name, value] of exports) {
    if (!isLayout(value, kind) || name.endsWith("Codec")) continue;
    const decode = exports.get(`decode${name}`);
    const encode = exports.get(`encode${name}`);
    if (!isDecode(decode) || !isEncode(encode)) throw new Error(`${name} has no functions`);
    found.set(value.name, { layout: value, decode, encode });
  }
  return found;
}

const isLayout = (value: unknown, kind: unknown): value is Layout<object> =>
  typeof kind === "function" && value instanceof kind;
const isDecode = (value: unknown): value is Generated["decode"] => typeof value === "function";
const isEncode = (value: unknown): value is Generated["encode"] => typeof value === "function";
