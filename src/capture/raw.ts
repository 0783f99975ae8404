/** Raw bytes: a file that is the data and nothing else, such as `mlx5ctl -B` writes. The caller knows what they are. */
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { captureNote } from "./notes.js";
import { WholeInput, wholeLimit } from "./whole.js";

/** How to read raw bytes. */
export interface RawOptions {
  /** Name of the struct that they are; kept in the record for whoever decodes it. */
  readonly struct?: string | undefined;
  /** Most bytes. Default 64 MiB. */
  readonly limit?: number | undefined;
}

/** A reader for {@link readRaw}, to be fed by hand. */
export function rawReader(options: RawOptions = {}): RecordReader {
  const { struct, limit = wholeLimit } = options;
  const unnamed = captureNote(undefined, "raw bytes do not tell what they are", "Name the struct.");
  const notes = struct === undefined ? [unnamed] : [];
  return new WholeInput((bytes) => [{ kind: "bytes", bytes, base: 0, format: "raw", struct, notes }], limit);
}

/** Reads a file of raw bytes as one `bytes` record. */
export function readRaw(input: SyncInput, options?: RawOptions): Records;
export function readRaw(input: AsyncInput, options?: RawOptions): AsyncRecords;
export function readRaw(input: SyncInput | AsyncInput, options: RawOptions = {}): Records | AsyncRecords {
  return readWith(rawReader(options), input);
}
