/** `fwctl list`: everything that has a name. */
import {
  allKinds,
  familyNamed,
  type Known,
  type Named,
  type NamedKind,
  namedIn,
  namesOf,
} from "../reading/families.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { columns, hex, many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  kind: {
    type: "string",
    short: "k",
    multiple: true,
    value: "KIND",
    help: "only commands, registers, structs or enums",
  },
  family: { type: "string", short: "f", value: "NAME", help: "only mlx5, cxl, bnxt, pds, uapi, or a private family" },
  json: { type: "boolean", help: "one JSON list" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "list",
  usage: "[OPTION …] [PATTERN]",
  about: `Lists commands, registers, structs and enumerations whose name contains PATTERN, in any case.
With * or ? in it, PATTERN stands for the whole name.`,
  options,
  examples: [
    ["fwctl list", "everything, by family"],
    ["fwctl list 'query_*' --kind command", "all commands that query something"],
    ["fwctl list ptys", "where a register's name occurs"],
  ],
};

export function listCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => list(given, io));
}

async function list(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [pattern = "", ...more] = given.positionals;
  if (more.length > 0) throw new UsageError("list takes one pattern", 'Quote it, so that the shell leaves "*" alone.');
  const known = await knownFor(given, io);
  const found = search(known, pattern, kindsOf(given.texts("kind")), given.text("family"));
  if (given.flag("json")) await io.stdout.write(`${JSON.stringify(found.map(entry), undefined, 2)}\n`);
  else await io.stdout.write(table(found, io));
  if (found.length === 0) await io.stderr.write(`fwctl: nothing matches "${pattern.slice(0, 60)}"\n`);
  return exitCodes.fine;
}

const kindsByWord: ReadonlyMap<string, NamedKind> = new Map([
  ["command", "command"],
  ["commands", "command"],
  ["register", "register"],
  ["registers", "register"],
  ["struct", "struct"],
  ["structs", "struct"],
  ["enum", "enum"],
  ["enums", "enum"],
]);

function kindsOf(words: readonly string[]): readonly NamedKind[] {
  if (words.length === 0) return allKinds;
  return words.map((word) => {
    const kind = kindsByWord.get(word.toLowerCase());
    if (kind === undefined) throw new UsageError(`--kind takes command, register, struct or enum, not "${word}"`);
    return kind;
  });
}

function search(known: Known, pattern: string, kinds: readonly NamedKind[], family: string | undefined): Named[] {
  const matches = matcher(pattern);
  const families = family === undefined ? known.families : [familyNamed(known, family)];
  return families.flatMap((one) =>
    kinds.flatMap((kind) => [...namesOf(one, kind)].filter(matches).flatMap((name) => namedIn(one, kind, name) ?? [])),
  );
}

/** A part of the name, or with `*` and `?` the whole of it. */
function matcher(pattern: string): (name: string) => boolean {
  const lower = pattern.toLowerCase();
  if (!/[*?]/.test(lower)) return (name) => name.toLowerCase().includes(lower);
  const source = lower.replace(/\*+/g, "*").replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const whole = new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  return (name) => whole.test(name.toLowerCase());
}

/** The number that the kind goes by, and what it is in a few words. */
function details(named: Named): readonly [number: string, what: string] {
  switch (named.kind) {
    case "command": {
      const { opcode, request, response } = named.command;
      const sides = [request?.name, response?.name].map((side) => side ?? "-").join(" -> ");
      return [hex(opcode, 4), sides === "- -> -" ? "header only" : sides];
    }
    case "register":
      return [hex(named.register.id, 4), named.register.layout ?? ""];
    case "struct": {
      const { bits, kind } = named.layout;
      return ["", `${kind === "union" ? "union, " : ""}${bits % 8 === 0 ? many(bits / 8, "byte") : many(bits, "bit")}`];
    }
    case "enum":
      return ["", `${many(Object.keys(named.definition.values).length, "name")}`];
  }
}

function table(found: readonly Named[], io: Io): string {
  const paint = paintFor(io);
  return columns(
    found.map((named) => {
      const [number, what] = details(named);
      return [paint(named.family.name, "faint"), named.kind, paint(number, "value"), named.name, paint(what, "faint")];
    }),
  );
}

function entry(named: Named): object {
  const { kind, name } = named;
  const base = { family: named.family.name, kind, name };
  switch (named.kind) {
    case "command": {
      const { opcode, request, response, scope } = named.command;
      return { ...base, opcode, request: request?.name, response: response?.name, scope };
    }
    case "register":
      return { ...base, id: named.register.id, layout: named.register.layout };
    case "struct":
      return { ...base, bits: named.layout.bits, union: named.layout.kind === "union" };
    case "enum":
      return { ...base, values: named.definition.values };
  }
}
