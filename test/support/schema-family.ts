/** The schemas of one folder as a family at run time: what the generator's tables hold, without the generator. */
import { readdirSync, readFileSync } from "node:fs";
import { createFamily, type Definitions, type Family, type Protocol } from "../../src/catalog/index.js";
import type { Layout } from "../../src/layout/index.js";
import { createSchema, type LoadedSchema, parseSchemas } from "../../src/schema/index.js";

export function schemaFolder(folder: string): LoadedSchema {
  const place = new URL(`../../schemas/${folder}/`, import.meta.url);
  const names = readdirSync(place).filter((name) => name.endsWith(".json"));
  const files = names.map((name) => ({
    source: `${folder}/${name}`,
    json: JSON.parse(readFileSync(new URL(name, place), "utf8")),
  }));
  return createSchema(parseSchemas(files));
}

export function schemaFamily(protocol: Protocol): Family {
  const schema = schemaFolder(protocol.family);
  const definitions: Definitions = {
    names: () => schema.layouts.keys(),
    definition: (name) => schema.layouts.get(name)?.definition,
    enumeration: (name) => schema.enums.get(name),
    enumerations: () => schema.enums.keys(),
    commands: [...schema.commands.values()],
    registers: [...schema.registers.values()],
  };
  return createFamily(protocol, definitions);
}

/** A layout that must be there. */
export function layoutIn(schemas: readonly LoadedSchema[], name: string): Layout {
  const found = schemas.map((schema) => schema.layouts.get(name)).find((layout) => layout !== undefined);
  if (found === undefined) throw new Error(`no schema declares ${name}`);
  return found;
}
