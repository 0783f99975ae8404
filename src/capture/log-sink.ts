/** Makes records of the lines of a kernel log that may matter, putting wrapped lines together first. */
import { readCxlEvent } from "./cxl-event.js";
import { readDriverLine } from "./driver-line.js";
import { readDumpLine } from "./dump-header.js";
import { type DumpRow, emptyRow, readBareRow, readRow } from "./dump-row.js";
import { CommandDumps } from "./dumps.js";
import { readErrorLines } from "./error-line.js";
import type { ScanSink } from "./line-scanner.js";
import { startsEntry } from "./log-prefix.js";
import { type NeedleFinder, needleFinder } from "./needles.js";
import { lost } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { lineText, unquoted, unwrapped } from "./text-line.js";

/** What a log can be searched for. */
export const logTopics = ["errors", "dumps", "cxl"] as const;

/** `errors`: error lines and the driver's other lines. `dumps`: command dumps. `cxl`: CXL trace events. */
export type LogTopic = (typeof logTopics)[number];

/** Lines that an entry may be wrapped into. */
const mostWrapped = 4;

/** Lines without a row after which a dump of an older kernel, which has no end line, is taken to be over. */
const mostBetween = 16;

/** Without one of these a line that holds the driver's name says nothing that is read here. */
const tellingOf: { readonly [topic in LogTopic]: readonly string[] } = {
  errors: [
    "op_mod",
    "mlx5_cmd_out_err:",
    "mlx5_cmd_check:",
    "timeout",
    "timed out",
    "ompletion",
    "stalled",
    "command entry",
  ],
  dumps: ["dump command", "end dump"],
  cxl: ["memdev=", "device="],
};

const colon = 58;

/** A message of the driver ends here, so its words are on the next line. */
const brokenOff = /:\(pid\s+\d{1,10}\):?\s*$/;

/** Begins a new entry although it has no time. */
const ownEntry = /^\s*(?:mlx5_core|mlx5_cmd_|kernel:|cmd\[\d{1,3}\]: [0-9a-f]{3,8}:)/;

/** What became of a text: records were made (`done`), it may go on (`open`), or it holds nothing. */
interface Taken {
  readonly outcome: "done" | "open" | "nothing";
  /** Records of an open text that is whole enough if nothing follows. */
  readonly partial: readonly CaptureRecord[];
  /** It is an error line for certain, so that losing it must be said. */
  readonly certain: boolean;
}

const nothing: Taken = { outcome: "nothing", partial: [], certain: false };
const done: Taken = { outcome: "done", partial: [], certain: false };

/** Receives candidate lines; finished records collect in `records`. */
export class LogSink implements ScanSink {
  records: CaptureRecord[] = [];
  readonly #topics: ReadonlySet<LogTopic>;
  readonly #readsDumps: boolean;
  readonly #dumps: CommandDumps;
  readonly #row: DumpRow = emptyRow();
  readonly #telling: NeedleFinder;
  readonly #encoder = new TextEncoder();
  /** An entry that is not complete yet, in the lines that it was wrapped into. */
  #wrapped: readonly string[] = [];
  #wrappedAt = 0;
  #taken: Taken = nothing;
  #between = 0;

  constructor(topics: readonly LogTopic[]) {
    this.#topics = new Set(topics);
    this.#readsDumps = this.#topics.has("dumps");
    this.#telling = needleFinder(topics.flatMap((topic) => tellingOf[topic]));
    this.#dumps = new CommandDumps((record) => this.records.push(record));
  }

  get wantsNext(): boolean {
    return this.#wrapped.length > 0 || this.#dumps.expectsBareRows;
  }

