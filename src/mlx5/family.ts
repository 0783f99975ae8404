import {
  createFamily,
  type Definitions,
  type Family,
  type FamilyExtension,
  tableDefinitions,
} from "../catalog/index.js";
import type { FieldDefinition, LayoutDefinition, SelectorTest } from "../layout/index.js";
import { table } from "./gen/table.js";
import { protocol } from "./protocol.js";
import { armsOfVariants } from "./register-arms.js";

/** What the kernel describes. */
const kernel: Definitions = /* @__PURE__ */ tableDefinitions(table);

/** The field behind which the payload of a register access stands. */
const payloadField = "register_data";

/**
 * NVIDIA mlx5 mailbox commands, by name (device type 1). Register payloads stay dwords until the registers are added:
 * `mlx5.with(mlx5Registers)`.
 */
export const mlx5: Family = /* @__PURE__ */ createFamily(protocol, /* @__PURE__ */ withoutPayloads(kernel));

/** The kernel's own register payloads stand in the main table; which register has which is part of the registers. */
function withoutPayloads(definitions: Definitions): Definitions {
  // Not a copy of all members: that would read the commands, which is work that importing must not do.
  const { names, enumeration, enumerations } = definitions;
  return {
    names,
    enumeration,
    enumerations,
    get commands() {
      return definitions.commands;
    },
    get registers() {
      return definitions.registers;
    },
    definition(name) {
      const found = definitions.definition(name);
      return found === undefined ? undefined : mapPayload(found, ({ select, ...field }) => field);
    },
  };
}

function mapPayload(
  definition: LayoutDefinition,
  change: (field: FieldDefinition) => FieldDefinition,
): LayoutDefinition {
  if (!definition.name.startsWith("access_register_")) return definition;
  const fields = definition.fields.map((field) => (field.name === payloadField ? change(field) : field));
  return { ...definition, fields };
}

/**
 * An extension that knows the payloads of registers: the kernel's records first, then others for ids that are not bound yet,
 * and for values of a selector that the kernel's record leaves open.
 *
 * @param definitions layouts and registers beside those of the main table.
 */
export function registerExtension(name: string, definitions: Definitions): FamilyExtension {
  const withArms = armsOfVariants(definitions);
  return {
    name,
    definitions,
    extend: (definition) =>
      withArms(
        mapPayload(definition, (field) => ({
          ...field,
          select: payloadSelector(definition.name, definitions),
        })),
      ),
  };
}

function payloadSelector(layout: string, more: Definitions): SelectorTest {
  const map: { [id: string]: string } = {};
  for (const register of [...kernel.registers, ...more.registers]) {
    const id = String(register.id);
    if (register.layout !== undefined && map[id] === undefined) map[id] = register.layout;
  }
  return { from: layout.endsWith("_in") ? "self" : "request", field: "register_id", map };
}
