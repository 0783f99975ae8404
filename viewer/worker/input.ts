/**
 * An input as a list of records. A recording of ours is indexed by line and read again where it is looked at, so that
 * its size is no matter; other formats are read once, since what one line means depends on those before it.
 */
import {
  type CaptureRecord,
  captureLineLimit,
  type Detection,
  detect,
  detectBytes,
  type FormatName,
  formats,
  hexWords,
  isFormatName,
  readCaptureLine,
  readerFor,
  sliceBytes,
} from "../../src/capture/index.js";
import { pcapngReader } from "../../src/capture/pcapng.js";
import type { InputState, ReadOptions, Slot } from "../protocol.js";
import { LineIndex } from "./line-index.js";

/** Most records that are kept of a format that cannot be read piecewise. */
const mostRecords = 4_000_000;

/** Bytes that are read at a time when the whole input is gone through. */
const stepBytes = 4 << 20;

/** Rows further apart than this are read one by one. */
const widestSpan = 8 << 20;

/** Reports while reading. */
export type Report = (state: InputState) => void;

export class Input {
  readonly slot: Slot;
  readonly name: string;
  readonly blob: Blob;
  readonly options: ReadOptions;
  readonly #report: Report;
  readonly #lines: LineIndex = new LineIndex();
  readonly #records: CaptureRecord[] = [];
  #lazy = false;
  #read = 0;
  #done = false;
  #cancelled = false;
  #format = "";
  #found: Detection | undefined;
  #fault: string | undefined;

  constructor(slot: Slot, name: string, blob: Blob, options: ReadOptions, report: Report) {
    this.slot = slot;
    this.name = name;
    this.blob = blob;
    this.options = options;
    this.#report = report;
  }

  /** Records known so far. */
  get count(): number {
    return this.#lazy ? this.#lines.count : this.#records.length;
  }

  get done(): boolean {
    return this.#done;
  }

  get state(): InputState {
    return {
      slot: this.slot,
      name: this.name,
      size: this.blob.size,
      read: this.#read,
      records: this.count,
      done: this.#done,
      format: this.#format,
      confidence: this.options.from === undefined ? this.#found?.confidence : undefined,
      why: this.#found?.why ?? "",
      fault: this.#fault,
    };
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** Reads to the end, reporting on the way. */
  async read(): Promise<void> {
    try {
      await this.#readAll();
    } catch (error) {
      this.#fault = `${this.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.#done = true;
    if (!this.#cancelled) this.#report(this.state);
  }

  async #readAll(): Promise<void> {
    const head = await this.#bytes(0, Math.min(detectBytes, this.blob.size));
    [this.#found] = detect(head);
    const named = this.options.from;
    const format = named !== undefined && isFormatName(named) ? named : this.#found.format;
    this.#format = format;
    const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    this.#lazy = format === formats.capture && !wide;
    // Nothing is no record, not one of no bytes.
    if (this.blob.size === 0) return;
    if (this.#lazy) await this.#indexLines();
    else await this.#readRecords(format);
  }

  async #indexLines(): Promise<void> {
    const { size } = this.blob;
    // The first piece is small, so that the first rows are there at once.
    for (let step = sliceBytes; this.#read < size && !this.#cancelled; step = stepBytes) {
      const end = Math.min(this.#read + step, size);
      this.#lines.push(await this.#bytes(this.#read, end));
      this.#read = end;
      if (end < size) this.#report(this.state);
    }
    this.#lines.close();
  }

  async #readRecords(format: FormatName): Promise<void> {
    const words = hexWords.find((one) => one === this.options.words);
    const reader = readerFor(format, { words, pcapng: pcapngReader });
    const { size } = this.blob;
    for (let at = 0; at < size && !this.#cancelled; at += stepBytes) {
      const bytes = await this.#bytes(at, Math.min(at + stepBytes, size));
      for (let from = 0; from < bytes.length; from += sliceBytes) {
        this.#keep(reader.push(bytes.subarray(from, from + sliceBytes)));
      }
      this.#read = Math.min(at + stepBytes, size);
      if (this.#fault !== undefined) return;
      if (this.#read < size) this.#report(this.state);
    }
    this.#keep(reader.end());
  }

  #keep(records: readonly CaptureRecord[]): void {
    for (const record of records) {
      if (this.#records.length >= mostRecords) {
        this.#fault = `${this.name} has more than ${mostRecords} records; the first ${mostRecords} are shown`;
        return;
      }
      this.#records.push(record);
    }
  }

  async #bytes(from: number, to: number): Promise<Uint8Array> {
    return new Uint8Array(await this.blob.slice(from, to).arrayBuffer());
  }

  /** The records of some places, in that order. */
  async records(places: readonly number[]): Promise<CaptureRecord[]> {
    if (!this.#lazy) return places.flatMap((place) => this.#records[place] ?? []);
    const known = places.filter((place) => place >= 0 && place < this.#lines.count);
    if (known.length === 0) return [];
    const first = Math.min(...known.map((place) => this.#lines.start(place)));
    const last = Math.max(...known.map((place) => this.#lines.end(place)));
    if (last - first <= widestSpan) {
      const all = await this.#bytes(first, last);
      return known.map((place) =>
        this.#recordOf(place, all.subarray(this.#lines.start(place) - first, this.#lines.end(place) - first)),
      );
    }
    return Promise.all(known.map(async (place) => this.#recordOf(place, await this.#lineBytes(place))));
  }

  async #lineBytes(place: number): Promise<Uint8Array> {
    const start = this.#lines.start(place);
    return this.#bytes(start, Math.min(this.#lines.end(place), start + captureLineLimit + 1));
  }

  #recordOf(place: number, bytes: Uint8Array): CaptureRecord {
    const number = this.#lines.number(place);
    const text = new TextDecoder().decode(bytes).trim();
    if (bytes.length > captureLineLimit) return readCaptureLine("", number);
    return readCaptureLine(text, number);
  }

  /** Places of a run of records with their records, in pieces: for going through all of them. */
  async *scan(
    from = 0,
  ): AsyncGenerator<{ readonly first: number; readonly records: readonly CaptureRecord[] }, void, undefined> {
    for (let first = from; first < this.count; ) {
      let next = first + 1;
      const start = this.#lines.start(first);
      while (next < this.count && next - first < 512 && (!this.#lazy || this.#lines.end(next) - start < stepBytes))
        next += 1;
      const places = Array.from({ length: next - first }, (_, offset) => first + offset);
      yield { first, records: await this.records(places) };
      first = next;
    }
  }
}
