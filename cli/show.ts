/** `fwctl show`: one struct, command, register or enumeration. */
import { findNamed, type Known, type Named } from "../reading/families.js";
import type { Command, RegisterDefinition } from "../src/catalog/index.js";
import type { Layout } from "../src/layout/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import type { Io } from "./io.js";
import { type Paint, paintFor } from "./paint.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { type Docs, docsOf, sourceWords } from "./show/docs.js";
import { enumerationText } from "./show/enumeration.js";
import { layoutText, sizeWords } from "./show/layout.js";
import { allWords, scopeWords } from "./show/words.js";
import { columns, hex } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  depth: { type: "string", short: "d", value: "N", help: "levels of nested structs to open (default 0)" },
  json: { type: "boolean", help: "the definition as JSON" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "show",
  usage: "[OPTION …] STRUCT | COMMAND | REGISTER | ENUM",
  about: `Prints the fields of a struct, a command's request and reply, a register or an enumeration: offset in bytes, the same as
dword and bits (0x04.15:0 is bits 15 to 0 of the dword at byte 4), width, the names of values, and what chooses the arm of a
union. Opcodes and register ids name their command or register too. FAMILY/NAME asks one family only.`,
  options,
  examples: [
    ["fwctl show QUERY_HCA_CAP", "request and reply of a command"],
    ["fwctl show 0x805", "the command of an opcode"],
    ["fwctl show PTYS", "a register"],
    ["fwctl show create_qp_in --depth 1", "a struct with the structs inside it"],
    ["fwctl show cxl/cxl_feature_flags", "an enumeration of one family"],
  ],
};

export function showCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => show(given, io));
}

async function show(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [name, ...more] = given.positionals;
  if (name === undefined || more.length > 0) throw new UsageError("show takes one name", 'Try "fwctl list PATTERN".');
  const known = await knownFor(given, io);
  const found = findNamed(known, name);
  const names = new Set(found.map((one) => one.family.name));
  const docs = new Map(await Promise.all([...names].map(async (family) => [family, await docsOf(family)] as const)));
  if (given.flag("json")) {
    const all = found.map((one) => definitionOf(one, docs.get(one.family.name)));
    await io.stdout.write(`${JSON.stringify(all.length === 1 ? all[0] : all, undefined, 2)}\n`);
    return exitCodes.fine;
  }
  const paint = paintFor(io);
  const depth = given.number("depth", 0, 16) ?? 0;
  const texts = found.map((one) => namedText(known, one, { paint, depth, docs: docs.get(one.family.name) }));
  await io.stdout.write(texts.join("\n"));
  return exitCodes.fine;
}

interface ShowOptions {
  readonly paint: Paint;
  readonly depth: number;
  readonly docs: Docs | undefined;
}

function namedText(known: Known, named: Named, options: ShowOptions): string {
  const { paint } = options;
  switch (named.kind) {
    case "struct":
      return structText(named.family.name, named.layout, options);
    case "command":
      return commandText(named.command, options);
    case "register":
      return registerText(named.family.name, named.register, known, options);
    case "enum": {
      const { definition, family } = named;
      const prefix = definition.prefix === undefined ? "" : `, in the source ${definition.prefix}…`;
      const kind = definition.kind === "flags" ? "bit numbers" : "values";
      const partial = definition.partial === true ? ", not all values have a name" : "";
      const title = paint(`${family.name} ${definition.name}: ${kind}${prefix}${partial}`, "title");
      const doc = options.docs?.enumeration(definition.name);
      return `${title}\n${doc === undefined ? "" : `${doc}\n`}${enumerationText(definition, paint)}`;
    }
  }
}

function structText(family: string, layout: Layout<object>, { paint, depth, docs }: ShowOptions): string {
  const facts = docs?.source(layout.name);
  const { source } = layout.definition;
  const from = source === undefined ? "" : `, as ${source} has it`;
  const doc = docs?.layout(layout.name)?.doc;
  const lines = [
    paint(`${family} ${layout.kind} ${layout.name}, ${sizeWords(layout)}${from}`, "title"),
    ...(doc === undefined ? [] : [doc]),
    ...(facts === undefined ? [] : [paint(`facts: ${sourceWords(facts)}`, "faint")]),
  ];
  return `${lines.join("\n")}\n${layoutText(layout, { paint, depth, doc: docs?.field })}`;
}

function commandText(command: Command, options: ShowOptions): string {
  const { paint } = options;
  const symbol = command.symbol === undefined ? "" : ` (${command.symbol})`;
  const lines = [
    paint(`${command.family} command ${command.name}, opcode ${hex(command.opcode, 4)}${symbol}`, "title"),
    ...(command.doc === undefined ? [] : [command.doc]),
    `least scope: ${scopeWords(command.scope)}`,
  ];
  const { request, response, variants } = command;
  const sides = [sideText("request", request, undefined, options), sideText("reply", response, request, options)];
  const others = variants.map((variant) => {
    const sides = [variant.request?.name, variant.response?.name].filter((name) => name !== undefined);
    return [`  ${variant.name}`, sides.join(", "), `if ${allWords(variant.when)}`];
  });
  const more = others.length === 0 ? "" : `\nother structs, by what the request says\n${columns(others)}`;
  return `${lines.join("\n")}\n\n${sides.join("\n")}${more}`;
}

function sideText(
  side: string,
  layout: Layout<object> | undefined,
  request: Layout<object> | undefined,
  { paint, depth, docs }: ShowOptions,
): string {
  if (layout === undefined) return `${side}: nobody has described it\n`;
  const title = paint(`${side} ${layout.name}, ${sizeWords(layout)}`, "title");
  return `${title}\n${layoutText(layout, { paint, depth, request, doc: docs?.field })}`;
}

function registerText(family: string, register: RegisterDefinition, known: Known, options: ShowOptions): string {
  const { paint } = options;
  const doc = register.doc === undefined ? "" : `\n${register.doc}`;
  const symbol = register.symbol === undefined ? "" : ` (${register.symbol})`;
  const title = paint(`${family} register ${register.name}, id ${hex(register.id, 4)}${symbol}`, "title");
  const layout = known.families.find((one) => one.name === family)?.layouts.get(register.layout ?? "");
  if (layout === undefined) return `${title}${doc}\nnobody has described its payload\n`;
  return `${title}${doc}\n\n${structText(family, layout, options)}`;
}

function definitionOf(named: Named, docs: Docs | undefined): object {
  const { name } = named;
  const family = named.family.name;
  switch (named.kind) {
    case "struct": {
      const { definition } = named.layout;
      return { family, kind: named.kind, definition, docs: docs?.layout(name), facts: docs?.source(name) };
    }
    case "enum":
      return { family, kind: named.kind, definition: named.definition, doc: docs?.enumeration(name) };
    case "register":
      return { family, kind: named.kind, ...named.register };
    case "command": {
      const { opcode, symbol, scope, doc, request, response, variants } = named.command;
      const sides = { request: request?.definition, response: response?.definition };
      const choices = variants.map((one) => ({
        name: one.name,
        when: one.when,
        request: one.request?.name,
        response: one.response?.name,
      }));
      return { family, kind: named.kind, name, opcode, symbol, scope, doc, ...sides, variants: choices };
    }
  }
}
