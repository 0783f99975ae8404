/** Writes the by-name table of a family: all its definitions as compact text in one module. */
import type { CommandDefinition, RegisterDefinition } from "../catalog/index.js";
import type { EnumDefinition, LayoutDefinition } from "../layout/index.js";
import { commandRows } from "./command-rows.js";
import { withShorthand } from "./shorthand.js";
import { enumLine, layoutLine } from "./table.js";

export interface TableSource {
  /** Where the facts come from, for the banner. */
  readonly files: string;
  readonly layouts: readonly LayoutDefinition[];
  readonly enums: readonly EnumDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly registers: readonly RegisterDefinition[];
}

/** The module's text. */
export function tableModule(source: TableSource): string {
  const { layouts, enums, commands, registers } = source;
  return [
    `// Generated from ${source.files}. Do not edit: change the schemas instead.`,
    "",
    "/** All definitions of the family as text, parsed on first use. */",
    "export const table = {",
    "  /** One layout a line; src/layout/table.ts says how to read it. */",
    ...text("layouts", withShorthand(layouts.map(layoutLine)).join("\n")),
    "",
    "  /** One enumeration a line. */",
    ...text("enums", withShorthand(enums.map(enumLine)).join("\n")),
    "",
    "  /** JSON, one command a line; src/catalog/command-rows.ts says how to read it. */",
    ...text("commands", jsonLines(commandRows(commands))),
    "",
    "  /** JSON, one register a line. */",
    ...text("registers", jsonLines(registers)),
    "};",
    "",
  ].join("\n");
}

const text = (name: string, lines: string): string[] => [`  ${name}() {`, `    return ${literal(lines)};`, "  },"];

const jsonLines = (rows: readonly object[]): string => `[${rows.map((row) => JSON.stringify(row)).join(",\n")}]`;

/** Text as a template literal, so that its lines stay lines. */
function literal(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;
}
