/**
 * Writes the generated modules of every family: `schemas/<family>/**.json` in, `src/<family>/gen/**.ts` out, and what the schemas say
 * in words as `cli/gen/<family>.ts`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { docsModule, generateFamily } from "../src/codegen/index.js";
import { checkedFamily } from "./schema-files.js";

/** Generates all families below a repository's root and returns the number of modules written. */
export function generateAll(root: string): number {
  const families = readdirSync(join(root, "schemas"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  let written = 0;
  rmSync(join(root, "cli", "gen"), { recursive: true, force: true });
  for (const { name: family } of families) {
    const files = checkedFamily(root, family);
    const target = join(root, "src", family, "gen");
    rmSync(target, { recursive: true, force: true });
    for (const [path, text] of generateFamily(files)) write(join(target, path), text);
    write(join(root, "cli", "gen", `${family}.ts`), docsModule(family, files));
  }
  return written;

  function write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    written += 1;
  }
}

const root = process.argv[2];
if (root !== undefined) {
  const begin = performance.now();
  const modules = generateAll(root);
  console.log(`generated ${modules} modules in ${Math.round(performance.now() - begin)} ms`);
}
