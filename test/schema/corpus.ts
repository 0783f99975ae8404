/** Schema files of test/vectors, and small ones made on the spot. */
import { readdirSync, readFileSync } from "node:fs";

const vectors = new URL("../vectors/", import.meta.url);

export interface BadSchema {
  readonly name: string;
  readonly expected: string;
  readonly schema: unknown;
}

export function badSchemas(): BadSchema[] {
  const folder = new URL("schema-bad/", vectors);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => {
    const file: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
    if (typeof file !== "object" || file === null || !("expected" in file) || !("schema" in file)) {
      throw new Error(`${name} has no "expected" and "schema"`);
    }
    return { name, expected: String(file.expected), schema: file.schema };
  });
}

/** A valid schema by file name: a fresh copy, so that a test may change it. */
export function goodSchema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`schema-good/${name}`, vectors), "utf8"));
}

export const goodNames = ["every-feature.json", "register-access.json", "registers.json"] as const;

/** A file with the given sections. */
export function schemaOf(sections: object): object {
  const source = { header: "acme.h", revision: "1.0", license: "MIT" };
  return { family: "acme", order: "be", source, ...sections };
}

/** A file with one struct. */
export function structOf(bits: number, ...fields: readonly object[]): object {
  return schemaOf({ structs: { regs: { bits, fields } } });
}
