/** `fwctl encode`: JSON to bytes. */
import { findNamed, type Known } from "../reading/families.js";
import { toHex } from "../src/bits/index.js";
import type { Command } from "../src/catalog/index.js";
import { layoutsFor } from "../src/catalog/index.js";
import { FwctlFault } from "../src/fault/index.js";
import type { Layout } from "../src/layout/index.js";
import { fromJson } from "../src/text/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { type Io, inputName, openInput, readAll } from "./io.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  binary: { type: "boolean", short: "b", help: "raw bytes instead of hex" },
  output: { type: "string", short: "o", value: "FILE", help: "write to a file" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "encode",
  usage: "[OPTION …] STRUCT | COMMAND[:in|:out] [FILE | -]",
  about: `Reads one value as JSON (from FILE, or standard input) and writes its bytes as hex.

A STRUCT needs all its fields, except reserved ones, constants and lengths. A COMMAND makes a request: the opcode is its own and
every field that is left out is 0. Numbers may stand as "0x…", values of enumerations as their names, bytes as hex.`,
  options,
  examples: [
    [`echo '{"op_mod": 1}' | fwctl encode QUERY_HCA_CAP`, "the request that asks for the current general capabilities"],
    ["fwctl encode fwctl_rpc value.json --binary -o rpc.bin", "the bytes of a struct into a file"],
    ["fwctl decode --as ptys_reg --value ptys.bin | fwctl encode ptys_reg", "there and back: the same bytes"],
  ],
};

export function encodeCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => encode(given, io));
}

async function encode(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [name, path = "-", ...more] = given.positionals;
  if (name === undefined || more.length > 0) {
    throw new UsageError(
      "encode takes the name of a struct or command and at most one file",
      'Try "fwctl encode --help".',
    );
  }
  const target = targetOf(await knownFor(given, io), name);
  if (path === "-" && io.stdin.isTTY)
    throw new UsageError("encode reads JSON from standard input, which is a terminal");
  const bytes = bytesOf(target, await readJson(io, path));
  const data = given.flag("binary") ? bytes : `${toHex(bytes)}\n`;
  const file = given.text("output");
  if (file === undefined) await io.stdout.write(data);
  else await io.files.write(file, data);
  return exitCodes.fine;
}

type Target = { readonly layout: Layout<object> } | { readonly command: Command };

function targetOf(known: Known, asked: string): Target {
  const [, name = asked, side] = /^(.+):(in|out)$/.exec(asked) ?? [];
  const [found] = findNamed(known, name, side === undefined ? ["struct", "command"] : ["command"]);
  if (found?.kind === "struct") return { layout: found.layout };
  if (found?.kind !== "command") throw new UsageError(`there is no command "${name}"`);
  if (side !== "out") return { command: found.command };
  if (found.command.response === undefined) throw new UsageError(`nobody has described the reply of ${found.name}`);
  return { layout: found.command.response };
}

function bytesOf(target: Target, json: unknown): Uint8Array {
  if ("layout" in target) return target.layout.encode(fromJson(target.layout, json));
  const { command } = target;
  if (command.request === undefined) throw new UsageError(`nobody has described the request of ${command.name}`);
  const fields = fromJson(command.request, json);
  if (command.variants.length === 0) return command.call(fields).in;
  // The fields choose the variant, and its layout says how the rest of the JSON is meant.
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => command.request?.plan.names.has(name)));
  const { requestLayout } = layoutsFor(command, command.call(own).in);
  return command.call(fromJson(requestLayout ?? command.request, json)).in;
}

async function readJson(io: Io, path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readAll(openInput(io, path)));
  try {
    return JSON.parse(text);
  } catch (cause) {
    const received = cause instanceof Error ? cause.message : String(cause);
    throw new FwctlFault({ code: "kind", path: inputName(path), expected: "JSON", received }, { cause });
  }
}
