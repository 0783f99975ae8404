/** From a checked file to its model. */
import type { EnumDefinition, LayoutDefinition } from "../layout/definition.js";
import { type CheckedFile, declarations, type Family, layoutShapes } from "./family.js";
import type {
  CommandShape,
  EnumShape,
  FieldShape,
  RegisterShape,
  StructShape,
  UnionShape,
  VariantShape,
} from "./file.js";
import type {
  CommandDefinition,
  CommandScope,
  CommandVariant,
  LayoutDocs,
  RegisterDefinition,
  SchemaDocs,
  SchemaModel,
} from "./model.js";

/** enum fwctl_rpc_scope of include/uapi/fwctl/fwctl.h. */
const scopes: Readonly<Record<NonNullable<CommandShape["scope"]>, CommandScope>> = {
  CONFIGURATION: 0,
  DEBUG_READ_ONLY: 1,
  DEBUG_WRITE: 2,
  DEBUG_WRITE_FULL: 3,
  refused: "refused",
};

/** The model of one file of a family without problems. */
export function resolveModel({ file }: CheckedFile, family: Family): SchemaModel {
  const layouts: LayoutDefinition[] = [];
  for (const [name] of layoutShapes(file)) {
    const entry = family.layouts.get(name);
    if (entry !== undefined) layouts.push(entry.definition);
  }
  const enums: EnumDefinition[] = [];
  for (const [name] of [...declarations(file.enums), ...declarations(file.flags)]) {
    const definition = family.enums.get(name);
    if (definition !== undefined) enums.push(definition);
  }
  return {
    family: file.family,
    group: file.group ?? file.family,
    order: file.order,
    source: file.source,
    doc: file.doc,
    layouts,
    enums,
    commands: declarations(file.commands).map(([name, command]) => commandDefinition(name, command)),
    registers: declarations(file.registers).map(([name, register]) => registerDefinition(name, register)),
    docs: docsOf(file),
  };
}

function commandDefinition(name: string, command: CommandShape): CommandDefinition {
  const { opcode, symbol, scope, variants, doc } = command;
  return {
    name,
    opcode,
    ...(symbol === undefined ? {} : { symbol }),
    ...sides(command),
    ...(scope === undefined ? {} : { scope: scopes[scope] }),
    ...(variants === undefined ? {} : { variants: variants.map(commandVariant) }),
    ...(doc === undefined ? {} : { doc }),
  };
}

function commandVariant(variant: VariantShape): CommandVariant {
  const { name, when, doc } = variant;
  return { name, when, ...sides(variant), ...(doc === undefined ? {} : { doc }) };
}

function sides({ request, response }: CommandShape | VariantShape): Pick<CommandDefinition, "request" | "response"> {
  return { ...(request === undefined ? {} : { request }), ...(response === undefined ? {} : { response }) };
}

function registerDefinition(name: string, { id, symbol, layout, doc }: RegisterShape): RegisterDefinition {
  return { name, id, ...(symbol === undefined ? {} : { symbol }), layout, ...(doc === undefined ? {} : { doc }) };
}

function docsOf(file: CheckedFile["file"]): SchemaDocs {
  const layouts = new Map<string, LayoutDocs>();
  for (const [name, shape] of layoutShapes(file)) {
    const docs = layoutDocs(shape);
    if (docs.doc !== undefined || docs.fields.size > 0) layouts.set(name, docs);
  }
  const enums = new Map<string, string>();
  for (const [name, { doc }] of declarations<EnumShape>({ ...file.enums, ...file.flags })) {
    if (doc !== undefined) enums.set(name, doc);
  }
  return { layouts, enums };
}

function layoutDocs(shape: StructShape | UnionShape): LayoutDocs {
  const fields = new Map<string, string>();
  const members: readonly FieldShape[] = "members" in shape ? shape.members : shape.fields;
  for (const field of members) {
    if (field.doc !== undefined) fields.set(field.name, field.doc);
    if (field.overlay?.doc !== undefined) fields.set(field.overlay.name, field.overlay.doc);
    for (const part of field.parts ?? []) {
      if (part.doc !== undefined) fields.set(`${field.name}.${part.name}`, part.doc);
    }
  }
  return { doc: shape.doc, fields };
}
