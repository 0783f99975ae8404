/** Commands and registers on their page. */
import { allWords, scopeWords } from "../../cli/show/words.js";
import { hex } from "../../cli/table.js";
import { camelCase } from "../../src/codegen/identifiers.js";
import type { CommandDefinition, RegisterDefinition } from "../../src/schema/index.js";
import { type Directory, type GroupPage, headings } from "./directory.js";
import { code, plain, prose, table } from "./markdown.js";

/** A command with at least one described side. */
export function commandSection(command: CommandDefinition, { module }: GroupPage, directory: Directory): string[] {
  const { name, doc, request, response, scope, variants = [] } = command;
  const side = (layout: string | undefined): string =>
    layout === undefined ? "nobody has described it" : directory.link(module, "layout", layout);
  const facts = [
    `- opcode ${opcodeText(command)}`,
    `- least scope: ${plain(scopeWords(scope))}`,
    `- request: ${side(request)}`,
    `- reply: ${side(response)}`,
    `- builder: ${code(`${camelCase(name)}.call`)}`,
  ];
  const others = variants.map((variant) => [
    code(variant.name),
    plain(allWords(variant.when)),
    variant.request === undefined ? "" : side(variant.request),
    variant.response === undefined ? "" : side(variant.response),
    prose(variant.doc ?? ""),
  ]);
  return [
    `### ${plain(headings.command(name))}`,
    ...(doc === undefined ? [] : [prose(doc)]),
    facts.join("\n"),
    ...(others.length === 0 ? [] : [table(["Variant", "When", "Request", "Reply", "About"], others)]),
  ];
}

/** Opcodes that have a name and no described record. */
export function bareCommands(commands: readonly CommandDefinition[]): string[] {
  if (commands.length === 0) return [];
  const rows = commands.map((command) => [
    opcodeText(command),
    code(command.name),
    plain(scopeWords(command.scope)),
    prose(command.doc ?? ""),
  ]);
  return [`### ${headings.bare}`, table(["Opcode", "Command", "Least scope", "About"], rows)];
}

const opcodeText = ({ opcode, symbol }: CommandDefinition): string => numberText(opcode, symbol);

const numberText = (number: number, symbol: string | undefined): string =>
  `${code(hex(number, 4))}${symbol === undefined ? "" : ` ${code(symbol)}`}`;

export function registerSection(
  registers: readonly RegisterDefinition[],
  { module }: GroupPage,
  directory: Directory,
): string[] {
  if (registers.length === 0) return [];
  const rows = registers.map(({ id, symbol, name, layout, doc }) => [
    numberText(id, symbol),
    code(name),
    directory.link(module, "layout", layout),
    prose(doc ?? ""),
  ]);
  return [`## ${headings.registers}`, table(["Id", "Register", "Struct", "About"], rows)];
}