  line(bytes: Uint8Array, start: number, end: number, number: number, hit: number): void {
    if (this.#wrapped.length === 0) {
      if (this.#readsDumps && this.#isRow(bytes, start, end, number, hit)) return;
      if (!this.#dumps.expectsBareRows && !this.#tells(bytes, start, end)) return;
    }
    this.#text(lineText(bytes, start, end), number);
  }

  tooLong(number: number, size: number): void {
    this.#giveUp();
    const what = `a line of ${size} bytes is too long and was passed over`;
    this.records.push(lost(number, what, "Raise lineLimit to read it."));
  }

  end(): void {
    while (this.#wrapped.length > 0) this.#giveUp();
    this.#dumps.finish();
  }

  #tells(bytes: Uint8Array, start: number, end: number): boolean {
    // A message that breaks off behind `(pid 12):` may say anything on the next line.
    if (bytes[end - 1] === colon || bytes[end - 2] === colon) return true;
    this.#telling.reset(bytes, end);
    return this.#telling.next(start) >= 0;
  }

  #isRow(bytes: Uint8Array, start: number, end: number, number: number, hit: number): boolean {
    let verdict = readRow(bytes, hit, end, this.#row);
    if (verdict === "none" && this.#dumps.expectsBareRows) verdict = readBareRow(bytes, start, end, this.#row);
    if (verdict === "none") return false;
    this.#between = 0;
    if (verdict === "row") this.#dumps.row(this.#row, number);
    else this.#wait([lineText(bytes, start, end)], number, { outcome: "open", partial: [], certain: true });
    return true;
  }

  #text(text: string, number: number): void {
    if (this.#wrapped.length > 0) {
      if (this.#continues(text)) {
        this.#take([...this.#wrapped, text], this.#wrappedAt);
        return;
      }
      this.#giveUp();
      this.#text(text, number);
      return;
    }
    this.#take([text], number);
    if (this.#dumps.expectsBareRows) {
      this.#between += 1;
      if (this.#between > mostBetween) this.#dumps.endBare();
    }
  }

  #continues(text: string): boolean {
    const own = unquoted(text);
    return this.#wrapped.length < mostWrapped && text.trim() !== "" && !startsEntry(own) && !ownEntry.test(own);
  }

  #wait(lines: readonly string[], number: number, taken: Taken): void {
    this.#wrapped = lines;
    this.#wrappedAt = number;
    this.#taken = taken;
  }

  /** Nothing completes the entry that was waited for: what it has is used, and its other lines are read by themselves. */
  #giveUp(): void {
    const [first, ...rest] = this.#wrapped;
    const { partial, certain } = this.#taken;
    const number = this.#wrappedAt;
    this.#wrapped = [];
    if (first === undefined) return;
    if (partial.length > 0) this.records.push(...partial);
    else if (certain)
      this.records.push(lost(number, "a line of the mlx5 driver breaks off", "Its rest is not on the next lines."));
    for (const [index, text] of rest.entries()) this.#text(text, number + index + 1);
  }

  /** Reads an entry in each way that its lines may belong together. */
  #take(lines: readonly string[], number: number): void {
    let taken = nothing;
    this.#wrapped = [];
    for (const text of unwrapped(lines)) {
      const next = this.#read(text, number, lines.length > 1);
      if (next.outcome === "done") return;
      if (taken.outcome === "nothing") taken = next;
    }
    if (taken.outcome === "open" || lines.length > 1)
      this.#wait(lines, number, lines.length > 1 && taken === nothing ? this.#taken : taken);
  }

  #read(text: string, number: number, joined: boolean): Taken {
    if (this.#topics.has("cxl")) {
      const event = readCxlEvent(text, number);
      if (event !== undefined) return this.#made(event);
    }
    if (this.#topics.has("dumps")) {
      const taken = this.#dump(text, number, joined);
      if (taken.outcome !== "nothing") return taken;
    }
    return this.#topics.has("errors") ? this.#errors(text, number) : nothing;
  }

  #made(...records: readonly CaptureRecord[]): Taken {
    this.records.push(...records);
    return done;
  }

  #errors(text: string, number: number): Taken {
    const { records, open } = readErrorLines(text, number);
    if (records.length > 0 && !open) return this.#made(...records);
    if (open) return { outcome: "open", partial: records, certain: true };
    const event = readDriverLine(text, number);
    if (event !== undefined) return this.#made(event);
    return brokenOff.test(text) ? { outcome: "open", partial: [], certain: false } : nothing;
  }

  #dump(text: string, number: number, joined: boolean): Taken {
    if (joined && this.#joinedRow(text, number)) return done;
    const found = readDumpLine(text, number);
    switch (found?.what) {
      case undefined:
        return nothing;
      case "header":
        this.#between = 0;
        this.#dumps.begin(found.header);
        return done;
      case "end":
        this.#dumps.end(found);
        return done;
      case "mark":
        return done;
      case "open":
        return { outcome: "open", partial: [], certain: true };
    }
  }

  #joinedRow(text: string, number: number): boolean {
    const bytes = this.#encoder.encode(text);
    if (readRow(bytes, 0, bytes.length, this.#row) !== "row") return false;
    this.#dumps.row(this.#row, number);
    return true;
  }
}
