/** `fwctl decode`: what is in a dump. */
import { withArguments } from "./arguments.js";
import { inputSettings } from "./decode/input-options.js";
import { type Given, help } from "./decode/options.js";
import { decodeInputs } from "./decode/run.js";
import type { Io } from "./io.js";
import { exitCodes, UsageError } from "./usage.js";

export function decodeCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => decode(given, io));
}

async function decode(given: Given, io: Io): Promise<number> {
  const files = given.positionals.length > 0 ? given.positionals : ["-"];
  if (files.includes("-") && io.stdin.isTTY) {
    throw new UsageError("decode reads a file, or standard input, which is a terminal", 'Try "fwctl decode --help".');
  }
  refuseContradictions(given);
  const { faults, unread } = await decodeInputs(given, io, await inputSettings(given, io), files);
  return unread > 0 ? exitCodes.usage : faults > 0 ? exitCodes.faults : exitCodes.fine;
}

/** Forms of output exclude each other; only picked fields may be columns of rows. */
function refuseContradictions(given: Given): void {
  const picks = given.texts("pick").length > 0;
  const asked = (["json", "ndjson", "value", "summary", "timeline"] as const).filter((name) => given.flag(name));
  const forms = picks && !given.flag("ndjson") ? ["pick", ...asked] : asked;
  if (forms.length > 1) throw new UsageError(`--${forms[0]} and --${forms[1]} are two forms of output: choose one`);
  if (given.flag("value") && given.text("as") === undefined) throw new UsageError("--value needs --as STRUCT");
}
