/** Writes an enumeration: its values as a constant, and its definition for the layouts whose fields it names. */
import type { EnumDefinition } from "../layout/index.js";
import { enumNames, propertyName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { docLines, hex, indent } from "./text.js";

export function enumConstants(definition: EnumDefinition, doc: string | undefined, imports: Imports): string[] {
  const { values, definition: named } = enumNames(definition.name);
  const entries = Object.entries(definition.values);
  const wide = entries.some(([, value]) => typeof value === "string");
  const about =
    doc ?? (definition.kind === "flags" ? `Bit numbers of ${definition.name}.` : `Values of ${definition.name}.`);
  const lines = entries.map(
    ([label, value]) => `${propertyName(label)}: ${typeof value === "string" ? `${value}n` : hex(value)},`,
  );
  // Numbers above 2^53 are text in definitions, so those values are stated again.
  const stated = wide ? JSON.stringify(definition.values) : values;
  const { name, kind, prefix, partial } = definition;
  const rest = [
    `name: ${JSON.stringify(name)}`,
    `kind: "${kind}"`,
    ...(prefix === undefined ? [] : [`prefix: ${JSON.stringify(prefix)}`]),
    ...(partial === true ? ["partial: true"] : []),
    `values: ${stated}`,
  ];
  return [
    ...docLines(about),
    `export const ${values} = {`,
    ...indent(lines),
    "} as const;",
    "",
    "/** @internal */",
    `export const ${named}: ${imports.useType("EnumDefinition")} = { ${rest.join(", ")} };`,
  ];
}
