/** Makes records of one entry of a kernel log, in one line or in the lines that it was wrapped into. */
import { readCxlEvent } from "./cxl-event.js";
import { readDriverLine } from "./driver-line.js";
import { dumpPlausibility, readDumpLine } from "./dump-header.js";
import { type DumpRow, emptyRow, readRow } from "./dump-row.js";
import type { CommandDumps } from "./dumps.js";
import { plausibility, readErrorLines } from "./error-line.js";
import type { CaptureRecord } from "./record.js";
import { unwrapped } from "./text-line.js";

/** What a log can be searched for. */
export const logTopics = ["errors", "dumps", "cxl"] as const;

/** `errors`: error lines and the driver's other lines. `dumps`: command dumps. `cxl`: CXL trace events. */
export type LogTopic = (typeof logTopics)[number];

/** What became of an entry: records were made (`done`), it may go on (`open`), or it holds nothing. */
export interface Taken {
  readonly outcome: "done" | "open" | "nothing";
  /** Records of an open entry that is whole enough if nothing follows. */
  readonly partial: readonly CaptureRecord[];
  /** It is one of the driver's lines for certain, so that losing it must be said. */
  readonly certain: boolean;
}

export const nothing: Taken = { outcome: "nothing", partial: [], certain: false };
export const broken: Taken = { outcome: "open", partial: [], certain: true };
const done: Taken = { outcome: "done", partial: [], certain: false };

/**
 * Lines that end before the words of their message: behind the driver's name, the device, the function and its place, or the slot of a
 * command dump and some of `dump command data`; or inside one of these. A `=` is a mail's soft line break.
 */
const brokenOff: readonly RegExp[] = [
  /:\(pid\s+\d{1,10}\):?(?:\s+c(?:m(?:d(?:\[(?:\d{1,3}(?:\](?::(?:\s+[a-z][a-z ]{0,17})?)?)?)?)?)?)?)?\s*=?\s*$/,
  /\bmlx5_c(?:ore(?:\.sf)?(?:\s+[\w.:-]{1,63}(?::\s+\w{1,64}(?::\d*(?::[(pid\s]{0,5}\d*\)?)?)?)?)?:?)?\s*=?\s*$/,
];

/** The ways of putting an entry together, the one that makes most sense first. */
function byPlausibility(texts: readonly string[], number: number): readonly string[] {
  const scored = texts.map((text) => ({ text, score: plausibility(text, number) + dumpPlausibility(text) }));
  return scored.sort((a, b) => b.score - a.score).map(({ text }) => text);
}

/** Reads entries. Records go to `into`, dump lines to `dumps`. */
export class LogText {
  readonly #topics: ReadonlySet<LogTopic>;
  readonly #dumps: CommandDumps;
  readonly #into: (record: CaptureRecord) => void;
  readonly #row: DumpRow = emptyRow();
  readonly #encoder = new TextEncoder();

  constructor(topics: ReadonlySet<LogTopic>, dumps: CommandDumps, into: (record: CaptureRecord) => void) {
    this.#topics = topics;
    this.#dumps = dumps;
    this.#into = into;
  }

  /** Reads an entry in each way that its lines may belong together. */
  take(lines: readonly string[], number: number): Taken {
    let taken = nothing;
    const texts = unwrapped(lines);
    for (const text of lines.length > 1 ? byPlausibility(texts, number) : texts) {
      const next = this.#read(text, number, lines.length > 1);
      // A line that is whole but for its errno is better than one that came out whole by accident.
      if (next.outcome === "done" || next.partial.length > 0) return next;
      if (taken.outcome === "nothing") taken = next;
    }
    return taken;
  }

  #read(text: string, number: number, joined: boolean): Taken {
    if (this.#topics.has("cxl")) {
      const event = readCxlEvent(text, number);
      if (event !== undefined) return this.#made(event);
    }
    if (this.#topics.has("dumps")) {
      if (joined && this.#joinedRow(text, number)) return done;
      const taken = this.#dump(text, number);
      if (taken.outcome !== "nothing") return taken;
    }
    return this.#topics.has("errors") ? this.#errors(text, number) : nothing;
  }

  #made(...records: readonly CaptureRecord[]): Taken {
    for (const record of records) this.#into(record);
    return done;
  }

  #errors(text: string, number: number): Taken {
    const { records, open } = readErrorLines(text, number);
    if (records.length > 0 && !open) return this.#made(...records);
    if (open) return { outcome: "open", partial: records, certain: true };
    const event = readDriverLine(text, number);
    if (event !== undefined) return this.#made(event);
    return brokenOff.some((pattern) => pattern.test(text)) ? { ...broken, certain: false } : nothing;
  }

  #dump(text: string, number: number): Taken {
    const found = readDumpLine(text, number);
    switch (found?.what) {
      case undefined:
        return nothing;
      case "header":
        this.#dumps.begin(found.header);
        return done;
      case "end":
        this.#dumps.end(found);
        return done;
      case "mark":
        return done;
      case "open":
        return broken;
    }
  }

  #joinedRow(text: string, number: number): boolean {
    const bytes = this.#encoder.encode(text);
    if (readRow(bytes, 0, bytes.length, this.#row) !== "row") return false;
    this.#dumps.row(this.#row, number);
    return true;
  }
}
