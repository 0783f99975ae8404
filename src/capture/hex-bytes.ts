/** Makes bytes of the rows of one dump, and refuses to guess how the digits of a word lie in memory. */
import { fromHex } from "../bits/index.js";
import { FwctlFault, type Note } from "../fault/index.js";
import { type HexOptions, type HexWords, hexFormats, wordBytes } from "./hex-formats.js";
import type { HexRow } from "./hex-row.js";
import type { HexRun, PlacedRow } from "./hex-runs.js";
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

function reversed(bytes: Uint8Array, width: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += width) {
    const end = Math.min(at + width, bytes.length);
    for (let index = at; index < end; index += 1) turned[index] = bytes[end - 1 - (index - at)] ?? 0;
  }
  return turned;
}

/** Does the text column show these bytes? `undefined` when it shows nothing that could tell. */
function agrees(bytes: Uint8Array, text: string): boolean | undefined {
  let told: boolean | undefined;
  for (let index = 0; index < Math.min(bytes.length, text.length); index += 1) {
    const code = text.charCodeAt(index);
    const byte = bytes[index] ?? 0;
    if (code === 46 || code > 126) continue;
    if (code !== byte) return false;
    told = true;
  }
  return told;
}

/** The byte order that the text column proves, by rows that read differently both ways. */
function orderByText(run: HexRun, width: number): "be" | "le" | undefined {
  let order: "be" | "le" | undefined;
  for (const { row } of run.rows) {
    const bytes = fromHex(row.groups.join(""));
    if (bytes === undefined || row.text === undefined) continue;
    const asWritten = agrees(bytes, row.text);
    const turned = agrees(reversed(bytes, width), row.text);
    if (asWritten === turned) continue;
    const found = asWritten === true ? "be" : turned === true ? "le" : undefined;
    if (found === undefined || (order !== undefined && order !== found)) return undefined;
    order = found;
  }
  return order;
}

/** Whether groups of `width` bytes stand as they lie in memory. */
function isInMemoryOrder(run: HexRun, width: number, format: string, notes: Note[]): boolean {
  const [first] = run.rows;
  const line = first?.row.line;
  const single = run.rows.every(({ row }) => row.groups.length === 1);
  const uneven = run.rows.some(({ row }) => row.groups[0]?.length !== width * 2);
  const byText = orderByText(run, width);
  if (byText !== undefined) {
    if (byText === "le")
      notes.push(captureNote(line, `words of ${width} bytes are little-endian, as the text column shows`));
    return byText === "be";
  }
  // No machine has words of other sizes: the digits stand as the bytes lie.
  if (![2, 4, 8].includes(width)) return true;
  // xxd and tcpdump write pairs of bytes as they lie in memory; one long string of digits has no words.
  if (width === 2 && (format === hexFormats.xxd || format === hexFormats.tcpdump)) return true;
  if (format === hexFormats.plain && single && (uneven || run.rows.length === 1)) return true;
  throw ambiguous(line, width, format);
}

function ambiguous(line: number | undefined, width: number, format: string): FwctlFault {
  const bits = width * 8;
  const what = `${format} with words of ${width} bytes does not tell the order of the bytes in a word`;
  const remedy = `Say words "le${bits}" or "be${bits}", or dump bytes (xxd -g1, hexdump -C, od -Ax -tx1).`;
  return new FwctlFault({ code: "capture", path: linePath(line), what, remedy });
}

/** `000005 001000`: od without options writes octal words. */
function refuseOctal(run: HexRun): void {
  const rows = run.rows.filter(({ row }) => row.groups.length > 1);
  const octal = rows.every(
    ({ row }) => row.offset?.length === 7 && row.groups.every((group) => /^[01][0-7]{5}$/.test(group)),
  );
  if (rows.length === 0 || !octal) return;
  const what = "od wrote octal words";
  throw new FwctlFault({
    code: "capture",
    path: linePath(rows[0]?.row.line),
    what,
    remedy: "Make the dump with od -Ax -tx1.",
  });
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
      if (next === undefined) pieces.start(safe(offset ?? 0), row.line);
      next = offset ?? 0;
    } else if (one.afterRepeat && offset > next) pieces.repeat(last, offset - next, row.line);
    else if (offset > next) {
      const range = `0x${next.toString(16)}..0x${(offset - 1).toString(16)}`;
      pieces.start(
        safe(offset),
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
  const line = run.rows.at(-1)?.row.line ?? 0;
  if (run.end !== undefined && next !== undefined && run.end > next) pieces.repeat(last, run.end - next, line);
}

/** Kernel addresses do not fit a number: the dump is then counted from 0, and a note has the address. */
const safe = (offset: number): number => (Number.isSafeInteger(offset) ? offset : 0);

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
  if (first.offset !== undefined && !Number.isSafeInteger(first.offset)) {
    notes.push(captureNote(first.row.line, `addresses start at 0x${first.row.offset}; offsets are counted from 0`));
  }
  return pieces.done.map((piece) => ({
    bytes: together(piece.parts, piece.size),
    base: piece.base,
    format,
    line: piece.line,
    notes: [...notes, ...piece.notes],
  }));
}

interface Words {
  readonly width: number;
  readonly format: string;
  readonly words: HexWords | undefined;
}

/** Bytes whose order in a word must be turned; 1 when none. */
function turnOf(run: HexRun, { width, format, words }: Words, notes: Note[]): number {
  if (width === 1) return 1;
  if (words === undefined) return isInMemoryOrder(run, width, format, notes) ? 1 : width;
  if (wordBytes(words) !== width) {
    const line = run.rows[0]?.row.line;
    const what = `the dump has words of ${width} bytes, "${words}" has ${wordBytes(words)}`;
    throw new FwctlFault({ code: "capture", path: linePath(line), what });
  }
  return words.startsWith("le") ? width : 1;
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
