/** Writes the documentation of the schemas as Markdown: `node pages.js [FOLDER]`, dist/pages when none is named. TypeDoc reads it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { schemaPages } from "./pages/pages.js";
import { projectRoot } from "./project.js";
import { checkedFamily } from "./schema-files.js";

/** The pages of every family of the project, by path. */
export function projectPages(): ReadonlyMap<string, string> {
  const entries = readdirSync(join(projectRoot, "schemas"), { withFileTypes: true });
  const families = entries.filter((entry) => entry.isDirectory()).map(({ name }) => checkedFamily(projectRoot, name));
  const { name } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  return schemaPages(families, name);
}

const [, script, target = join(projectRoot, "dist/pages")] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  rmSync(target, { recursive: true, force: true });
  const pages = projectPages();
  for (const [path, text] of pages) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`${pages.size} pages in ${target}`);
}
