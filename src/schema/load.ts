/** From checked models to layouts that read and write bytes. */
import type { EnumDefinition } from "../layout/definition.js";
import { Layout, type LayoutScope } from "../layout/layout.js";
import type { CommandDefinition, Known, RegisterDefinition, SchemaModel } from "./model.js";
import { type ParseOptions, parseSchema } from "./parse.js";

/**
 * A schema at run time. It is the scope of its own layouts, so it can be the base of another schema: the maps hold what
 * the schema declares, `layout` and `enumeration` also find what its base has.
 */
export interface LoadedSchema extends LayoutScope {
  readonly family: string;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly enums: ReadonlyMap<string, EnumDefinition>;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly registers: ReadonlyMap<string, RegisterDefinition>;
  readonly models: readonly SchemaModel[];
}

export interface LoadOptions extends ParseOptions {
  /** Where layouts and enumerations are found that the schema does not declare; made from `with` when absent. */
  readonly base?: LayoutScope | undefined;
}

/**
 * Makes layouts of the models of one family. Nothing is generated and nothing evaluated: the interpreter reads the
 * definitions.
 *
 * @param base finds what the models refer to and do not declare: the schemas they were checked `with`.
 * @example
 * const [caps, registers] = parseSchemas(files);
 * const mlx5 = createSchema([caps, registers]);
 */
export function createSchema(models: SchemaModel | readonly SchemaModel[], base?: LayoutScope): LoadedSchema {
  const all: readonly SchemaModel[] = "layouts" in models ? [models] : models;
  return {
    ...scopeOf(all, base),
    family: all[0]?.family ?? "",
    commands: new Map(all.flatMap((model) => model.commands.map((command) => [command.name, command]))),
    registers: new Map(all.flatMap((model) => model.registers.map((register) => [register.name, register]))),
    models: all,
  };
}

type Scope = LayoutScope & Pick<LoadedSchema, "layouts" | "enums">;

function scopeOf(models: readonly Known[], base: LayoutScope | undefined): Scope {
  const layouts = new Map<string, Layout>();
  const enums = new Map(models.flatMap((model) => model.enums.map((definition) => [definition.name, definition])));
  const scope: LayoutScope = {
    layout: (name) => layouts.get(name) ?? base?.layout(name),
    enumeration: (name) => enums.get(name) ?? base?.enumeration(name),
  };
  for (const definition of models.flatMap((model) => model.layouts)) {
    layouts.set(definition.name, new Layout(definition, scope));
  }
  return { ...scope, layouts, enums };
}

/**
 * Checks a schema file and makes its layouts: the way of a private schema into the library.
 *
 * @param json what `JSON.parse` returned.
 * @throws FwctlFault `schema` with every problem of the file.
 * @example
 * const acme = loadSchema(JSON.parse(text), { source: "acme.json" });
 * acme.layout("debug_regs")?.decode(bytes);
 */
export function loadSchema(json: unknown, options: LoadOptions = {}): LoadedSchema {
  const model = parseSchema(json, options);
  const base = options.base ?? (options.with === undefined ? undefined : scopeOf(options.with, undefined));
  return createSchema(model, base);
}
