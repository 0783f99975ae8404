/** Readers of formats that make sense only as a whole: they gather the input, up to a limit, and read it at its end. */
import type { RecordReader } from "./chunks.js";
import { joined } from "./lines.js";
import { lost } from "./notes.js";
import type { CaptureRecord } from "./record.js";

/** Most bytes that are gathered, when the caller says nothing. */
export const wholeLimit: number = 64 << 20;

/** Gathers the input and hands it to `read` at its end. An input beyond the limit is one `lost` record. */
export class WholeInput implements RecordReader {
  readonly #read: (bytes: Uint8Array) => readonly CaptureRecord[];
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(read: (bytes: Uint8Array) => readonly CaptureRecord[], limit: number = wholeLimit) {
    this.#read = read;
    this.#limit = limit;
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    this.#size += bytes.length;
    if (this.#size <= this.#limit) this.#parts.push(bytes.slice());
    else this.#parts = [];
    return [];
  }

  end(): readonly CaptureRecord[] {
    if (this.#size > this.#limit) {
      const what = `the input has ${this.#size} bytes, more than the ${this.#limit} that this format is read with`;
      return [lost(undefined, what, "Raise the limit to read it.")];
    }
    return this.#read(joined(this.#parts, this.#size));
  }
}
