/** `fwctl explain-scope`: which scope a request needs, and why. */
import { familyNamed, findNamed, type Known } from "../reading/families.js";
import { fromHex } from "../src/bits/index.js";
import type { Command, Family } from "../src/catalog/index.js";
import { accessRegisterOpcodes } from "../src/mlx5/access-register.js";
import { explainScope } from "../src/mlx5/index.js";
import { scopeName } from "../src/uapi/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { hex } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  "op-mod": { type: "string", value: "N", help: "op_mod of an mlx5 request (a register write has 0, a read 1)" },
  family: {
    type: "string",
    short: "f",
    value: "NAME",
    help: "only its commands; whose request the bytes are (default mlx5)",
  },
  json: { type: "boolean", help: "one JSON list" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "explain-scope",
  usage: "[OPTION …] COMMAND | HEX",
  about: `Says which fwctl scope the Linux 7.2 driver demands for a command, or for a request given as hex digits, and why.`,
  options,
  examples: [
    ["fwctl explain-scope QUERY_HCA_CAP", "a command by name"],
    ["fwctl explain-scope ACCESS_REG --op-mod 1", "a register read"],
    ["fwctl explain-scope 08050000000000010000500400000000", "the request itself"],
  ],
};

export function explainScopeCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => explain(given, io));
}

/** A verdict on one request. */
interface Verdict {
  readonly family: string;
  readonly command: string;
  readonly opcode: number | undefined;
  readonly op_mod?: number;
  /** `undefined`: it depends on what only the device knows. */
  readonly scope: number | "refused" | undefined;
  readonly reason: string;
}

async function explain(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [asked, ...more] = given.positionals;
  if (asked === undefined || more.length > 0) throw new UsageError("explain-scope takes one command or request");
  const known = await knownFor(given, io);
  const opMod = given.number("op-mod", 0, 0xffff);
  const bytes = requestBytes(asked);
  const family = given.text("family");
  const verdicts =
    bytes === undefined
      ? commandVerdicts(known, family === undefined ? asked : `${familyNamed(known, family).name}/${asked}`, opMod)
      : [requestVerdict(familyNamed(known, family ?? "mlx5"), bytes)];
  if (given.flag("json")) await io.stdout.write(`${JSON.stringify(verdicts, undefined, 2)}\n`);
  else await io.stdout.write(verdicts.map((one) => verdictText(one, io)).join(""));
  return exitCodes.fine;
}

/** Hex digits that are long enough for a request and no opcode. */
function requestBytes(text: string): Uint8Array | undefined {
  const digits = text.replace(/^0x/i, "").replace(/[\s:,]/g, "");
  return digits.length >= 16 && /^[0-9a-f]+$/i.test(digits) ? fromHex(digits) : undefined;
}

function commandVerdicts(known: Known, asked: string, opMod: number | undefined): Verdict[] {
  return findNamed(known, asked, ["command"]).flatMap((found) => {
    if (found.kind !== "command") return [];
    const { family, command } = found;
    if (family.name !== "mlx5") return [plainVerdict(family, command)];
    const mods = opMod === undefined ? (accessRegisterOpcodes.includes(command.opcode) ? [0, 1] : [0]) : [opMod];
    return mods.map((op_mod) => mlx5Verdict(family, { opcode: command.opcode, op_mod }));
  });
}

function requestVerdict(family: Family, bytes: Uint8Array): Verdict {
  if (family.name === "mlx5") return mlx5Verdict(family, bytes);
  if (bytes.length < family.protocol.leastRequest) {
    throw new UsageError(
      `a ${family.name} request has at least ${family.protocol.leastRequest} bytes, this one ${bytes.length}`,
    );
  }
  const opcode = family.protocol.opcode(bytes);
  const command =
    opcode === undefined ? family.commands.get(family.protocol.soleCommand ?? "") : family.command(opcode);
  if (command !== undefined) return plainVerdict(family, command);
  const name = hex(opcode ?? 0, 4);
  return {
    family: family.name,
    command: name,
    opcode,
    scope: "refused",
    reason: "the driver does not know this opcode",
  };
}

function mlx5Verdict(family: Family, request: Parameters<typeof explainScope>[0]): Verdict {
  const { command, opcode, op_mod, scope, reason } = explainScope(request, (code) => family.command(code));
  return { family: family.name, command, opcode, op_mod, scope, reason };
}

/** Where the reason does not stand in the opcode. */
const otherRules: ReadonlyMap<string, string> = new Map([
  [
    "cxl SET_FEATURE",
    "decided by the feature's effects: immediate ones need DEBUG_WRITE_FULL, after-reset ones DEBUG_WRITE; see fwctl features",
  ],
  ["pds FWCTL_RPC", "decided by the operation that the firmware lists for the endpoint"],
]);

function plainVerdict(family: Family, command: Command): Verdict {
  const { name, opcode, scope } = command;
  const base = { family: family.name, command: name, opcode };
  const rule = otherRules.get(`${family.name} ${name}`);
  if (rule !== undefined) return { ...base, scope: undefined, reason: rule };
  if (scope === undefined) return { ...base, scope, reason: "nobody has stated the rule for this command" };
  const reason =
    scope === "refused" ? "the driver does not let this command through" : "the driver lets it pass from this scope on";
  return { ...base, scope, reason };
}

function verdictText({ family, command, opcode, op_mod, scope, reason }: Verdict, io: Io): string {
  const paint = paintFor(io);
  const number = opcode === undefined || command === hex(opcode, 4) ? "" : ` (${hex(opcode, 4)})`;
  const mod = op_mod === undefined ? "" : `, op_mod ${op_mod}`;
  const what = scope === undefined ? "it depends" : scope === "refused" ? "refused" : `${scopeName(scope)} (${scope})`;
  const ink = scope === "refused" ? "bad" : "good";
  return `${paint(`${family} ${command}${number}${mod}`, "title")}: ${paint(what, ink)}\n  ${reason}\n`;
}
