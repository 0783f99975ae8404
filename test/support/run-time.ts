/** The layouts of every schema file, loaded at run time from the JSON itself. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createSchema, type LoadedSchema, parseSchemas, type SchemaModel } from "../../src/schema/index.js";

const root = fileURLToPath(new URL("../../schemas", import.meta.url));

/** A family's schema; each folder is checked by itself, and all of them make one scope. */
export function runTimeSchema(family: string): LoadedSchema {
  return createSchema(runTimeModels(family));
}

/** The checked models of a family's schema files. */
export function runTimeModels(family: string): readonly SchemaModel[] {
  const files = readdirSync(`${root}/${family}`, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  const folders = [...new Set(files.map(dirname))];
  return folders.flatMap((folder) => {
    const inside = files.filter((file) => dirname(file) === folder);
    return modelsOf(family, inside);
  });
}

function modelsOf(family: string, files: readonly string[]): readonly SchemaModel[] {
  return parseSchemas(
    files.map((file) => ({ source: file, json: JSON.parse(readFileSync(`${root}/${family}/${file}`, "utf8")) })),
  );
}
