/** Code generated from schemas that stand in no file: compiled as one module, with a run time of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { generateFamily } from "../../src/codegen/index.js";
import type { SchemaModel } from "../../src/schema/index.js";
import { type Generated, generatedIn } from "./generated.js";

const source = fileURLToPath(new URL("../../src", import.meta.url));

/** The layouts of each family by name, with the functions that the generator writes for them. */
export async function generatedFrom(
  families: readonly (readonly SchemaModel[])[],
): Promise<ReadonlyMap<string, Generated>[]> {
  const modules = new Map(families.flatMap((models, index) => [...familyModules(models, index)]));
  const names = [...modules.keys()];
  const exports = names.map((name, index) => `export * as module${index} from "${root}${name}";`);
  const { outputFiles } = await build({
    stdin: {
      contents: [...exports, 'export { Layout } from "./layout/index.js";'].join("\n"),
      resolveDir: source,
      loader: "ts",
    },
    plugins: [inMemory(modules)],
    bundle: true,
    write: false,
    logLevel: "silent",
    format: "esm",
    target: "es2022",
  });
  const bundle = await imported(outputFiles[0]?.text ?? "");
  const found = names.map((_, index) => generatedIn(bundle[`module${index}`], bundle["Layout"]));
  return families.map((_, family) => {
    const own = found.filter((_module, index) => names[index]?.startsWith(`${family}/`));
    return new Map(own.flatMap((layouts) => [...layouts]));
  });
}

/** Where the modules seem to stand: `src/invented/0/gen/group0.js`. */
const root = "invented:";

/** The generated groups of one family, each under the name of its file. */
function familyModules(models: readonly SchemaModel[], family: number): Map<string, string> {
  const files = models.map((model, index) => ({ file: `schemas/invented/group${index}.json`, model }));
  const groups = [...generateFamily(files)].filter(([name]) => name !== "table.ts");
  return new Map(groups.map(([name, text]) => [`${family}/${name.replace(/ts$/, "js")}`, text]));
}

/** The exports of a module's text, which stands in a file only while it is loaded. */
async function imported(text: string): Promise<{ readonly [name: string]: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), "fwctl-generated-"));
  try {
    const file = join(folder, "all.mjs");
    writeFileSync(file, text);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Generated modules as if they stood in folders of `src/`, beside the protocol of a family that has none. */
const inMemory = (modules: ReadonlyMap<string, string>): Plugin => ({
  name: "in-memory",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^invented:/ }, ({ path }) => ({ path: path.slice(root.length), namespace: "invented" }));
    onResolve({ filter: /^\.\/group/, namespace: "invented" }, ({ path, importer }) => ({
      path: `${importer.slice(0, importer.indexOf("/"))}${path.slice(1)}`,
      namespace: "invented",
    }));
    onResolve({ filter: /^\.\.\/(protocol|reply-records)\.js$/ }, ({ path }) => ({ path, namespace: "protocol" }));
    onResolve({ filter: /^\.\.\/\.\.\// }, ({ path }) => ({ path: `${source}/${path.slice(6).replace(/js$/, "ts")}` }));
    onLoad({ filter: /.*/, namespace: "invented" }, ({ path }) => ({
      contents: modules.get(path) ?? "",
      loader: "ts",
    }));
    onLoad({ filter: /.*/, namespace: "protocol" }, () => ({
      contents: "export const protocol = {};\nexport const replyRecord = () => undefined;",
      loader: "ts",
    }));
  },
});
