/** Layouts for tests, stated in the schema language itself. */
import type { Layout } from "../../src/layout/index.js";
import { type LoadedSchema, loadSchema } from "../../src/schema/index.js";

export interface Parts {
  readonly order?: "be" | "le" | "host";
  readonly enums?: object;
  readonly flags?: object;
  readonly structs?: object;
  readonly unions?: object;
}

/** Loads a small schema of its own family. */
export function schemaOf({ order = "be", ...parts }: Parts): LoadedSchema {
  const source = { header: "test", revision: "1", license: "MIT" };
  return loadSchema({ family: "test", group: "test", order, source, ...parts });
}

/** One struct, by its fields. */
export function structOf(bits: number, fields: readonly object[], parts: Parts = {}): Layout {
  const structs = { ...parts.structs, regs: { bits, fields } };
  const found = schemaOf({ ...parts, structs }).layouts.get("regs");
  if (found === undefined) throw new Error("no layout");
  return found;
}

/** Bytes from hex, with spaces for the eye. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replaceAll(" ", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
