/** Counts lines while a scan moves on: four bytes at a time, without an allocation from line to line. */

const everyByte = 0x0a0a_0a0a;
const low7 = 0x7f7f_7f7f;

/** Words after which a lane of the sum could overflow. */
const mostWords = 255;

/** Counts the line feeds of a piece of input, from its start onwards. */
export class LineCounter {
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Uint32Array = new Uint32Array(0);
  /** Offset in `#bytes` of the first word. */
  #first = 0;
  #at = 0;

  reset(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#first = -bytes.byteOffset & 3;
    const size = Math.max(0, bytes.length - this.#first) >> 2;
    this.#words = size === 0 ? new Uint32Array(0) : new Uint32Array(bytes.buffer, bytes.byteOffset + this.#first, size);
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

  /** In `zero`, a byte has its top bit set where the word has a line feed; each lane of `sum` counts one of the four. */
  #inWords(from: number, to: number): number {
    const words = this.#words;
    let count = 0;
    for (let index = from; index < to; ) {
      const end = Math.min(to, index + mostWords);
      let sum = 0;
      for (; index < end; index += 1) {
        const word = (words[index] ?? 0) ^ everyByte;
        const zero = ~(((word & low7) + low7) | word | low7);
        sum = (sum + (zero >>> 7)) | 0;
      }
      count += (sum & 0xff) + ((sum >>> 8) & 0xff) + ((sum >>> 16) & 0xff) + (sum >>> 24);
    }
    return count;
  }
}
