/**
 * Input of the readers: bytes or text in chunks, from an array, a generator or a stream. A reader is a pair of
 * functions, `push` and `end`; the generators around it are made here, once, in a synchronous and an asynchronous form.
 */
import { wrongKind } from "../layout/encode-refusal.js";
import type { CaptureRecord } from "./record.js";

/** A piece of input. Text is taken as UTF-8. */
export type Chunk = Uint8Array | string;

/** Input that is there: one chunk or several. */
export type SyncInput = Chunk | Iterable<Chunk>;

/** Input that arrives. */
export type AsyncInput = AsyncIterable<Chunk>;

/** Reads one format piece by piece. What `push` and `end` return may reuse nothing of the chunk's memory. */
export interface RecordReader {
  /** At most {@link sliceBytes} bytes at a time. */
  push(bytes: Uint8Array): readonly CaptureRecord[];
  end(): readonly CaptureRecord[];
}

/** Larger chunks are cut to pieces of this many bytes, so that the records of one `push` stay few. */
export const sliceBytes: number = 1 << 20;

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Turns chunks into byte slices. A pair of surrogates that two text chunks share is put together again. */
class Slicer {
  readonly #encoder = new TextEncoder();
  #half = "";

  *slices(chunk: Chunk): Generator<Uint8Array, void, undefined> {
    if (typeof chunk === "string") yield* this.#text(this.#half + chunk);
    else if (!(chunk instanceof Uint8Array)) throw wrongKind("chunk", "bytes (a Uint8Array) or text", chunk);
    else for (let at = 0; at < chunk.length; at += sliceBytes) yield chunk.subarray(at, at + sliceBytes);
  }

  *#text(text: string): Generator<Uint8Array, void, undefined> {
    this.#half = "";
    // A UTF-16 unit takes at most three bytes of UTF-8.
    const step = Math.floor(sliceBytes / 3);
    for (let at = 0; at < text.length; ) {
      let end = Math.min(at + step, text.length);
      if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
      if (end === at) {
        this.#half = text.slice(at);
        return;
      }
      yield this.#encoder.encode(text.slice(at, end));
      at = end;
    }
  }

  /** Half a pair that nothing followed becomes U+FFFD, as in any other place. */
  *rest(): Generator<Uint8Array, void, undefined> {
    if (this.#half !== "") yield this.#encoder.encode(this.#half);
  }
}

const isChunk = (input: SyncInput | AsyncInput): input is Chunk =>
  typeof input === "string" || input instanceof Uint8Array;

const isAsync = (input: SyncInput | AsyncInput): input is AsyncInput =>
  typeof input === "object" && Symbol.asyncIterator in input;

/** JavaScript does not see the types. */
function requireInput(input: unknown): void {
  if (typeof input === "string") return;
  const iterable = typeof input === "object" && input !== null;
  if (iterable && (Symbol.iterator in input || Symbol.asyncIterator in input)) return;
  throw wrongKind("input", "bytes, text, or chunks of them", input);
}

function* readSync(reader: RecordReader, input: SyncInput): Generator<CaptureRecord, void, undefined> {
  const slicer = new Slicer();
  const chunks = isChunk(input) ? [input] : input;
  for (const chunk of chunks) for (const slice of slicer.slices(chunk)) yield* reader.push(slice);
  for (const slice of slicer.rest()) yield* reader.push(slice);
  yield* reader.end();
}

async function* readAsync(reader: RecordReader, input: AsyncInput): AsyncGenerator<CaptureRecord, void, undefined> {
  const slicer = new Slicer();
  for await (const chunk of input) for (const slice of slicer.slices(chunk)) yield* reader.push(slice);
  for (const slice of slicer.rest()) yield* reader.push(slice);
  yield* reader.end();
}

/** The records of a synchronous input. */
export type Records = Generator<CaptureRecord, void, undefined>;

/** The records of an input that arrives. */
export type AsyncRecords = AsyncGenerator<CaptureRecord, void, undefined>;

/**
 * Runs a reader over its input: a generator for input that is there, an asynchronous one for input that arrives.
 *
 * @throws FwctlFault `kind` for an input or a chunk that is neither bytes nor text.
 */
export function readWith(reader: RecordReader, input: SyncInput): Records;
export function readWith(reader: RecordReader, input: AsyncInput): AsyncRecords;
export function readWith(reader: RecordReader, input: SyncInput | AsyncInput): Records | AsyncRecords;
export function readWith(reader: RecordReader, input: SyncInput | AsyncInput): Records | AsyncRecords {
  requireInput(input);
  return isAsync(input) ? readAsync(reader, input) : readSync(reader, input);
}
