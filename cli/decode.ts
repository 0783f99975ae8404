/** `fwctl decode`: what is in a dump. */
import {
  type BytesRecord,
  type CaptureRecord,
  compileFilter,
  type Filter,
  type FlatRow,
  formats,
} from "../src/capture/index.js";
import { isFwctlFault } from "../src/fault/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { headerWords } from "./decode/about.js";
import { type InputSettings, inputOptions, inputSettings } from "./decode/input-options.js";
import { type OpenedRecords, openRecords } from "./decode/open.js";
import { inferred } from "./decode/pick.js";
import {
  gridPrinter,
  jsonPrinter,
  ndjsonPrinter,
  type Printer,
  pickPrinter,
  silentPrinter,
  structPrinter,
  timelinePrinter,
  valuePrinter,
} from "./decode/printers.js";
import { progressOf } from "./decode/progress.js";
import { type Context, type Reading, readRecord } from "./decode/reading.js";
import { lookupIn, pickedCells, type RowMaker, rowMaker } from "./decode/row.js";
import { Totals } from "./decode/summary.js";
import { fileError } from "./file-error.js";
import { type Io, inputName } from "./io.js";
import { paintFor } from "./paint.js";

import { many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  brief: { type: "boolean", short: "b", help: "without reserved fields that are zero" },
  fields: { type: "boolean", short: "F", help: "every field (recordings have them anyway; logs as a timeline do not)" },
  timeline: { type: "boolean", short: "t", help: "one line a record (logs have it anyway)" },
  summary: { type: "boolean", short: "s", help: "only the summary" },
  json: { type: "boolean", help: "one JSON document" },
  ndjson: { type: "boolean", help: "one flat JSON row a record, for DuckDB, ClickHouse, Spark and jq" },
  value: { type: "boolean", help: "with --as: only the value as JSON, as fwctl encode takes it" },
  only: { type: "string", short: "o", value: "EXPR", help: "only records that a filter lets pass, see below" },
  pick: {
    type: "string",
    short: "p",
    multiple: true,
    value: "FIELD",
    help: "one field across all files and records, as a table",
  },
  bytes: { type: "string", value: "N", help: "bytes to print of a run of bytes (default 64)" },
  ...inputOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "decode",
  usage: "[OPTION …] [FILE … | -]",
  about: `Finds out what each FILE is (a fwctl-capture recording, a kernel log, a hex dump, a resource dump, devlink output, CXL trace
events, raw bytes), reads it as far as it can be read, and prints every exchange field by field, or a log as a timeline, with a
summary at the end. Without a FILE, or with -, it reads standard input.`,
  options,
  more: `Filters join conditions with && and ||, negate with !, group with ( ): status != 0 && command == QUERY_HCA_CAP.
Operators: == != < <= > >= and ~ (contains). Names are the columns of --ndjson (kind, ts, dev, family, command, opcode, op_mod,
about, scope, errno, status, status_name, syndrome, verdict, …) and the names of decoded fields (log_max_qp, ptys_reg.local_port).
A name alone is true when it is there and not 0.

Ends with 0 when all is well, with 1 when something was damaged or lost, with 2 when it was called wrongly.`,
  examples: [
    ["fwctl decode dmesg.txt", "error lines and command dumps of the mlx5 driver: a timeline and a summary"],
    ["fwctl decode session.ndjson --brief", "a recording, field by field, without empty reserved fields"],
    ["journalctl -k | fwctl decode - --only 'status == 3' --ndjson", "rows for a script"],
    ["fwctl decode --as cmd_hca_cap hca_cap.bin", "raw bytes of a struct (mlx5ctl -B)"],
    ["fwctl decode --as QUERY_HCA_CAP:out --select op_mod=3 reply.hex", "a reply alone: --select says what was asked"],
    ["fwctl decode --pick log_max_qp *.bin", "one field of many dumps"],
    ["fwctl decode trace.ndjson --schema acme.json --device-type 9", "a device that only a private schema describes"],
  ],
};

export function decodeCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => decode(given, io));
}

type Given = Arguments<keyof typeof options>;

