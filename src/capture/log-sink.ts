/** Takes the lines of a kernel log that may matter, and puts entries together again that were wrapped. */
import { type DumpRow, emptyRow, readBareRow, readRow } from "./dump-row.js";
import { CommandDumps } from "./dumps.js";
import type { ScanSink } from "./line-scanner.js";
import { startsEntry } from "./log-prefix.js";
import { broken, LogText, type LogTopic, nothing, type Taken } from "./log-text.js";
import { type NeedleFinder, needleFinder } from "./needles.js";
import { lost } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { lineText, unquoted } from "./text-line.js";

/** Lines that an entry may be wrapped into. */
const mostWrapped = 5;

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
  dumps: ["dump_command:", "dump command", "end dump"],
  cxl: ["memdev=", "device="],
};

const colon = 58;
const space = 32;
const lineFeed = 10;

/** `c` of `cmd[0]: 000: …`, and the characters from there to the end of a row, one digit to three of slot, three to eight of offset. */
const firstOfRow = 99;
const leastRow = "cmd[0]: 000:".length + 4 * 9;
const mostRow = leastRow + 8;

/** Blanks between the driver's name and the end of a line that holds nothing else: name, device, function. */
const mostBlanks = 3;

/** Begins a new entry although it has no time. */
const ownEntry = /^\s*(?:mlx5_core|mlx5_cmd_|kernel:|cmd\[\d{1,3}\]: [0-9a-f]{3,8}:)/;

/** What may follow a line that is whole but for some of `, err(-22)`. */
const restOfErrno = /^\s*,?\s*e?r{0,2}\s?\(?-?\d{0,9}\)/;

/** A line that ends in a device has its message on the next one, also when that starts like an entry. */
const endsInDevice = /\bmlx5_core(?:\.sf)?\s+[\w.:-]{1,63}:?\s*$/;

/** Receives candidate lines; finished records collect in `records`. */
export class LogSink implements ScanSink {
  records: CaptureRecord[] = [];
  readonly #topics: ReadonlySet<LogTopic>;
  readonly #readsDumps: boolean;
  readonly #dumps: CommandDumps;
  readonly #entries: LogText;
  readonly #row: DumpRow = emptyRow();
  readonly #telling: NeedleFinder;
  /** An entry that is not complete yet, in the lines that it was wrapped into. */
  #wrapped: readonly string[] = [];
  #wrappedAt = 0;
  #taken: Taken = nothing;
  #between = 0;

  constructor(topics: readonly LogTopic[]) {
    this.#topics = new Set(topics);
    this.#readsDumps = this.#topics.has("dumps");
    this.#telling = needleFinder(topics.flatMap((topic) => tellingOf[topic]));
    const into = (record: CaptureRecord): void => {
      this.records.push(record);
    };
    this.#dumps = new CommandDumps(into);
    this.#entries = new LogText(this.#topics, this.#dumps, into);
  }

  get wantsNext(): boolean {
    return this.#wrapped.length > 0 || this.#dumps.expectsBareRows;
  }

  /** A row in its usual form, up to the line feed. */
  quick(bytes: Uint8Array, hit: number, number: number): number {
    if (!this.#readsDumps || bytes[hit] !== firstOfRow || this.wantsNext) return -1;
    let end = hit + leastRow;
    while (end < hit + mostRow && bytes[end] !== lineFeed) end += 1;
    if (bytes[end] !== lineFeed || readRow(bytes, hit, end, this.#row) !== "row") return -1;
    this.#between = 0;
    this.#dumps.row(this.#row, number);
    return end;
  }

  line(bytes: Uint8Array, start: number, end: number, number: number, hit: number): void {
    if (this.#wrapped.length === 0) {
      if (this.#readsDumps && this.#isRow(bytes, start, end, number, hit)) return;
      if (!this.#dumps.expectsBareRows && !this.#tells(bytes, start, end, hit)) return;
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

  #tells(bytes: Uint8Array, start: number, end: number, hit: number): boolean {
    // A message that breaks off behind `(pid 12):`, or before it, may say anything on the next line.
    if (bytes[end - 1] === colon || bytes[end - 2] === colon) return true;
    this.#telling.reset(bytes, end);
    return this.#telling.next(start) >= 0 || isShort(bytes, hit, end);
  }

  #isRow(bytes: Uint8Array, start: number, end: number, number: number, hit: number): boolean {
    let verdict = readRow(bytes, hit, end, this.#row);
    if (verdict === "none" && this.#dumps.expectsBareRows) verdict = readBareRow(bytes, start, end, this.#row);
    if (verdict === "none") return false;
    this.#between = 0;
    if (verdict === "row") this.#dumps.row(this.#row, number);
    else this.#wait([lineText(bytes, start, end)], number, broken);
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
    if (this.#wrapped.length >= mostWrapped || text.trim() === "" || startsEntry(own)) return false;
    if (this.#taken.partial.length > 0 && !restOfErrno.test(own)) return false;
    if (!ownEntry.test(own)) return true;
    return own.trimStart().startsWith("mlx5_cmd_") && endsInDevice.test(this.#wrapped.at(-1) ?? "");
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

  #take(lines: readonly string[], number: number): void {
    this.#wrapped = [];
    const taken = this.#entries.take(lines, number);
    if (taken.outcome === "open") this.#wait(lines, number, taken);
    else if (taken.outcome === "nothing" && lines.length > 1) this.#wait(lines, number, this.#taken);
  }
}

/** Few words stand behind the driver's name. */
function isShort(bytes: Uint8Array, hit: number, end: number): boolean {
  let blanks = 0;
  for (let at = hit; at < end; at += 1) {
    if (bytes[at] !== space) continue;
    blanks += 1;
    if (blanks > mostBlanks) return false;
  }
  return true;
}
