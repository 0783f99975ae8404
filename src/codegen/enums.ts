/** Writes an enumeration: its values as constants, and its definition for the layouts whose fields it names. */
import type { EnumDefinition } from "../layout/index.js";
import { enumNames, propertyName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { enumLine } from "./table.js";
import { docLines, hex, indent, literal } from "./text.js";

export function enumConstants(definition: EnumDefinition, doc: string | undefined, imports: Imports): string[] {
  const { values, definition: named } = enumNames(definition.name);
  const about =
    doc ?? (definition.kind === "flags" ? `Bit numbers of ${definition.name}.` : `Values of ${definition.name}.`);
  const lines = Object.entries(definition.values).map(
    ([label, value]) =>
      `readonly ${propertyName(label)}: ${typeof value === "string" ? `${BigInt(value)}n` : hex(value)};`,
  );
  return [
    "/** @internal */",
    `export const ${named}: ${imports.useType("EnumDefinition")} = /* @__PURE__ */ ${imports.use("defineEnum")}(`,
    `  ${literal(enumLine(definition))},`,
    ");",
    "",
    ...docLines(about),
    `export const ${values}: {`,
    ...indent(lines),
    `} = /* @__PURE__ */ ${imports.use("valuesOf")}(${named});`,
  ];
}
