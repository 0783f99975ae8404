/** Makes bytes of the rows of one dump. */
import { fromHex } from "../bits/index.js";
import { FwctlFault, type Note } from "../fault/index.js";
import { type HexOptions, hexFormats } from "./hex-formats.js";
import { refuseOctal, reversed, turnOf } from "./hex-order.js";
import type { HexRow } from "./hex-row.js";
import { type HexRun, type PlacedRow, uncounted } from "./hex-runs.js";
import { captureNote, codedNote, linePath } from "./notes.js";

/** Bytes that were written as text. */
export interface HexText {
  readonly bytes: Uint8Array;
  /** Offset that the text gives the first byte; 0 when it gives none. */
  readonly base: number;
  /** One of {@link hexFormats}. */
  readonly format: string;
  /** Line of the first row. */
  readonly line: number;
  readonly notes: readonly Note[];
}

/** Most bytes of one dump, when the caller says nothing. */
export const hexLimit: number = 16 << 20;

/** Bytes a group, by far the most frequent width: the last group of a dump may be shorter. */
function widthOf(run: HexRun): number {
  const counts = new Map<number, number>();
  for (const { row } of run.rows) {
    for (const group of row.groups) counts.set(group.length / 2, (counts.get(group.length / 2) ?? 0) + 1);
  }
  const [widest] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return widest?.[0] ?? 1;
}

/** Format by what the rows look like. Only for people: what is read does not depend on it. */
function formatOf(row: HexRow, width: number): string {
  const length = row.offset?.length;
  if (length === undefined) return hexFormats.plain;
  if (row.fence === "|") return hexFormats.hexdumpC;
  if (row.fence === ">") return hexFormats.od;
  if (row.prefixed) return hexFormats.printHexDump;
  if (row.colon) return length === 4 ? hexFormats.tcpdump : hexFormats.xxd;
  if (length === 16) return hexFormats.devlinkRegion;
  if (length === 7 && width === 2) return hexFormats.hexdump;
  if (length === 6 || length === 7) return hexFormats.od;
  return length === 8 ? hexFormats.hexdumpC : hexFormats.wireshark;
}

interface Reading {
  readonly turn: number;
  readonly limit: number;
}

function rowBytes({ row }: PlacedRow, room: number | undefined, reading: Reading): Uint8Array {
  const digits = row.groups.join("");
  const bytes = fromHex(digits) ?? new Uint8Array(0);
  // Characters of the text column may look like digits: the next offset knows how many bytes there are.
  const cut = room !== undefined && room < bytes.length ? bytes.subarray(0, room) : bytes;
  return reading.turn > 1 ? reversed(cut, reading.turn) : cut;
}

/** Bytes in order, with the offset of the first. A hole between offsets starts another. */
class Pieces {
  readonly done: { base: number; line: number; parts: Uint8Array[]; size: number; notes: Note[] }[] = [];
  readonly #limit: number;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  start(base: number, line: number, note?: Note): void {
    this.done.push({ base, line, parts: [], size: 0, notes: note === undefined ? [] : [note] });
  }

  add(bytes: Uint8Array, line: number): void {
    this.#total += bytes.length;
    if (this.#total > this.#limit) {
      const what = `the text makes more than ${this.#limit} bytes`;
      throw new FwctlFault({ code: "capture", path: linePath(line), what, remedy: "Raise the limit to read it." });
    }
    const piece = this.done.at(-1);
    piece?.parts.push(bytes);
    if (piece !== undefined) piece.size += bytes.length;
  }

  /** Repeats the last row until `size` bytes are there. */
  repeat(last: Uint8Array, missing: number, line: number): void {
    if (last.length === 0 || this.#total + missing > this.#limit) {
      const what = `"*" stands for ${missing} bytes, more than the limit of ${this.#limit} leaves`;
      throw new FwctlFault({ code: "capture", path: linePath(line), what, remedy: "Raise the limit to read it." });
    }
    const filled = new Uint8Array(missing);
    for (let at = 0; at < missing; at += 1) filled[at] = last[at % last.length] ?? 0;
    this.add(filled, line);
  }
}

function place(run: HexRun, pieces: Pieces, reading: Reading): void {
  let next: number | undefined;
  let last: Uint8Array = new Uint8Array(0);
  for (const [index, one] of run.rows.entries()) {
    const { offset, row } = one;
    if (offset === undefined || next === undefined) {
      if (next === undefined) pieces.start(offset ?? 0, row.line);
      next = offset ?? 0;
    } else if (one.afterRepeat && offset > next) pieces.repeat(last, offset - next, row.line);
    else if (offset > next) {
      const range = `0x${next.toString(16)}..0x${(offset - 1).toString(16)}`;
      pieces.start(
        offset,
        row.line,
        codedNote("truncated", row.line, `rows are missing before this one, bytes ${range}`),
      );
    }
    const following = run.rows[index + 1];
    const until =
      following?.afterRepeat === true
        ? undefined
        : (following?.offset ?? (following === undefined ? run.end : undefined));
    const room = until === undefined || offset === undefined || until <= offset ? undefined : until - offset;
    last = rowBytes(one, room, reading);
    pieces.add(last, row.line);
    next = offset === undefined ? next : offset + last.length;
  }
  closing(run, pieces, last, next);
}

/** The offset behind the last row: repeated rows come before it, or rows are missing. */
function closing(run: HexRun, pieces: Pieces, last: Uint8Array, next: number | undefined): void {
  const line = run.rows.at(-1)?.row.line ?? 0;
  if (run.end === undefined || next === undefined || run.end <= next) return;
  if (run.endAfterRepeat) pieces.repeat(last, run.end - next, line);
  else {
    const what = `the dump should end at 0x${run.end.toString(16)}, its rows end at 0x${next.toString(16)}`;
    pieces.done.at(-1)?.notes.push(codedNote("truncated", line, what));
  }
}

/** The bytes of one run: one piece, or several when rows are missing. */
export function bytesOfRun(run: HexRun, options: HexOptions): HexText[] {
  const [first] = run.rows;
  if (first === undefined) return [];
  refuseOctal(run);
  const width = widthOf(run);
  const format = formatOf(first.row, width);
  const notes = [...run.notes];
  const turn = turnOf(run, { width, format, words: options.words }, notes);
  const pieces = new Pieces(options.limit ?? hexLimit);
  place(run, pieces, { turn, limit: options.limit ?? hexLimit });
  if (run.openRepeat) {
    notes.push(
      captureNote(run.rows.at(-1)?.row.line, 'the dump ends in "*": how often the last row repeats is unknown'),
    );
  }
  const address = uncounted(first.row.offset) !== "";
  if (address)
    notes.push(captureNote(first.row.line, `addresses start at 0x${first.row.offset}, offsets count from 0`));
  return pieces.done.map((piece) => ({
    bytes: together(piece.parts, piece.size),
    base: address ? piece.base - (first.offset ?? 0) : piece.base,
    format,
    line: piece.line,
    notes: [...notes, ...piece.notes],
  }));
}

function together(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
