/**
 * Writes the JSON Schema of the schema language, which editors read: `node json-schema.js dist/schema.json`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { jsonSchema } from "../src/schema/index.js";

const [, , target] = process.argv;
if (target === undefined) {
  console.error("usage: json-schema FILE");
  process.exitCode = 2;
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
}
