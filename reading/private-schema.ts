/** Private schemas beside the families of this package. */
import {
  type Catalog,
  createFamily,
  type Definitions,
  type Family,
  type FamilyExtension,
} from "../src/catalog/index.js";
import { FwctlFault } from "../src/fault/index.js";
import type { FieldDefinition, LayoutDefinition, Selector } from "../src/layout/index.js";
import {
  type Known as KnownDefinitions,
  parseSchemas,
  type SchemaInput,
  type SchemaModel,
} from "../src/schema/index.js";
import { builtIn, type Known } from "./families.js";
import { privateProtocol } from "./private-protocol.js";
import { UsageError } from "./usage-error.js";

/**
 * Everything that is known, private schemas included. Files of a family that exists extend it; others are a family of their own,
 * which decodes exchanges when it has a device type.
 *
 * @throws FwctlFault `schema` with every problem of the files.
 * @throws UsageError for a device type that no family, or more than one, could take.
 */
export function knownWith(inputs: readonly SchemaInput[], deviceType: number | undefined): Known {
  const known = builtIn();
  if (inputs.length === 0) return known;
  const groups = byFamily(inputs);
  refuseUnusedDeviceType(known, [...groups.keys()], deviceType);
  return [...groups].reduce((before, [name, files]) => added(before, name, files, deviceType), known);
}

/**
 * The text of a schema file as JSON.
 *
 * @throws FwctlFault `schema` when it is none.
 */
export function parsedSchema(source: string, text: string): SchemaInput {
  try {
    return { source, json: JSON.parse(text) };
  } catch (cause) {
    const what = `is not JSON (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new FwctlFault({ code: "schema", path: source, what }, { cause });
  }
}

/** Files by the family that they state; one that states none is with those of no name, for the check to complain about. */
export function byFamily(inputs: readonly SchemaInput[]): ReadonlyMap<string, readonly SchemaInput[]> {
  const groups = new Map<string, SchemaInput[]>();
  for (const input of inputs) {
    const { json } = input;
    const stated = typeof json === "object" && json !== null && "family" in json ? json.family : undefined;
    const name = typeof stated === "string" ? stated : "";
    groups.set(name, [...(groups.get(name) ?? []), input]);
  }
  return groups;
}

function refuseUnusedDeviceType(known: Known, names: readonly string[], deviceType: number | undefined): void {
  if (deviceType === undefined) return;
  const own = names.filter((name) => !known.families.some((family) => family.name === name));
  if (own.length === 1) return;
  const what = own.length === 0 ? "no schema has a family of its own" : `the schemas have ${own.length} of them`;
  throw new UsageError(`--device-type is the number of one new family, and ${what}`);
}

function added(known: Known, name: string, files: readonly SchemaInput[], deviceType: number | undefined): Known {
  const family = known.families.find((one) => one.name === name);
  if (family !== undefined) return extended(known, family, parseSchemas(files, { with: [definitionsIn(family)] }));
  const models = parseSchemas(files);
  const made = privateProtocol(name, deviceType, models);
  const fresh = createFamily(made.protocol, definitionsOf(models, made.headers));
  return {
    catalog: deviceType === undefined ? known.catalog : known.catalog.extend(fresh),
    families: [...known.families, fresh],
  };
}

function extended(known: Known, family: Family, models: readonly SchemaModel[]): Known {
  const wider = family.with(extensionOf(models));
  const catalog: Catalog =
    known.catalog.family(family.deviceType) === family ? known.catalog.replace(wider) : known.catalog;
  return { catalog, families: known.families.map((one) => (one === family ? wider : one)) };
}

/** What a family has, in the form in which the schema checker asks for it. */
export function definitionsIn(family: Family): KnownDefinitions {
  return {
    layouts: [...family.layouts.values()].map((layout) => layout.definition),
    enums: [...family.enumerations()].flatMap((name) => family.enumeration(name) ?? []),
    commands: [...family.commands.values()],
    registers: [...family.registers.values()],
  };
}

function definitionsOf(models: readonly SchemaModel[], more: readonly LayoutDefinition[] = []): Definitions {
  const layouts = new Map([...models.flatMap((model) => model.layouts), ...more].map((one) => [one.name, one]));
  const enums = new Map(models.flatMap((model) => model.enums).map((one) => [one.name, one]));
  return {
    names: () => layouts.keys(),
    definition: (name) => layouts.get(name),
    enumeration: (name) => enums.get(name),
    enumerations: () => enums.keys(),
    commands: models.flatMap((model) => model.commands),
    registers: models.flatMap((model) => model.registers),
  };
}

function extensionOf(models: readonly SchemaModel[]): FamilyExtension {
  const definitions = definitionsOf(models);
  const payloads = new Map(
    definitions.registers.flatMap(({ id, layout }) => (layout === undefined ? [] : [[id, layout]])),
  );
  return {
    name: "private schema",
    definitions,
    extend: (definition) => {
      if (payloads.size === 0) return definition;
      return { ...definition, fields: definition.fields.map((field) => withPayloads(field, payloads)) };
    },
  };
}

/** The payload of a register access also knows the schema's registers. */
function withPayloads(field: FieldDefinition, payloads: ReadonlyMap<number, string>): FieldDefinition {
  const { select } = field;
  if (select === undefined || typeof select === "string" || !("field" in select)) return field;
  if (select.field !== "register_id") return field;
  const map: Record<string, Selector> = { ...select.map };
  for (const [id, layout] of payloads) map[String(id)] = layout;
  return { ...field, select: { ...select, map } };
}
