/** Text that starts with a byte order mark: UTF-16 is read as what it says, the UTF-8 mark is dropped. */
import type { RecordReader } from "./chunks.js";
import type { CaptureRecord } from "./record.js";

function markOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | "utf-8" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return undefined;
}

/**
 * A text reader that also takes UTF-16 (what a Windows shell writes) and drops a byte order mark. Readers of bytes
 * must not stand behind it.
 */
export class MarkedText implements RecordReader {
  readonly #inner: RecordReader;
  readonly #encoder = new TextEncoder();
  #head: Uint8Array = new Uint8Array(0);
  #decided = false;
  #decoder: TextDecoder | undefined;

  constructor(inner: RecordReader) {
    this.#inner = inner;
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    if (this.#decided) return this.#pass(bytes);
    const head = new Uint8Array(this.#head.length + bytes.length);
    head.set(this.#head);
    head.set(bytes, this.#head.length);
    this.#head = head;
    return head.length < 3 ? [] : this.#decide();
  }

  end(): readonly CaptureRecord[] {
    const first = this.#decided ? [] : this.#decide();
    const rest = this.#decoder === undefined ? [] : this.#inner.push(this.#encoder.encode(this.#decoder.decode()));
    return [...first, ...rest, ...this.#inner.end()];
  }

  #decide(): readonly CaptureRecord[] {
    const head = this.#head;
    const mark = markOf(head);
    this.#decided = true;
    this.#head = new Uint8Array(0);
    if (mark === undefined) return this.#pass(head);
    if (mark !== "utf-8") this.#decoder = new TextDecoder(mark);
    return this.#pass(head.subarray(mark === "utf-8" ? 3 : 2));
  }

  #pass(bytes: Uint8Array): readonly CaptureRecord[] {
    if (this.#decoder === undefined) return this.#inner.push(bytes);
    return this.#inner.push(this.#encoder.encode(this.#decoder.decode(bytes, { stream: true })));
  }
}
