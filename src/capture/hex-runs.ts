/**
 * Puts the rows of hex text together: which of them form one dump, in which radix their offsets count, how often a
 * row is repeated. Still digits; bytes are made in `hex-bytes.ts`.
 */
import type { Note } from "../fault/index.js";
import { type HexLine, type HexRow, readHexLine } from "./hex-row.js";
import { captureNote, NoteList } from "./notes.js";
import { unquoted, withoutColours } from "./text-line.js";

/** A row in its place. */
export interface PlacedRow {
  readonly row: HexRow;
  /** From the start of the dump's own count; `undefined` in formats without offsets. */
  readonly offset: number | undefined;
  /** `*` stands before this row: the last one repeats up to here. */
  readonly afterRepeat: boolean;
}

/** Rows that belong to one dump. */
export interface HexRun {
  readonly rows: readonly PlacedRow[];
  /** Offset of a closing line without digits, and whether `*` stands before it. */
  readonly end: number | undefined;
  readonly endAfterRepeat: boolean;
  /** `*` stands at the end. */
  readonly openRepeat: boolean;
  readonly notes: readonly Note[];
}

interface RawRun {
  readonly rows: { row: HexRow; afterRepeat: boolean }[];
  end: string | undefined;
  endAfterRepeat: boolean;
  openRepeat: boolean;
  readonly notes: Note[];
}

const digitsIn = (row: HexRow): number => row.groups.reduce((sum, group) => sum + group.length, 0);

/** Groups lines into runs: a line that is no hex ends a run, and so does another kind of row. */
class Runs {
  readonly runs: RawRun[] = [];
  readonly notes: NoteList = new NoteList();
  #run: RawRun | undefined;
  #repeat = false;
  #others = 0;
  #firstOther = 0;

  line(found: HexLine, line: number): void {
    if (found === "blank") return;
    if (found === "repeat") {
      this.#repeat = this.#run !== undefined;
      if (this.#run !== undefined) this.#run.openRepeat = true;
    } else if (found === "odd") this.notes.add(captureNote(line, "has an odd number of hex digits and is left out"));
    else if (found === "other") this.#other(line);
    else this.#row(found);
  }

  finish(): void {
    if (this.#others === 0) return;
    const rest = this.#others === 1 ? "" : `, with ${this.#others - 1} more`;
    this.notes.add(captureNote(this.#firstOther, `holds no hex dump and is passed over${rest}`));
  }

  #other(line: number): void {
    if (this.#others === 0) this.#firstOther = line;
    this.#others += 1;
    // A word between rows of a kernel log does not end a dump; between plain digits it does.
    if (this.#run?.rows[0]?.row.offset === undefined) this.#run = undefined;
  }

  #row(row: HexRow): void {
    const run = this.#run;
    const first = run?.rows[0]?.row;
    if (row.offset !== undefined && row.groups.length === 0) {
      this.#lone(row, row.offset);
      return;
    }
    if (run !== undefined && first !== undefined && run.end === undefined && isLike(first, row)) {
      run.rows.push({ row, afterRepeat: this.#repeat });
      run.openRepeat = false;
    } else this.#start(row);
    this.#repeat = false;
  }

  /** Digits alone on a line: the end of a dump with such offsets, or a line of plain hex. */
  #lone(row: HexRow, digits: string): void {
    const run = this.#run;
    const first = run?.rows[0]?.row;
    if (run !== undefined && first?.offset?.length === digits.length && !first.colon) {
      run.end = digits;
      run.endAfterRepeat = this.#repeat;
      run.openRepeat = false;
      this.#repeat = false;
      this.#run = undefined;
      return;
    }
    if (digits.length % 2 === 0) this.#row({ ...row, offset: undefined, groups: [digits] });
    else this.notes.add(captureNote(row.line, "has an odd number of hex digits and is left out"));
  }

  #start(row: HexRow): void {
    const rows = [{ row, afterRepeat: false }];
    const run: RawRun = { rows, end: undefined, endAfterRepeat: false, openRepeat: false, notes: [] };
    this.#run = run;
    this.runs.push(run);
  }
}

function isLike(first: HexRow, row: HexRow): boolean {
  if (first.offset === undefined || row.offset === undefined) return first.offset === row.offset;
  return first.colon === row.colon && first.offset.length === row.offset.length;
}

const radixes = [16, 8, 10] as const;

/** Of a kernel address, only the last 48 bits are counted: a number holds no more than 53. */
const mostDigits = 12;

/** The digits of a kernel address that are not counted. */
export function uncounted(digits: string | undefined): string {
  return (digits ?? "").slice(0, -mostDigits).replace(/^0+/, "");
}

function offsetIn(digits: string, radix: number): number | undefined {
  const pattern = radix === 8 ? /^[0-7]+$/ : radix === 10 ? /^\d+$/ : /^[0-9a-f]+$/i;
  return pattern.test(digits) ? Number.parseInt(digits.slice(-mostDigits), radix) : undefined;
}

/** The radix in which most rows end where the next one starts. */
function radixOf(run: RawRun): number {
  let best: number = 16;
  let most = 0;
  const first = run.rows[0]?.row;
  for (const radix of radixes) {
    // od alone writes octal offsets, in seven digits.
    if (radix === 8 && (first?.colon === true || first?.offset?.length !== 7)) continue;
    let fitting = 0;
    for (const [index, { row }] of run.rows.entries()) {
      const next = run.rows[index + 1]?.row.offset ?? run.end;
      const from = offsetIn(row.offset ?? "", radix);
      const to = next === undefined ? undefined : offsetIn(next, radix);
      if (from !== undefined && to !== undefined && to - from === digitsIn(row) / 2) fitting += 1;
    }
    if (fitting > most) [best, most] = [radix, fitting];
  }
  return best;
}

/** Cuts a run where its offsets start again. */
function placed(run: RawRun): HexRun[] {
  const radix = radixOf(run);
  const runs: PlacedRow[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { row, afterRepeat } of run.rows) {
    const offset = row.offset === undefined ? undefined : (offsetIn(row.offset, radix) ?? 0);
    const rows = runs.at(-1);
    if (rows === undefined || (offset !== undefined && offset <= last))
      runs.push([{ row, offset, afterRepeat: false }]);
    else rows.push({ row, offset, afterRepeat });
    last = offset ?? last;
  }
  const end = run.end === undefined ? undefined : offsetIn(run.end, radix);
  return runs.map((rows, index) => {
    const isLast = index === runs.length - 1;
    const { endAfterRepeat, openRepeat, notes } = run;
    return { rows, end: isLast ? end : undefined, endAfterRepeat, openRepeat: isLast && openRepeat, notes };
  });
}

/** Every dump of a text, in order, and what is to be said about the text as a whole. */
export function readHexRuns(text: string): { runs: readonly HexRun[]; notes: readonly Note[] } {
  const runs = new Runs();
  for (const [index, line] of text.split("\n").entries()) {
    runs.line(readHexLine(unquoted(withoutColours(line.replace(/\r$/, ""))), index + 1), index + 1);
  }
  runs.finish();
  return { runs: runs.runs.flatMap(placed), notes: runs.notes.list };
}
