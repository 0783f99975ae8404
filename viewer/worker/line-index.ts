/** Where the lines of a big text start: twelve bytes of memory a line. */

const lineFeed = 10;
const blank = new Set([9, 10, 11, 12, 13, 32]);

/** Grows as bytes are pushed; knows each line that is not blank. */
export class LineIndex {
  #starts: Float64Array = new Float64Array(4096);
  #numbers: Uint32Array = new Uint32Array(4096);
  #count = 0;
  /** Offset of the byte behind the last one pushed. */
  #end = 0;
  #lineStart = 0;
  #lineNumber = 1;
  #lineHasText = false;
  #closed = false;

  /** Lines that are complete, and after `close` the last one too. */
  get count(): number {
    return this.#count;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    for (;;) {
      const at = bytes.indexOf(lineFeed, from);
      const stop = at < 0 ? bytes.length : at;
      if (!this.#lineHasText) this.#lineHasText = hasText(bytes, from, stop);
      if (at < 0) break;
      this.#finishLine(this.#end + at + 1);
      from = at + 1;
    }
    this.#end += bytes.length;
  }

  close(): void {
    if (this.#closed) return;
    this.#finishLine(this.#end);
    this.#closed = true;
  }

  /** First byte of a line. */
  start(index: number): number {
    return this.#starts[index] ?? this.#end;
  }

  /** Byte behind the line; blank lines up to the next one are part of it. */
  end(index: number): number {
    return index + 1 < this.#count
      ? (this.#starts[index + 1] ?? this.#end)
      : this.#closed
        ? this.#end
        : this.#lineStart;
  }

  /** Number of the line in the text, from 1. */
  number(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  #finishLine(next: number): void {
    if (this.#lineHasText) {
      if (this.#count === this.#starts.length) this.#grow();
      this.#starts[this.#count] = this.#lineStart;
      this.#numbers[this.#count] = this.#lineNumber;
      this.#count += 1;
    }
    this.#lineStart = next;
    this.#lineNumber += 1;
    this.#lineHasText = false;
  }

  #grow(): void {
    const starts = new Float64Array(this.#starts.length * 2);
    starts.set(this.#starts);
    this.#starts = starts;
    const numbers = new Uint32Array(this.#numbers.length * 2);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}

function hasText(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!blank.has(bytes[at] ?? 32)) return true;
  return false;
}
