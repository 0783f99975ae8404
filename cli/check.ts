/** `fwctl check`: every problem of schema files, with a JSON pointer each. */
import { builtIn } from "../reading/families.js";
import { byFamily, definitionsIn } from "../reading/private-schema.js";
import { isFwctlFault } from "../src/fault/index.js";
import { checkSchemas, type Known as KnownDefinitions, parseSchemas, type SchemaInput } from "../src/schema/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { type Io, inputName } from "./io.js";
import { paintFor } from "./paint.js";
import { readSchema } from "./read-schema.js";
import { schemaOptions } from "./schema-options.js";
import { many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  alone: { type: "boolean", help: "without the built-in family of the same name to refer to" },
  json: { type: "boolean", help: "the problems as one JSON document" },
  schema: { ...schemaOptions.schema, help: "a schema whose names the checked files may refer to" },
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "check",
  usage: "[OPTION …] SCHEMA …",
  about: `Checks schema files and prints every problem with a JSON pointer. Files of one family are checked together, so they may
refer to each other; a file of a built-in family (mlx5, cxl, bnxt, pds) may also refer to what that family has, and every file to
what a schema of its family has that --schema names.`,
  options,
  examples: [
    ["fwctl check acme.json", "one private schema"],
    ["fwctl check schemas/mlx5/*.json", "all files of a family together"],
    [
      "fwctl check fans.json --schema acme.json",
      "a file that refers to structs of another, which is not checked again",
    ],
  ],
};

export function checkCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => check(given, io));
}

interface Finding {
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
}

async function check(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  if (given.positionals.length === 0) throw new UsageError("check needs a schema file", 'Try "fwctl check --help".');
  const beside = await besideOf(given, io);
  const findings: Finding[] = [];
  const inputs: SchemaInput[] = [];
  for (const path of given.positionals) {
    try {
      inputs.push(await readSchema(io, path));
    } catch (error) {
      if (!isFwctlFault(error)) throw error;
      findings.push({ file: inputName(path), pointer: "", message: error.what ?? error.message });
    }
  }
  let more = 0;
  for (const [family, files] of byFamily(inputs)) {
    const all = beside(family);
    const known = all.map((one) => withoutDeclared(one, files));
    const taken = countOf(all) - countOf(known);
    if (taken > 0) {
      const what = `${many(taken, "name")} of these files ${taken === 1 ? "is" : "are"} known already`;
      await io.stderr.write(`fwctl: ${what} (${family}): checked in their place, but --schema would refuse them\n`);
    }
    const result = checkSchemas(files, { with: known });
    more += result.more;
    for (const { source, pointer, message } of result.problems) findings.push({ file: source, pointer, message });
  }
  await report(given, io, findings, more);
  return findings.length === 0 ? exitCodes.fine : exitCodes.faults;
}

/** What files of a family may refer to beside each other: the built-in family of that name, and the schemas that were named. */
async function besideOf(
  given: Arguments<keyof typeof options>,
  io: Io,
): Promise<(family: string) => readonly KnownDefinitions[]> {
  const families = given.flag("alone") ? [] : builtIn().families;
  const builtInOf = (name: string): readonly KnownDefinitions[] =>
    families.filter((one) => one.name === name).map(definitionsIn);
  const named = byFamily(await Promise.all(given.texts("schema").map((path) => readSchema(io, path))));
  const models = new Map([...named].map(([name, files]) => [name, parseSchemas(files, { with: builtInOf(name) })]));
  return (name) => [...builtInOf(name), ...(models.get(name) ?? [])];
}

/** Definitions without what the files declare themselves. */
function withoutDeclared(known: KnownDefinitions, files: readonly SchemaInput[]): KnownDefinitions {
  const layouts = declared(files, ["structs", "unions"]);
  const enums = declared(files, ["enums", "flags"]);
  const commands = declared(files, ["commands"]);
  const registers = declared(files, ["registers"]);
  return {
    layouts: known.layouts.filter((one) => !layouts.has(one.name)),
    enums: known.enums.filter((one) => !enums.has(one.name)),
    commands: known.commands?.filter((one) => !commands.has(one.name)) ?? [],
    registers: known.registers?.filter((one) => !registers.has(one.name)) ?? [],
  };
}

const countOf = (all: readonly KnownDefinitions[]): number =>
  all
    .flatMap(({ layouts, enums, commands, registers }) => [layouts, enums, commands ?? [], registers ?? []])
    .reduce((sum, list) => sum + list.length, 0);

/** Names that the files declare in some sections, before anything is proved about them. */
function declared(files: readonly SchemaInput[], sections: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { json } of files) {
    for (const section of sections) {
      const value: unknown = typeof json === "object" && json !== null ? Reflect.get(json, section) : undefined;
      if (typeof value === "object" && value !== null) for (const name of Object.keys(value)) names.add(name);
    }
  }
  return names;
}

async function report(
  given: Arguments<keyof typeof options>,
  io: Io,
  findings: readonly Finding[],
  more: number,
): Promise<void> {
  if (given.flag("json")) {
    await io.stdout.write(`${JSON.stringify({ problems: findings, more }, undefined, 2)}\n`);
    return;
  }
  const paint = paintFor(io);
  const files = [...new Set(findings.map((one) => one.file))];
  for (const file of files) {
    const own = findings.filter((one) => one.file === file);
    await io.stdout.write(`${paint(file, "title")}: ${many(own.length, "problem")}\n`);
    for (const { pointer, message } of own) {
      const place = pointer === "" ? "" : `${paint(pointer, "label")}  `;
      await io.stdout.write(`  ${place}${message}\n`);
    }
  }
  if (more > 0) await io.stdout.write(`and ${many(more, "more problem", "more problems")}\n`);
  const clean = given.positionals.length - files.length;
  if (clean > 0) await io.stderr.write(`fwctl: ${many(clean, "file")} without problems\n`);
}
