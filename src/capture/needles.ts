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

/** Hits closer together than this are found faster by the loop here than by a call each. */
const nearBytes = 256;
const manyNear = 16;

/**
 * Asks `find` for each needle and remembers the answers, so that each byte is looked at once a needle. Where hits are
 * dense, as in a dump, it searches by itself.
 */
class CalledFinder implements NeedleFinder {
  readonly #needles: readonly Uint8Array[];
  readonly #find: Find;
  readonly #dense: SetFinder;
  readonly #found: number[];
  #bytes: Uint8Array = new Uint8Array(0);
  /** Near hits in a row. */
  #near = 0;

  constructor(needles: readonly Uint8Array[], find: Find) {
    this.#needles = needles;
    this.#find = find;
    this.#dense = new SetFinder(needles);
    this.#found = needles.map(() => -1);
  }

  reset(bytes: Uint8Array, end: number): void {
    this.#bytes = end === bytes.length ? bytes : bytes.subarray(0, end);
    this.#dense.reset(bytes, end);
    this.#found.fill(-1);
  }

  next(from: number): number {
    const at = this.#near < manyNear ? this.#nearest(from) : this.#dense.next(from);
    this.#near = at >= 0 && at - from < nearBytes ? this.#near + 1 : 0;
    return at;
  }

  #nearest(from: number): number {
    let best = -1;
    for (let index = 0; index < this.#needles.length; index += 1) {
      let at = this.#found[index] ?? -1;
      const needle = this.#needles[index];
      if (at < from && needle !== undefined) {
        const answer = this.#find(this.#bytes, needle, from);
        at = answer < 0 ? Number.POSITIVE_INFINITY : answer;
        this.#found[index] = at;
      }
      if (at !== Number.POSITIVE_INFINITY && (best < 0 || at < best)) best = at;
    }
    return best;
  }
}

/** Horspool's method for a set: a window as long as the shortest needle moves by what its last byte allows. */
class SetFinder implements NeedleFinder {
  readonly #window: number;
  readonly #shift: Uint8Array;
  /** Needles by the last byte of the window. */
  readonly #ending: readonly (readonly Uint8Array[])[];
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  constructor(needles: readonly Uint8Array[]) {
    const window = Math.min(...needles.map((needle) => needle.length));
    this.#window = window;
    this.#shift = new Uint8Array(256).fill(window);
    for (const needle of needles) {
      for (let index = 0; index < window; index += 1) {
        const byte = needle[index] ?? 0;
        this.#shift[byte] = Math.min(this.#shift[byte] ?? 0, window - 1 - index);
      }
    }
    this.#ending = Array.from({ length: 256 }, (_, byte) => needles.filter((needle) => needle[window - 1] === byte));
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
      const byte = bytes[at] ?? 0;
      const step = shift[byte] ?? 0;
      if (step === 0) {
        if (this.#stands(at - back, byte)) return at - back;
        at += 1;
      } else {
        at += step;
      }
    }
    return -1;
  }

  #stands(at: number, byte: number): boolean {
    const bytes = this.#bytes;
    const candidates = this.#ending[byte] ?? [];
    for (let which = 0; which < candidates.length; which += 1) {
      const needle = candidates[which];
      if (needle === undefined || at + needle.length > this.#end) continue;
      let index = 0;
      while (index < needle.length && bytes[at + index] === needle[index]) index += 1;
      if (index === needle.length) return true;
    }
    return false;
  }
}
