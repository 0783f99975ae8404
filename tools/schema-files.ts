/** The schema files of a family, read and checked. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CheckedFile } from "../src/codegen/index.js";
import { parseSchemas } from "../src/schema/index.js";

/** All schema files of a family, sorted; a folder is checked by itself. */
export function checkedFamily(root: string, family: string): CheckedFile[] {
  return schemaFolders(root, family).flatMap((folder) => checked(root, folder));
}

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
