/** `fwctl convert`: recordings from one file format to another. */
import type { CaptureRecord, InfoRecord, RpcRecord } from "../src/capture/index.js";
import { writeCaptureLine } from "../src/capture/index.js";
import { PcapngWriter, readPcapng } from "../src/capture/pcapng.js";
import { isFwctlFault } from "../src/fault/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { openRecords } from "./decode/open.js";
import { type Io, inputName, openInput } from "./io.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  from: { type: "string", value: "FORMAT", help: "what IN is, when its name does not tell: ndjson or pcapng" },
  to: { type: "string", value: "FORMAT", help: "what OUT shall be, when its name does not tell: ndjson or pcapng" },
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "convert",
  usage: "[OPTION …] IN OUT",
  about: `Writes the exchanges of IN to OUT: fwctl-capture (.ndjson) to pcapng (.pcapng) for Wireshark, and back without loss. "-" is
standard input or output. IN may also be anything else that "decode" reads and that holds exchanges, such as a kernel log with
command dumps.`,
  options,
  examples: [
    ["fwctl convert session.ndjson session.pcapng", "a recording for Wireshark"],
    ["fwctl convert session.pcapng session.ndjson", "and back, the same lines"],
    ["fwctl convert dmesg.txt - --to pcapng | wireshark -k -i -", "the command dumps of a kernel log, at once"],
  ],
  more: `Wireshark shows the fields of each packet with the dissector fwctl.lua; see docs/pcapng.md. Records that are no exchange, and
exchanges that the other format cannot hold (a kernel log knows no scope, a fwctl-capture line needs one), are counted on standard
error and make the exit code 1.`,
};

export function convertCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => convert(given, io));
}

type Format = "ndjson" | "pcapng";

async function convert(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [input, output, ...more] = given.positionals;
  if (input === undefined || output === undefined || more.length > 0) {
    throw new UsageError("convert takes two files, IN and OUT", 'Try "fwctl convert --help".');
  }
  const from = formatOf("from", given.text("from"), input);
  const to = formatOf("to", given.text("to"), output);
  if (to === undefined) {
    throw new UsageError(`the format of ${output} is not known`, "Name it .ndjson or .pcapng, or say --to.");
  }
  const records = from === "pcapng" ? readPcapng(openInput(io, input)) : await otherRecords(io, input, from);
  const tally = new Tally(io, inputName(input));
  const pieces = converted(records, to, tally);
  await (output === "-" ? writeStream(pieces, io) : writeFile(pieces, io, output));
  return tally.finish();
}

function formatOf(option: "from" | "to", given: string | undefined, path: string): Format | undefined {
  const [, ending] = /\.(ndjson|pcapng)$/i.exec(path) ?? [];
  const name = given ?? ending?.toLowerCase();
  if (name === undefined || name === "ndjson" || name === "pcapng") return name;
  throw new UsageError(`--${option} takes ndjson or pcapng, not "${name.slice(0, 60)}"`);
}

async function otherRecords(io: Io, path: string, from: Format | undefined): Promise<AsyncIterable<CaptureRecord>> {
  const format = from === undefined ? undefined : "fwctl-capture";
  const opened = await openRecords(io, path, { from: format, as: undefined, words: undefined });
  return opened.records;
}

/** What could not be converted. The first few are said one by one. */
class Tally {
  readonly #io: Io;
  readonly #name: string;
  readonly #said: string[] = [];
  #left = 0;

  constructor(io: Io, name: string) {
    this.#io = io;
    this.#name = name;
  }

  leaveOut(why: string): void {
    this.#left += 1;
    if (this.#said.length < 8) this.#said.push(why);
  }

  async finish(): Promise<number> {
    if (this.#left === 0) return exitCodes.fine;
    const lines = this.#said.map((why) => `fwctl: ${this.#name}: ${why}\n`);
    const more = this.#left > this.#said.length ? `fwctl: ${this.#left} records in all were left out\n` : "";
    await this.#io.stderr.write(`${lines.join("")}${more}`);
    return exitCodes.faults;
  }
}

async function* converted(
  records: AsyncIterable<CaptureRecord> | Iterable<CaptureRecord>,
  to: Format,
  tally: Tally,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const writer = new PcapngWriter();
  if (to === "pcapng") yield* writer.start();
  const write = (record: RpcRecord | InfoRecord): Uint8Array[] =>
    to === "pcapng" ? writer.exchange(record) : [encoder.encode(writeCaptureLine(record))];
  for await (const record of records) {
    const where = record.line === undefined ? "" : `record ${record.line}: `;
    if (record.kind !== "rpc" && record.kind !== "info") {
      tally.leaveOut(record.kind === "lost" ? messagesOf(record) : `${where}${record.kind} is no exchange`);
      continue;
    }
    try {
      yield* write(record);
    } catch (error) {
      if (!isFwctlFault(error)) throw error;
      tally.leaveOut(`${where}${error.message}`);
    }
  }
}

const messagesOf = (record: CaptureRecord): string => record.notes.map((note) => note.message).join(" ");

async function writeStream(pieces: AsyncIterable<Uint8Array>, io: Io): Promise<void> {
  for await (const piece of pieces) await io.stdout.write(piece);
}

async function writeFile(pieces: AsyncIterable<Uint8Array>, io: Io, path: string): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  await io.files.write(path, Buffer.concat(parts));
}
