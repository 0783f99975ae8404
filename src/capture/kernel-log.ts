/**
 * Reads what the mlx5 and CXL drivers leave in a kernel log or an ftrace buffer: error lines, other lines of the command
 * interface, command dumps, CXL events. Lines without any of it are passed over as bytes.
 */
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { limitOf } from "./limit.js";
import { textReader } from "./line-ends.js";
import { LineScanner } from "./line-scanner.js";
import { LogSink } from "./log-sink.js";
import { type LogTopic, logTopics } from "./log-text.js";
import { type Find, needleFinder } from "./needles.js";
import type { CaptureRecord } from "./record.js";

/** How to read a log. */
export interface KernelLogOptions {
  /** What to look for. Default: all topics; fewer are faster. */
  readonly topics?: readonly LogTopic[] | undefined;
  /** A faster search in bytes than this library has, such as Node's `Buffer.indexOf`. */
  readonly find?: Find | undefined;
  /** Longest line that is read, in bytes. Default 1 MiB. */
  readonly lineLimit?: number | undefined;
}

/** Strings of which each line that matters has one. */
const needlesOf: { readonly [topic in LogTopic]: readonly string[] } = {
  errors: ["mlx5_c", "op_mod("],
  dumps: ["mlx5_c", "cmd["],
  cxl: ["cxl_"],
};

class LogReader implements RecordReader {
  readonly #sink: LogSink;
  readonly #scanner: LineScanner;

  constructor(options: KernelLogOptions) {
    const topics = options.topics ?? logTopics;
    const needles = [...new Set(topics.flatMap((topic) => needlesOf[topic]))];
    this.#sink = new LogSink(topics);
    this.#scanner = new LineScanner(
      this.#sink,
      needleFinder(needles, options.find),
      limitOf("lineLimit", options.lineLimit, 1 << 20),
    );
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    this.#scanner.push(bytes);
    return this.#drain();
  }

  end(): readonly CaptureRecord[] {
    this.#scanner.end();
    this.#sink.end();
    return this.#drain();
  }

  #drain(): readonly CaptureRecord[] {
    const { records } = this.#sink;
    if (records.length > 0) this.#sink.records = [];
    return records;
  }
}

/** A reader for {@link readKernelLog}, to be fed by hand. */
export function kernelLogReader(options: KernelLogOptions = {}): RecordReader {
  return textReader(new LogReader(options));
}

/**
 * Reads a kernel log: `error-line`, `event` and `rpc` records (dumped commands) in the order in which they end,
 * `bytes` records for dump rows that nobody claims, `lost` records for lines that break off.
 *
 * What such a log cannot show: commands sent through fwctl print no error line, so no line does not mean success; an
 * ACCESS_REG line does not tell the register.
 *
 * @example
 * for (const record of readKernelLog(text)) if (record.kind === "error-line") console.log(record.command, record.syndrome);
 * @throws FwctlFault `kind` or `range` for an option, or a chunk, that is none. What cannot be read is a record or a note.
 */
export function readKernelLog(input: SyncInput, options?: KernelLogOptions): Records;
export function readKernelLog(input: AsyncInput, options?: KernelLogOptions): AsyncRecords;
export function readKernelLog(input: SyncInput | AsyncInput, options: KernelLogOptions = {}): Records | AsyncRecords {
  return readWith(kernelLogReader(options), input);
}
