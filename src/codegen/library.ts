/** All definitions of one family, by name, with the module that each is generated into. */
import { FwctlFault } from "../fault/index.js";
import type { EnumDefinition, LayoutDefinition } from "../layout/index.js";
import type { SchemaModel } from "../schema/index.js";

/** A checked schema file. `file` is its path in the repository, `module` the generated module's, relative to the family's `gen/`. */
export interface SourceFile {
  readonly file: string;
  readonly module: string;
  readonly model: SchemaModel;
}

export interface LayoutEntry {
  readonly definition: LayoutDefinition;
  readonly module: string;
}

export interface EnumEntry {
  readonly definition: EnumDefinition;
  readonly module: string;
}

/** Looks up what a module refers to. */
export interface Library {
  layout(name: string): LayoutEntry;
  enumeration(name: string): EnumEntry | undefined;
}

export function createLibrary(files: readonly SourceFile[]): Library {
  const layouts = new Map<string, LayoutEntry>();
  const enums = new Map<string, EnumEntry>();
  for (const { model, module } of files) {
    for (const definition of model.layouts) layouts.set(definition.name, { definition, module });
    for (const definition of model.enums) enums.set(definition.name, { definition, module });
  }
  return {
    layout(name) {
      const found = layouts.get(name);
      if (found === undefined) throw new FwctlFault({ code: "schema", path: name, what: "has no definition" });
      return found;
    },
    enumeration: (name) => enums.get(name),
  };
}
