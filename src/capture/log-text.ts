/** Makes records of one entry of a kernel log, in one line or in the lines that it was wrapped into. */
import { readCxlEvent } from "./cxl-event.js";
import { readDriverLine } from "./driver-line.js";
import { readDumpLine } from "./dump-header.js";
import { type DumpRow, emptyRow, readRow } from "./dump-row.js";
import type { CommandDumps } from "./dumps.js";
import { readErrorLines } from "./error-line.js";
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

/** A message of the driver ends here, so its words are on the next line. */
const brokenOff = /:\(pid\s+\d{1,10}\):?\s*$/;

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
    for (const text of unwrapped(lines)) {
      const next = this.#read(text, number, lines.length > 1);
      if (next.outcome === "done") return next;
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
    return brokenOff.test(text) ? { ...broken, certain: false } : nothing;
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
