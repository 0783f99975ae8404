/** Lines of an input that comes in pieces, with their numbers, none longer than a limit. */

/** What a {@link LineSplitter} reports. */
export interface LineSink {
  /** A line without its end of line. The bytes may be a view of the chunk: read them at once. */
  line(bytes: Uint8Array, number: number): void;
  /** A line longer than the limit was dropped. Reported once, at its end. */
  tooLong(number: number, bytes: number): void;
}

const newline = 10;
const carriageReturn = 13;

/** Joins a few pieces; a view when there is only one. */
export function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Cuts bytes into lines. Ends of line are LF or CR LF; the last line needs none. */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #limit: number;
  /** The unfinished line: copies, since a chunk's memory may be used again by its owner. */
  #parts: Uint8Array[] = [];
  #held = 0;
  #number = 1;

  constructor(sink: LineSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const end = bytes.indexOf(newline, at);
      if (end < 0) {
        this.#hold(bytes.subarray(at));
        return;
      }
      this.#finish(bytes.subarray(at, end));
      at = end + 1;
    }
  }

  end(): void {
    if (this.#held > 0) this.#finish(new Uint8Array(0));
  }

  #hold(part: Uint8Array): void {
    this.#held += part.length;
    // One byte more, which may be the CR of the line's end.
    if (this.#held <= this.#limit + 1) this.#parts.push(part.slice());
    else this.#parts = [];
  }

  #finish(part: Uint8Array): void {
    const number = this.#number;
    this.#number += 1;
    const parts = this.#held === 0 ? [part] : [...this.#parts, part];
    const all = this.#held + part.length;
    this.#parts = [];
    this.#held = 0;
    const last = parts.findLast((one) => one.length > 0)?.at(-1);
    const size = last === carriageReturn ? all - 1 : all;
    if (size > this.#limit) this.#sink.tooLong(number, size);
    else this.#sink.line(joined(parts, all).subarray(0, size), number);
  }
}
