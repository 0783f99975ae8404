/** Writes the generated modules of every family: `schemas/<family>/**.json` in, `src/<family>/gen/**.ts` out. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CheckedFile, generateFamily } from "../src/codegen/index.js";
import { parseSchemas } from "../src/schema/index.js";

/** The schema files of one family, sorted, by folder: a folder is checked by itself. */
function schemaFolders(root: string, family: string): string[][] {
  const files = readdirSync(join(root, "schemas", family), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => `schemas/${family}/${name.replaceAll("\\", "/")}`)
    .sort();
  return [...new Set(files.map(dirname))].map((folder) => files.filter((file) => dirname(file) === folder));
}

function checked(root: string, files: readonly string[]): CheckedFile[] {
  const inputs = files.map((source) => ({ source, json: JSON.parse(readFileSync(join(root, source), "utf8")) }));
  const models = parseSchemas(inputs);
  return models.flatMap((model, index) => {
    const file = files[index];
    return file === undefined ? [] : [{ file, model }];
  });
}

/** Generates all families below a repository's root and returns the number of modules written. */
export function generateAll(root: string): number {
  const families = readdirSync(join(root, "schemas"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  let written = 0;
  for (const { name: family } of families) {
    const files = schemaFolders(root, family).flatMap((folder) => checked(root, folder));
    const target = join(root, "src", family, "gen");
    rmSync(target, { recursive: true, force: true });
    for (const [path, text] of generateFamily(files)) {
      const file = join(target, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      written += 1;
    }
  }
  return written;
}

const root = process.argv[2];
if (root !== undefined) {
  const begin = performance.now();
  const modules = generateAll(root);
  console.log(`generated ${modules} modules in ${Math.round(performance.now() - begin)} ms`);
}