/** Everything that one run works with. */
interface Run {
  readonly given: Given;
  readonly io: Io;
  readonly settings: InputSettings;
  readonly filter: Filter | undefined;
  readonly rows: RowMaker;
  readonly opModWords: ReturnType<typeof headerWords>;
  readonly totals: Totals;
  /** Structs that were found out, each said once. */
  readonly told: Set<string>;
}

async function decode(given: Given, io: Io): Promise<number> {
  const files = given.positionals.length > 0 ? given.positionals : ["-"];
  if (files.includes("-") && io.stdin.isTTY) {
    throw new UsageError("decode reads a file, or standard input, which is a terminal", 'Try "fwctl decode --help".');
  }
  refuseContradictions(given);
  const settings = await inputSettings(given, io);
  const opModWords = headerWords(settings.known.catalog.family(1));
  const run: Run = {
    given,
    io,
    settings,
    filter: filterOf(given.text("only")),
    rows: rowMaker(settings.known, opModWords),
    opModWords,
    totals: new Totals(),
    told: new Set(),
  };
  const unread = await decodeAll(run, files);
  return unread > 0 ? exitCodes.usage : run.totals.faults > 0 ? exitCodes.faults : exitCodes.fine;
}

/** Forms of output exclude each other; only picked fields may be columns of rows. */
function refuseContradictions(given: Given): void {
  const picks = given.texts("pick").length > 0;
  const asked = (["json", "ndjson", "value", "summary", "timeline"] as const).filter((name) => given.flag(name));
  const forms = picks && !given.flag("ndjson") ? ["pick", ...asked] : asked;
  if (forms.length > 1) throw new UsageError(`--${forms[0]} and --${forms[1]} are two forms of output: choose one`);
  if (given.flag("value") && given.text("as") === undefined) throw new UsageError("--value needs --as STRUCT");
}

function filterOf(text: string | undefined): Filter | undefined {
  if (text === undefined) return undefined;
  try {
    return compileFilter(text);
  } catch (error) {
    if (isFwctlFault(error)) throw new UsageError(`--only: ${error.message}`);
    throw error;
  }
}

/** Decodes file after file; one that cannot be opened is reported, and the rest still read. Returns how many were not. */
async function decodeAll(run: Run, files: readonly string[]): Promise<number> {
  const { given, io, settings } = run;
  let printer: Printer | undefined;
  let unread = 0;
  for (const file of files) {
    const progress = await progressFor(io, file);
    let opened: OpenedRecords;
    try {
      opened = await openRecords(io, file, settings, progress.onBytes);
    } catch (error) {
      const words = fileError(error);
      if (words === undefined) throw error;
      await io.stderr.write(`fwctl: ${words}\n`);
      unread += 1;
      continue;
    }
    printer ??= printerFor(run, opened);
    if (opened.empty) await io.stderr.write(`fwctl: ${inputName(file)} is empty\n`);
    if (opened.empty && settings.as === undefined) continue;
    await printer.input?.(file, files.length > 1);
    await decodeOne(run, opened, file, printer);
    await progress.done();
  }
  await printer?.end();
  const text = given.flag("summary") || wantsSummary(given) ? run.totals.text(paintFor(io), run.opModWords) : "";
  if (text !== "") await io.stdout.write(given.flag("summary") ? text : `\n${text}`);
  return unread;
}

async function progressFor(io: Io, file: string): ReturnType<typeof progressOf> {
  try {
    return await progressOf(io, file);
  } catch {
    // The file is not there: opening it says so.
    return { onBytes: () => {}, done: async () => {} };
  }
}

/** Machine-readable forms and structs have no summary. */
function wantsSummary(given: Given): boolean {
  const machine = (["json", "ndjson", "value"] as const).some((name) => given.flag(name));
  return !machine && given.texts("pick").length === 0 && given.text("as") === undefined;
}

const logFormats: ReadonlySet<string> = new Set([formats.kernelLog, formats.cxlTrace, formats.strace]);

