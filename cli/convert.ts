/** `fwctl convert`: recordings from one file format to another. */
import type { CaptureRecord, InfoRecord, RpcRecord } from "../src/capture/index.js";
import { type FormatName, formats, isFormatName, writeCaptureLine } from "../src/capture/index.js";
import { PcapngWriter } from "../src/capture/pcapng.js";
import { isFwctlFault } from "../src/fault/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { openRecords } from "./decode/open.js";
import { type Io, inputName } from "./io.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  from: {
    type: "string",
    value: "FORMAT",
    help: "what IN is, when it does not tell: ndjson, pcapng or a format of decode",
  },
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
    ["fwctl convert session.pcapng session.ndjson", "and back: the same exchanges, as this library writes them"],
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
  const from = sourceOf(given.text("from") ?? endingOf(input));
  const to = targetOf(given.text("to") ?? endingOf(output), output);
  if (input !== "-" && output !== "-" && (await io.files.same(input, output))) {
    throw new UsageError(`${output} is the file that is read`, "Write to another one.");
  }
  const { records } = await openRecords(io, input, { from, as: undefined, words: undefined });
  const tally = new Tally(io, inputName(input));
  const pieces = batched(converted(records, to, tally));
  if (output !== "-") await io.files.writePieces(output, pieces);
  else for await (const piece of pieces) await io.stdout.write(isRead(io, to) ? decoder.decode(piece) : piece);
  return tally.finish();
}

/** Lines that a person looks at are text, which the output makes safe; a file or a program gets each byte as it was recorded. */
const isRead = (io: Io, to: Format): boolean => to === "ndjson" && io.stdout.isTTY;
const decoder = new TextDecoder();

const endingOf = (path: string): string | undefined => /\.(ndjson|pcapng)$/i.exec(path)?.[1]?.toLowerCase();

function sourceOf(name: string | undefined): FormatName | undefined {
  if (name === "ndjson") return formats.capture;
  if (name === undefined || isFormatName(name)) return name;
  throw new UsageError(
    `--from: there is no format "${name.slice(0, 60)}"`,
    `Formats: ndjson, ${Object.values(formats).join(", ")}.`,
  );
}

function targetOf(name: string | undefined, path: string): Format {
  if (name === "ndjson" || name === "pcapng") return name;
  if (name !== undefined) throw new UsageError(`--to takes ndjson or pcapng, not "${name.slice(0, 60)}"`);
  throw new UsageError(`the format of ${path} is not known`, "Name it .ndjson or .pcapng, or say --to.");
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

/** Pieces are small; a call of the system for each would take longer than making them. */
const leastBatch = 1 << 16;

async function* batched(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < leastBatch) continue;
    yield Buffer.concat(held, size);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held, size);
}
