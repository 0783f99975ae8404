/**
 * Hands on only those lines of a text that hold one of a few needles, with their line numbers. Everything between is
 * passed over as bytes. When the receiver asks for it (`wantsNext`), the line that follows is handed on too.
 */
import { LineCounter } from "./line-counter.js";
import { joined } from "./lines.js";
import type { NeedleFinder } from "./needles.js";

/** Receives the lines that may matter. */
export interface ScanSink {
  /** Asked before each search: hand on the next line, whatever it holds. */
  readonly wantsNext: boolean;
  /**
   * A line from `start` up to, not including, `end`, without its line feed. Read the bytes at once. `hit` is where its
   * first needle stands, or `start` for a line that was asked for.
   */
  line(bytes: Uint8Array, start: number, end: number, number: number, hit: number): void;
  /**
   * Offered each hit before its line is looked for: where the line ends (its line feed) when the bytes from `hit` onwards are all that
   * matters and were taken, else -1. Dumps of commands are long and made of short lines.
   */
  quick?(bytes: Uint8Array, hit: number, number: number): number;
  /** A line longer than the limit was dropped. */
  tooLong(number: number, size: number): void;
}

const newline = 10;
const carriageReturn = 13;

/** The scanner. `push` takes pieces as they come; lines may be cut anywhere. */
export class LineScanner {
  readonly #sink: ScanSink;
  readonly #finder: NeedleFinder;
  readonly #limit: number;
  readonly #counter: LineCounter = new LineCounter();
  #parts: Uint8Array[] = [];
  #held = 0;
  /** Number of the line that comes next. */
  #number = 1;

  constructor(sink: ScanSink, finder: NeedleFinder, limit: number) {
    this.#sink = sink;
    this.#finder = finder;
    this.#limit = limit;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    if (this.#held > 0) {
      const end = bytes.indexOf(newline);
      if (end < 0) {
        this.#hold(bytes);
        return;
      }
      from = end + 1;
      this.#seam(bytes.subarray(0, from));
    }
    const last = bytes.lastIndexOf(newline) + 1;
    if (last > from) this.#scan(bytes.subarray(from, last));
    if (bytes.length > Math.max(from, last)) this.#hold(bytes.subarray(Math.max(from, last)));
  }

  end(): void {
    if (this.#held > 0) this.#seam(new Uint8Array([newline]));
  }

  #hold(part: Uint8Array): void {
    this.#held += part.length;
    // One byte more, which may be the CR of the line's end.
    if (this.#held <= this.#limit + 1) this.#parts.push(part.slice());
    else this.#parts = [];
  }

  /** The line that began in earlier pieces and ends with `part`. */
  #seam(part: Uint8Array): void {
    const size = this.#held + part.length;
    const parts = [...this.#parts, part];
    this.#parts = [];
    const whole = this.#held <= this.#limit + 1;
    this.#held = 0;
    if (whole) {
      this.#scan(joined(parts, size));
      return;
    }
    this.#sink.tooLong(this.#number, size - 1);
    this.#number += 1;
  }

  /** `bytes` are whole lines. */
  #scan(bytes: Uint8Array): void {
    const counter = this.#counter;
    this.#finder.reset(bytes, bytes.length);
    counter.reset(bytes);
    let from = 0;
    while (from < bytes.length) {
      const hit = this.#sink.wantsNext ? from : this.#finder.next(from);
      if (hit < 0) break;
      this.#number += counter.advance(hit);
      const taken = this.#sink.quick?.(bytes, hit, this.#number) ?? -1;
      if (taken >= 0) {
        from = taken + 1;
        continue;
      }
      const start = startOfLine(bytes, from, hit);
      const end = endOfLine(bytes, hit);
      if (end - start > this.#limit && lengthOf(bytes, start, end) > this.#limit)
        this.#sink.tooLong(this.#number, lengthOf(bytes, start, end));
      else this.#sink.line(bytes, start, end, this.#number, hit);
      from = end + 1;
    }
    this.#number += counter.advance(bytes.length);
  }
}

/** A line's length without the CR of its end. */
const lengthOf = (bytes: Uint8Array, start: number, end: number): number =>
  bytes[end - 1] === carriageReturn ? end - start - 1 : end - start;

// Lines are short: these loops are faster than calls of lastIndexOf and indexOf.

function startOfLine(bytes: Uint8Array, from: number, hit: number): number {
  let at = hit;
  while (at > from && bytes[at - 1] !== newline) at -= 1;
  return at;
}

function endOfLine(bytes: Uint8Array, hit: number): number {
  let at = hit;
  while (bytes[at] !== newline) at += 1;
  return at;
}
