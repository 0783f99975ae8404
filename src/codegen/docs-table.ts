/**
 * Writes what the authors of schema files say, and where their facts come from, as one module: for readers of text, beside the
 * tables that decode.
 */
import type { SchemaModel } from "../schema/index.js";
import type { CheckedFile } from "./generate.js";
import { literal } from "./text.js";

/** What one schema file says. */
export interface FileDocs {
  /** Path in the repository. */
  readonly file: string;
  readonly source: SchemaModel["source"];
  readonly doc?: string;
  /** Every struct and union of the file, also those that nothing is said of. */
  readonly layouts: { readonly [name: string]: LayoutWords };
  readonly enums: { readonly [name: string]: string };
}

export interface LayoutWords {
  readonly doc?: string;
  /** By field name, and `field.part` for bit ranges. */
  readonly fields?: { readonly [field: string]: string };
}

/** The module's text. */
export function docsModule(family: string, files: readonly CheckedFile[]): string {
  const rows = files.map(({ file, model }) => JSON.stringify(fileDocs(file, model)));
  return [
    `// Generated from schemas/${family}. Do not edit: change the schemas instead.`,
    "",
    "/** JSON, one schema file a line. */",
    `export const docs: string = ${literal(`[${rows.join(",\n")}]`)};`,
    "",
  ].join("\n");
}

function fileDocs(file: string, { source, doc, layouts, docs }: SchemaModel): FileDocs {
  return {
    file,
    source,
    ...(doc === undefined ? {} : { doc }),
    layouts: Object.fromEntries(layouts.map(({ name }) => [name, layoutWords(docs.layouts.get(name))])),
    enums: Object.fromEntries(docs.enums),
  };
}

function layoutWords(docs: ReturnType<SchemaModel["docs"]["layouts"]["get"]>): LayoutWords {
  if (docs === undefined) return {};
  return {
    ...(docs.doc === undefined ? {} : { doc: docs.doc }),
    ...(docs.fields.size === 0 ? {} : { fields: Object.fromEntries(docs.fields) }),
  };
}