/** The form of output: what was asked for, else what suits the first input. */
function printerFor({ given, io, settings, opModWords }: Run, { format }: OpenedRecords): Printer {
  const { stdout } = io;
  const paint = paintFor(io);
  const style = { paint, brief: given.flag("brief"), mostBytes: given.number("bytes", 1, 1 << 24) };
  if (given.flag("ndjson")) return ndjsonPrinter(stdout);
  if (given.flag("json")) return jsonPrinter(stdout, settings.as);
  if (given.flag("summary")) return silentPrinter;
  const picks = given.texts("pick");
  if (picks.length > 0) return pickPrinter(stdout, paint, picks);
  if (settings.as !== undefined)
    return given.flag("value") ? valuePrinter(stdout, settings.as) : structPrinter(stdout, style);
  const isLog = logFormats.has(format);
  if (given.flag("timeline") || isLog) return timelinePrinter(stdout, style, opModWords, given.flag("fields"));
  return gridPrinter(stdout, style);
}

async function decodeOne(run: Run, opened: OpenedRecords, file: string, printer: Printer): Promise<void> {
  const { totals, rows, filter, given } = run;
  const picks = given.texts("pick");
  // Forms that show values alone have no place for what was damaged.
  const tellFaults = given.flag("value") || given.flag("summary") || (picks.length > 0 && !given.flag("ndjson"));
  let number = 0;
  for await (const record of opened.records) {
    const reading = readRecord(record, await contextFor(run, opened, record));
    number += 1;
    const place = number;
    let made: FlatRow | undefined;
    const row = (): FlatRow => {
      made ??= { ...rows(reading, file, place), ...pickedCells(reading, picks) };
      return made;
    };
    if (record.kind !== "lost" && filter?.test(lookupIn(reading, row())) === false) continue;
    totals.add(reading);
    if (tellFaults) await tell(run.io, file, reading);
    await printer.print(reading, file, place, row);
  }
}

async function tell(io: Io, file: string, { faults }: Reading): Promise<void> {
  for (const fault of faults) await io.stderr.write(`fwctl: ${inputName(file)}: ${fault.message}\n`);
}

/** Bytes that nobody named: `--pick` may find out what they are, else they are of no use. */
async function contextFor(run: Run, { format }: OpenedRecords, record: CaptureRecord): Promise<Context> {
  const { settings, given } = run;
  const { context, known } = settings;
  const bare = record.kind === "bytes" && (format === formats.raw || format === formats.hex);
  if (!bare || settings.as !== undefined) return context;
  const picks = given.texts("pick");
  if (picks.length === 0) throw unnamedBytes(run, record, format);
  const as = inferred(known, picks, record.bytes.length, { selected: new Map(), hostOrder: context.hostOrder });
  if (!run.told.has(as.layout.name)) {
    run.told.add(as.layout.name);
    await run.io.stderr.write(
      `fwctl: read as ${as.layout.name}, the one struct of that length with that field; --as overrides\n`,
    );
  }
  return { ...context, as };
}

/** What the first bytes would be as a header, offered but not assumed. */
function unnamedBytes({ settings }: Run, { bytes }: BytesRecord, format: string): UsageError {
  const guesses = [...settings.known.catalog.families.values()].flatMap((family) => {
    if (bytes.length < Math.max(family.protocol.leastRequest, 4)) return [];
    const opcode = family.protocol.opcode(bytes);
    const command = opcode === undefined || opcode === 0 ? undefined : family.command(opcode);
    return command === undefined ? [] : [`--as ${family.name}/${command.name}:in`];
  });
  const what = `${many(bytes.length, "byte")} of ${format === formats.raw ? "raw data" : "hex text"} do not say what they are`;
  const guess = guesses.length === 0 ? [] : [`The first bytes would fit ${guesses.slice(0, 3).join(" or ")}.`];
  const packed = packers.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  const unpack = packed === undefined ? [] : [`It is compressed: ${packed.command} FILE | fwctl decode -`];
  return new UsageError(
    what,
    ...unpack,
    "Name it: --as STRUCT, --as REGISTER, --as COMMAND:in or --as COMMAND:out.",
    ...guess,
  );
}

/** What rotated logs are compressed with, by the first bytes. */
const packers: readonly { readonly magic: readonly number[]; readonly command: string }[] = [
  { magic: [0x1f, 0x8b], command: "gzip -dc" },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], command: "zstd -dc" },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], command: "xz -dc" },
  { magic: [0x42, 0x5a, 0x68], command: "bzip2 -dc" },
];
