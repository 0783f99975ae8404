/**
 * Finds the next of a few short byte strings, fast: a log of gigabytes is looked through without being turned into text.
 * By itself in one pass over the bytes (Horspool's method for a set), or with a `find` that the caller brings.
 */

/**
 * Index of `needle` in `chunk` at or behind `from`, or -1.
 *
 * @example
 * // On Node, where Buffer.indexOf is many times faster than a loop:
 * const find = (chunk, needle, from) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).indexOf(needle, from);
 */
export type Find = (chunk: Uint8Array, needle: Uint8Array, from: number) => number;

/** Finds the first of several needles at or behind `from` and before the end; -1 when there is none. */
export interface NeedleFinder {
  /** Called when the bytes change. Needles are found whole before `end`. */
  reset(bytes: Uint8Array, end: number): void;
  next(from: number): number;
}

const encoder = new TextEncoder();

/** A finder for `needles` (two bytes or more each), with the caller's `find` or by itself. */
export function needleFinder(needles: readonly string[], find?: Find): NeedleFinder {
  const bytes = needles.map((needle) => encoder.encode(needle));
  return find === undefined ? new SetFinder(bytes) : new CalledFinder(bytes, find);
}

/** Asks `find` for each needle and remembers the answers, so that each byte is looked at once a needle. */
class CalledFinder implements NeedleFinder {
  readonly #needles: readonly Uint8Array[];
  readonly #find: Find;
  readonly #found: number[];
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(needles: readonly Uint8Array[], find: Find) {
    this.#needles = needles;
    this.#find = find;
    this.#found = needles.map(() => -1);
  }

  reset(bytes: Uint8Array, end: number): void {
    this.#bytes = end === bytes.length ? bytes : bytes.subarray(0, end);
    this.#found.fill(-1);
  }

  next(from: number): number {
    let best = Number.POSITIVE_INFINITY;
    for (const [index, needle] of this.#needles.entries()) {
      let at = this.#found[index] ?? -1;
      if (at < from) {
        at = this.#find(this.#bytes, needle, from);
        if (at < 0) at = Number.POSITIVE_INFINITY;
        this.#found[index] = at;
      }
      if (at < best) best = at;
    }
    return best === Number.POSITIVE_INFINITY ? -1 : best;
  }
}

/** Horspool's method for a set: a window as long as the shortest needle moves by what its last byte allows. */
class SetFinder implements NeedleFinder {
  readonly #needles: readonly Uint8Array[];
  readonly #window: number;
  readonly #shift: Uint8Array;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  constructor(needles: readonly Uint8Array[]) {
    this.#needles = needles;
    this.#window = Math.min(...needles.map((needle) => needle.length));
    this.#shift = new Uint8Array(256).fill(this.#window);
    for (const needle of needles) {
      for (let index = 0; index < this.#window; index += 1) {
        const byte = needle[index] ?? 0;
        this.#shift[byte] = Math.min(this.#shift[byte] ?? 0, this.#window - 1 - index);
      }
    }
  }

  reset(bytes: Uint8Array, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
  }

  next(from: number): number {
    const bytes = this.#bytes;
    const shift = this.#shift;
    const back = this.#window - 1;
    const end = this.#end;
    let at = from + back;
    while (at < end) {
      const step = shift[bytes[at] ?? 0] ?? 0;
      if (step === 0) {
        if (this.#stands(at - back)) return at - back;
        at += 1;
      } else {
        at += step;
      }
    }
    return -1;
  }

  #stands(at: number): boolean {
    const bytes = this.#bytes;
    for (const needle of this.#needles) {
      let index = 0;
      while (index < needle.length && bytes[at + index] === needle[index]) index += 1;
      if (index === needle.length && at + index <= this.#end) return true;
    }
    return false;
  }
}
