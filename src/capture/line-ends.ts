/**
 * Logs and dumps whose lines end with CR alone, as some terminals copy them. Such a text has no LF at all, where others have one within
 * the first line: that is how it is told, and from then on a CR counts as an LF. A progress bar writes CR too, but its text has LF.
 */
import type { RecordReader } from "./chunks.js";
import { joined } from "./lines.js";
import type { CaptureRecord } from "./record.js";
import { MarkedText } from "./utf16.js";

const lineFeed = 10;
const carriageReturn = 13;

/** Bytes without an LF, with a CR among them, after which the rule is taken to be CR. The driver's lines are far shorter. */
const enough = 1 << 16;

class LineEnds implements RecordReader {
  readonly #inner: RecordReader;
  #held: Uint8Array[] = [];
  #size = 0;
  #ends: "unknown" | "LF" | "CR" = "unknown";

  constructor(inner: RecordReader) {
    this.#inner = inner;
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    if (this.#ends === "LF") return this.#inner.push(bytes);
    if (this.#ends === "CR") return this.#inner.push(withLineFeeds(bytes));
    this.#held.push(bytes.slice());
    this.#size += bytes.length;
    return bytes.includes(lineFeed) || this.#size >= enough ? this.#decide() : [];
  }

  end(): readonly CaptureRecord[] {
    return [...this.#decide(), ...this.#inner.end()];
  }

  #decide(): readonly CaptureRecord[] {
    const head = joined(this.#held, this.#size);
    this.#held = [];
    this.#size = 0;
    if (this.#ends === "unknown") {
      this.#ends = head.includes(carriageReturn) && !head.includes(lineFeed) ? "CR" : "LF";
    }
    return head.length === 0 ? [] : this.push(head);
  }
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === carriageReturn ? lineFeed : byte));
}

/** A reader of a log or a dump in text: with or without a mark of its encoding, with LF, CR LF or CR. */
export function textReader(inner: RecordReader): RecordReader {
  return new MarkedText(new LineEnds(inner));
}
