/** The streaming reader of `fwctl-capture` files: NDJSON, one exchange a line. See docs/capture-format.md. */
import { readCaptureLine } from "./capture-line.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { limitOf } from "./limit.js";
import { type LineSink, LineSplitter } from "./lines.js";
import { captureNote, lost } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { MarkedText } from "./utf16.js";

/** Longest line that is read by default, in bytes: room for 2 MiB each way, twice over. */
export const captureLineLimit: number = 16 << 20;

/** How to read a capture. */
export interface CaptureOptions {
  /** Longest line in bytes. Longer ones are lost, and said so. Default 16 MiB. */
  readonly lineLimit?: number | undefined;
}

class CaptureLines implements RecordReader, LineSink {
  readonly #splitter: LineSplitter;
  readonly #strict: TextDecoder = new TextDecoder("utf-8", { fatal: true });
  readonly #lenient: TextDecoder = new TextDecoder();
  #records: CaptureRecord[] = [];

  constructor(options: CaptureOptions) {
    this.#splitter = new LineSplitter(this, limitOf("lineLimit", options.lineLimit, captureLineLimit));
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    this.#splitter.push(bytes);
    return this.#drain();
  }

  end(): readonly CaptureRecord[] {
    this.#splitter.end();
    return this.#drain();
  }

  line(bytes: Uint8Array, number: number): void {
    let text: string;
    let damaged = false;
    try {
      text = this.#strict.decode(bytes);
    } catch {
      text = this.#lenient.decode(bytes);
      damaged = true;
    }
    if (text.trim() === "") return;
    const record = readCaptureLine(text, number);
    const note = captureNote(number, "is not UTF-8; other bytes became U+FFFD");
    this.#records.push(damaged ? { ...record, notes: [...record.notes, note] } : record);
  }

  tooLong(number: number, bytes: number): void {
    this.#records.push(lost(number, `has ${bytes} bytes, more than the limit`, "Raise lineLimit to read it."));
  }

  #drain(): readonly CaptureRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** A reader for {@link readCapture}, to be fed by hand. */
export function captureReader(options: CaptureOptions = {}): RecordReader {
  return new MarkedText(new CaptureLines(options));
}

/**
 * Reads a `fwctl-capture` file: `rpc` and `info` records in the order of the lines, a `lost` record for each line that
 * is none. Memory holds one line at a time.
 *
 * @example
 * for await (const record of readCapture(stream)) if (record.kind === "rpc") console.log(record.line, record.in);
 * @throws FwctlFault `kind` or `range` for an option, or a chunk, that is none. A broken line is a record, and the rest is still read.
 */
export function readCapture(input: SyncInput, options?: CaptureOptions): Records;
export function readCapture(input: AsyncInput, options?: CaptureOptions): AsyncRecords;
export function readCapture(input: SyncInput | AsyncInput, options: CaptureOptions = {}): Records | AsyncRecords {
  return readWith(captureReader(options), input);
}
