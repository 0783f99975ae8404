/** From a path to records: the input is looked at, its format told, and read piece by piece. */
import {
  type CaptureRecord,
  type Detection,
  detect,
  detectBytes,
  type Find,
  type FormatName,
  formats,
  readAny,
} from "../../src/capture/index.js";
import { type Io, inputName, openInput } from "../io.js";
import type { InputSettings } from "./input-options.js";

/** An input whose format is known. */
export interface OpenedRecords {
  readonly format: FormatName;
  /** Why it was taken for this format; `undefined` when the caller named it. */
  readonly detection: Detection | undefined;
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
  const [best] = detect(head);
  const detection = settings.from === undefined ? best : undefined;
  const format = settings.from ?? (settings.as === undefined ? best.format : bytesFormat(best));
  if (detection !== undefined && settings.as === undefined && best.confidence < sure && head.length > 0) {
    await io.stderr.write(
      `fwctl: ${inputName(path)}: not sure what this is, read as ${format}: ${best.why}. --from overrides\n`,
    );
  }
  const { words, as } = settings;
  const options = { from: format, find: bufferFind(), words, ...(as === undefined ? {} : { struct: as.layout.name }) };
  return { format, detection, empty: head.length === 0, records: readAny(all, options) };
}

/** With `--as` the input is bytes or hex text, whatever else it looks like. */
const bytesFormat = (best: Detection): FormatName => (best.format === formats.hex ? formats.hex : formats.raw);

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

/** Node's search in bytes, many times faster than a loop. */
function bufferFind(): Find {
  let last: Uint8Array | undefined;
  let buffer: Buffer = Buffer.alloc(0);
  return (chunk, needle, from) => {
    if (chunk !== last) {
      last = chunk;
      buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
    return buffer.indexOf(needle, from);
  };
}
