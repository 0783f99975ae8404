/** From a path to records: the input is looked at, its format told, and read piece by piece. */
import {
  type CaptureRecord,
  type Detection,
  detect,
  detectBytes,
  type FormatName,
  formats,
  readAny,
} from "../../src/capture/index.js";
import { pcapngReader } from "../../src/capture/pcapng.js";
import { bufferFind } from "../buffer-find.js";
import { type Io, inputName, openInput } from "../io.js";
import type { InputSettings } from "./input-options.js";

/** An input whose format is known. */
export interface OpenedRecords {
  readonly format: FormatName;
  /** What it looks like, which is the format unless the caller named another. */
  readonly best: Detection;
  readonly empty: boolean;
  readonly records: AsyncIterable<CaptureRecord>;
}

/** Below this a person should confirm what was found. */
const sure = 0.5;

/** Told as the input is read: bytes so far. */
export type OnBytes = (bytes: number) => void;

/** Opens an input. A format that is only guessed is said on standard error. */
export async function openRecords(
  io: Io,
  path: string,
  settings: Pick<InputSettings, "from" | "as" | "words">,
  onBytes: OnBytes = () => {},
): Promise<OpenedRecords> {
  const { head, all } = await withHead(openInput(io, path), onBytes);
  const { words, as } = settings;
  const found = detect(head);
  const [best] = found;
  const format = settings.from ?? (as === undefined ? best.format : bytesFormat(found));
  if (settings.from === undefined && head.length > 0) await tellGuess(io, path, format, best);
  const struct = as?.layout.name;
  const records = readAny(all, { from: format, find: bufferFind(), words, pcapng: pcapngReader, struct });
  return { format, best, empty: head.length === 0, records };
}

/** With `--as` the input is bytes or hex text, whatever else it looks like. */
const bytesFormat = (found: readonly Detection[]): FormatName =>
  found.some((one) => one.format === formats.hex) ? formats.hex : formats.raw;

async function tellGuess(io: Io, path: string, format: FormatName, best: Detection): Promise<void> {
  const other = best.format !== format && format === formats.raw;
  if (best.confidence >= sure && !other) return;
  const why = other ? `though it looks like ${best.format}: ${best.why}` : best.why;
  const what = other ? `read as ${format}, ${why}` : `not sure what this is, read as ${format}: ${why}`;
  await io.stderr.write(`fwctl: ${inputName(path)}: ${what}. --from overrides\n`);
}

interface Headed {
  /** The first bytes, enough to tell the format. */
  readonly head: Uint8Array;
  /** The whole input, the head included. */
  readonly all: AsyncIterable<Uint8Array>;
}

async function withHead(input: AsyncIterable<Uint8Array>, onBytes: OnBytes): Promise<Headed> {
  const iterator = input[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < detectBytes && !ended) {
    const step = await iterator.next();
    if (step.done === true) ended = true;
    else {
      parts.push(step.value);
      size += step.value.length;
    }
  }
  const head = new Uint8Array(Math.min(size, detectBytes));
  let at = 0;
  for (const part of parts) {
    head.set(part.subarray(0, head.length - at), at);
    at = Math.min(head.length, at + part.length);
  }
  return { head, all: chained(parts, iterator, ended, onBytes) };
}

async function* chained(
  parts: Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  ended: boolean,
  onBytes: OnBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  try {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      bytes += part.length;
      onBytes(bytes);
      yield part;
    }
    while (!ended) {
      const step = await rest.next();
      if (step.done === true) return;
      bytes += step.value.length;
      onBytes(bytes);
      yield step.value;
    }
  } finally {
    await rest.return?.();
  }
}
