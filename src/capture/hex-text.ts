/** Hex text to bytes: xxd, hexdump, od, print_hex_dump, C arrays, plain digits and more. See docs/dump-formats.md. */
import { FwctlFault, isFwctlFault } from "../fault/index.js";
import { looksLikeArray, readArrays } from "./c-array.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { bytesOfRun, type HexText, hexLimit } from "./hex-bytes.js";
import type { HexOptions } from "./hex-formats.js";
import { readHexRuns } from "./hex-runs.js";
import { textReader } from "./line-ends.js";
import type { BytesRecord, CaptureRecord } from "./record.js";
import { WholeInput } from "./whole.js";

/**
 * Every dump in a text, in order. A dump whose rows are not complete gives one piece for each part that is.
 *
 * @throws FwctlFault `capture` when the text holds no hex, more bytes than the limit, or words whose byte order it does not
 *   tell (`hexdump` without -C, `od -tx4`): the remedy names the option.
 */
export function readHexBlocks(text: string, options: HexOptions = {}): readonly HexText[] {
  if (looksLikeArray(text)) return readArrays(text, options, options.limit ?? hexLimit);
  const { runs, notes } = readHexRuns(text);
  const blocks = runs.flatMap((run) => bytesOfRun(run, options)).filter((block) => block.bytes.length > 0);
  const [first, ...rest] = blocks;
  if (first === undefined) {
    const what =
      notes[0] === undefined ? "the text holds no hex digits" : `no hex: ${notes[0].message.replace(/\.$/, "")}`;
    throw new FwctlFault({ code: "capture", what, remedy: "It takes a hex dump, plain hex or a C array." });
  }
  return [{ ...first, notes: [...first.notes, ...notes] }, ...rest];
}

/**
 * The one dump in a text.
 *
 * @example
 * readHexText("00000000: 0500 0002  ....").bytes; // 05 00 00 02
 * @throws FwctlFault as {@link readHexBlocks}, and when the text holds several dumps or one with missing rows.
 */
export function readHexText(text: string, options: HexOptions = {}): HexText {
  const blocks = readHexBlocks(text, options);
  const [first] = blocks;
  if (first !== undefined && blocks.length === 1) return first;
  const lines = blocks.slice(0, 8).map((block) => block.line);
  const what = `${blocks.length} dumps, or parts of one with missing rows, at lines ${lines.join(", ")}`;
  throw new FwctlFault({ code: "capture", what, remedy: "Read them with readHexBlocks." });
}

function readBlocks(bytes: Uint8Array, options: HexOptions): readonly CaptureRecord[] {
  try {
    return readHexBlocks(new TextDecoder().decode(bytes), options).map(recordOf);
  } catch (fault) {
    if (!isFwctlFault(fault)) throw fault;
    const { code, path, what, remedy, message } = fault;
    return [{ kind: "lost", line: 1, notes: [{ code, path, what, remedy, message }] }];
  }
}

function recordOf({ bytes, base, format, line, notes }: HexText): BytesRecord {
  return { kind: "bytes", bytes, base, format, line, notes };
}

/** A reader for {@link readHex}, to be fed by hand. */
export function hexReader(options: HexOptions = {}): RecordReader {
  return textReader(new WholeInput((bytes) => readBlocks(bytes, options)));
}

/** Reads hex text as `bytes` records, one a dump; a text that is refused is one `lost` record with the reason. */
export function readHex(input: SyncInput, options?: HexOptions): Records;
export function readHex(input: AsyncInput, options?: HexOptions): AsyncRecords;
export function readHex(input: SyncInput | AsyncInput, options: HexOptions = {}): Records | AsyncRecords {
  return readWith(hexReader(options), input);
}
