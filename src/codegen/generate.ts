/** From the checked schema files of a family to the text of its generated modules: a pure function. */
import type { SchemaModel } from "../schema/index.js";
import { tableModule } from "./family-table.js";
import { Identifiers } from "./identifiers.js";
import { createLibrary, type SourceFile } from "./library.js";
import { groupModule } from "./module.js";

/** A schema file, checked. `file` is its path in the repository: `schemas/mlx5/queue-pair.json`. */
export interface CheckedFile {
  readonly file: string;
  readonly model: SchemaModel;
}

/**
 * The modules of one family, by their path under `src/<family>/gen/`: one for each schema file, in the same folders as the
 * schemas, and a by-name table for each folder.
 *
 * @throws FwctlFault `duplicate` when two names of the source become one identifier.
 */
export function generateFamily(files: readonly CheckedFile[]): ReadonlyMap<string, string> {
  const sources = files.map(({ file, model }): SourceFile => ({ file, model, module: moduleOf(file) }));
  const library = createLibrary(sources);
  const identifiers = new Identifiers();
  const modules = new Map<string, string>();
  for (const source of sources) modules.set(`${source.module}.ts`, groupModule(source, library, identifiers));
  for (const folder of new Set(sources.map(folderOf))) {
    const inside = sources.filter((source) => folderOf(source) === folder);
    modules.set(`${folder}table.ts`, tableOf(inside));
  }
  return modules;
}

/** `schemas/mlx5/registers/port.json` becomes `registers/port`. */
const moduleOf = (file: string): string =>
  file
    .replace(/\.json$/, "")
    .split("/")
    .slice(2)
    .join("/");

const folderOf = ({ module }: SourceFile): string => module.slice(0, module.lastIndexOf("/") + 1);

function tableOf(sources: readonly SourceFile[]): string {
  const models = sources.map((source) => source.model);
  const files = sources[0]?.file.replace(/[^/]*$/, "*.json") ?? "";
  return tableModule({
    files,
    layouts: models.flatMap((model) => model.layouts),
    enums: models.flatMap((model) => model.enums),
    commands: models.flatMap((model) => model.commands),
    registers: models.flatMap((model) => model.registers),
  });
}
