/** Reads whatever it is: the format is detected, or named by the caller. */
import { captureReader } from "./capture.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { type Detection, detect, detectBytes } from "./detect.js";
import { devlinkReader } from "./devlink.js";
import { type FormatName, formats } from "./formats.js";
import type { HexOptions } from "./hex-formats.js";
import { hexReader } from "./hex-text.js";
import { type KernelLogOptions, kernelLogReader } from "./kernel-log.js";
import { joined } from "./lines.js";
import { lost } from "./notes.js";
import { type RawOptions, rawReader } from "./raw.js";
import type { CaptureRecord } from "./record.js";
import { resourceDumpReader } from "./resource-dump.js";
import { straceReader } from "./strace.js";

/** How to read. Options that a format does not know are ignored. */
export interface AnyOptions extends KernelLogOptions, HexOptions, RawOptions {
  /**
   * The reader of packet captures, `pcapngReader` of `fwctl-codec/capture/pcapng`. It comes from outside because it brings a parser
   * with it; without it such an input is one `lost` record that says so.
   */
  readonly pcapng?: (() => RecordReader) | undefined;
  /** Skips detection. */
  readonly from?: FormatName | undefined;
  /** Told once which format was chosen, before the first record. */
  readonly onDetect?: ((best: Detection, all: readonly Detection[]) => void) | undefined;
}

/** In the place of a reader that nobody brought. */
const withoutReader: RecordReader = {
  push: () => [],
  end: () => [
    lost(
      undefined,
      "a packet capture is read by pcapngReader of fwctl-codec/capture/pcapng",
      "Pass it as the option pcapng.",
    ),
  ],
};

/** The reader of a format, to be fed by hand. */
export function readerFor(format: FormatName, options: AnyOptions = {}): RecordReader {
  switch (format) {
    case formats.capture:
      return captureReader(options);
    case formats.kernelLog:
      return kernelLogReader(options);
    case formats.cxlTrace:
      return kernelLogReader({ ...options, topics: ["cxl"] });
    case formats.hex:
      return hexReader(options);
    case formats.resourceDump:
      return resourceDumpReader({ form: "binary" });
    case formats.resourceDumpText:
      return resourceDumpReader({ form: "text" });
    case formats.devlink:
      return devlinkReader();
    case formats.strace:
      return straceReader(options);
    case formats.pcapng:
      return options.pcapng?.() ?? withoutReader;
    case formats.raw:
      return rawReader(options);
  }
}

/** Holds the input back until there is enough to tell the format. */
class DetectingReader implements RecordReader {
  readonly #options: AnyOptions;
  #parts: Uint8Array[] = [];
  #size = 0;
  #inner: RecordReader | undefined;

  constructor(options: AnyOptions) {
    this.#options = options;
    if (options.from !== undefined) this.#inner = readerFor(options.from, options);
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    if (this.#inner !== undefined) return this.#inner.push(bytes);
    this.#parts.push(bytes.slice());
    this.#size += bytes.length;
    return this.#size < detectBytes ? [] : this.#decide();
  }

  end(): readonly CaptureRecord[] {
    const first = this.#inner === undefined ? this.#decide() : [];
    return [...first, ...(this.#inner?.end() ?? [])];
  }

  #decide(): readonly CaptureRecord[] {
    const head = joined(this.#parts, this.#size);
    this.#parts = [];
    const all = detect(head);
    this.#options.onDetect?.(all[0], all);
    this.#inner = readerFor(all[0].format, this.#options);
    return this.#inner.push(head);
  }
}

/** A reader for {@link readAny}, to be fed by hand. */
export function anyReader(options: AnyOptions = {}): RecordReader {
  return new DetectingReader(options);
}

/**
 * Reads a dump of any format. `from` names it; else it is detected from the first 64 KiB.
 *
 * @example
 * for await (const record of readAny(stream, { onDetect: (best) => console.error(best.why) })) show(record);
 * @throws FwctlFault `kind` or `range` for an option, or a chunk, that is none. What cannot be read is a record or a note.
 */
export function readAny(input: SyncInput, options?: AnyOptions): Records;
export function readAny(input: AsyncInput, options?: AnyOptions): AsyncRecords;
export function readAny(input: SyncInput | AsyncInput, options: AnyOptions = {}): Records | AsyncRecords {
  return readWith(anyReader(options), input);
}
