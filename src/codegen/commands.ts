/** Writes the commands of a group: each with its layouts, ready to build calls. */
import type { CommandDefinition, CommandVariant } from "../schema/index.js";
import { camelCase, layoutNames } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { docLines, hex, indent } from "./text.js";

/** What commands need of the family and of the catalog, imported once a module. */
export const commandImports = (root: string, up: string): string[] => [
  `import { type Command, defineCommand } from "${root}catalog/index.js";`,
  `import { protocol } from "${up}protocol.js";`,
  `import { replyRecord } from "${up}reply-records.js";`,
];

/** Commands of which at least one side is described. */
export const isDescribed = (command: CommandDefinition): boolean =>
  command.request !== undefined ||
  command.response !== undefined ||
  (command.variants ?? []).some((variant) => variant.request !== undefined || variant.response !== undefined);

export function commandConstant(command: CommandDefinition, imports: Imports): string[] {
  const { name, opcode, symbol, scope, doc } = command;
  const responses = [command.response, ...(command.variants ?? []).map((variant) => variant.response)];
  const response = typeOf(responses, imports);
  // A reply that refuses may lack fields of the response.
  const types = `${typeOf([command.request], imports)}, ${response}, Partial<${response}>`;
  const parts = [
    `name: ${JSON.stringify(name)},`,
    `opcode: ${hex(opcode)},`,
    ...(symbol === undefined ? [] : [`symbol: ${JSON.stringify(symbol)},`]),
    ...(scope === undefined ? [] : [`scope: ${JSON.stringify(scope)},`]),
    ...(doc === undefined ? [] : [`doc: ${JSON.stringify(doc)},`]),
    ...lazy("request", command.request, imports),
    ...lazy("response", command.response, imports),
    ...variantLines(command.variants ?? [], imports),
  ];
  return [
    ...docLines(doc ?? `${name}, opcode 0x${opcode.toString(16)}.`),
    `export const ${camelCase(name)}: Command<${types}> = /* @__PURE__ */ defineCommand<`,
    `  ${types}`,
    ">(protocol, {",
    ...indent(parts),
    "}, replyRecord);",
  ];
}

/** The value type of a layout, or of all that a request can choose. */
function typeOf(layouts: readonly (string | undefined)[], imports: Imports): string {
  const names = [...new Set(layouts.filter((layout) => layout !== undefined))];
  const types = names.map((layout) =>
    imports.typeFrom(imports.library.layout(layout).module, layoutNames(layout).value),
  );
  return types.length === 0 ? "object" : types.join(" | ");
}

/** Layouts are looked up late: modules refer to each other. */
function lazy(key: string, layout: string | undefined, imports: Imports): string[] {
  if (layout === undefined) return [];
  const found = imports.from(imports.library.layout(layout).module, layoutNames(layout).layout);
  return [`get ${key}() {`, `  return ${found};`, "},"];
}

function variantLines(variants: readonly CommandVariant[], imports: Imports): string[] {
  if (variants.length === 0) return [];
  const each = variants.flatMap((variant) => [
    "{",
    `  name: ${JSON.stringify(variant.name)},`,
    `  when: ${JSON.stringify(variant.when)},`,
    `  request: ${reference(variant.request, imports)},`,
    `  response: ${reference(variant.response, imports)},`,
    "},",
  ]);
  return ["get variants() {", "  return [", ...indent(each, 2), "  ];", "},"];
}

function reference(layout: string | undefined, imports: Imports): string {
  return layout === undefined
    ? "undefined"
    : imports.from(imports.library.layout(layout).module, layoutNames(layout).layout);
}
