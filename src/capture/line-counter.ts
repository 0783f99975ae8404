/** Counts lines while a scan moves on: four bytes at a time, without an allocation from line to line. */

const everyByte = 0x0a0a_0a0a;
const lowBits = 0x0101_0101;
const topBits = 0x8080_8080;

/** Counts the line feeds of a piece of input, from its start onwards. */
export class LineCounter {
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Int32Array = new Int32Array(0);
  /** Offset in `#bytes` of the first word. */
  #first = 0;
  #at = 0;

  reset(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#first = -bytes.byteOffset & 3;
    const size = Math.max(0, bytes.length - this.#first) >> 2;
    this.#words = size === 0 ? new Int32Array(0) : new Int32Array(bytes.buffer, bytes.byteOffset + this.#first, size);
    this.#at = 0;
  }

  /** Line feeds between the last position and `to`. */
  advance(to: number): number {
    const from = this.#at;
    this.#at = to;
    if (to - from < 16) return this.#inBytes(from, to);
    const word = Math.max(0, (from - this.#first + 3) >> 2);
    const end = (to - this.#first) >> 2;
    const head = this.#first + word * 4;
    const tail = this.#first + end * 4;
    return this.#inBytes(from, head) + this.#inWords(word, end) + this.#inBytes(tail, to);
  }

  #inBytes(from: number, to: number): number {
    const bytes = this.#bytes;
    let count = 0;
    for (let at = from; at < to; at += 1) if (bytes[at] === 10) count += 1;
    return count;
  }

  /** Most words hold no line feed: `borrow` is 0 for them, and only for them. Two at a time, since that is faster. */
  #inWords(from: number, to: number): number {
    const words = this.#words;
    const even = to - ((to - from) & 1);
    let count = 0;
    for (let index = from; index < even; index += 2) {
      const first = (words[index] ?? 0) ^ everyByte;
      const second = (words[index + 1] ?? 0) ^ everyByte;
      const borrow = (((first - lowBits) & ~first) | ((second - lowBits) & ~second)) & topBits;
      if (borrow !== 0) count += zeroBytes(first) + zeroBytes(second);
    }
    return even < to ? count + zeroBytes((words[even] ?? 0) ^ everyByte) : count;
  }
}

function zeroBytes(word: number): number {
  let count = 0;
  if ((word & 0xff) === 0) count += 1;
  if ((word & 0xff00) === 0) count += 1;
  if ((word & 0xff_0000) === 0) count += 1;
  if ((word & 0xff00_0000) === 0) count += 1;
  return count;
}
