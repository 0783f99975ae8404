/**
 * One row of an mlx5 command dump: `cmd[0]: 010: 00000000 00000000 00001800 00000018` (`dump_buf`, cmd.c). The words
 * were printed from big-endian memory, so they are written back that way. Read from bytes, without making text of them:
 * a dump of a few minutes has millions of rows.
 */

/** A row. Reused from call to call: copy what is kept. */
export interface DumpRow {
  /** Slot of the command queue; -1 in logs of kernels that did not print it. */
  slot: number;
  offset: number;
  /** Sixteen bytes. */
  readonly bytes: Uint8Array;
}

/** A row to read into. */
export function emptyRow(): DumpRow {
  return { slot: -1, offset: 0, bytes: new Uint8Array(16) };
}

const space = 32;
const colon = 58;

const digits: Int8Array = /* @__PURE__ */ (() => {
  const table = new Int8Array(256).fill(-1);
  for (let value = 0; value < 16; value += 1) {
    const digit = value.toString(16);
    table[digit.charCodeAt(0)] = value;
    table[digit.toUpperCase().charCodeAt(0)] = value;
  }
  return table;
})();

/** Index of `cmd[`, -1 when there is none. */
function cmdAt(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 4 <= end; at += 1) {
    if (bytes[at] === 99 && bytes[at + 1] === 109 && bytes[at + 2] === 100 && bytes[at + 3] === 91) return at;
  }
  return -1;
}

/** What a line turned out to be: a row, a row whose last words are missing (wrapped away), or none. */
export type RowVerdict = "row" | "short" | "none";

/** Reads a row with its `cmd[N]: `, at `hint` or anywhere behind it in the line. */
export function readRow(bytes: Uint8Array, hint: number, end: number, row: DumpRow): RowVerdict {
  let at = cmdAt(bytes, hint, end);
  if (at < 0) return "none";
  at += 4;
  let slot = 0;
  const first = at;
  while (at < end && at - first < 3) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    slot = slot * 10 + digit;
    at += 1;
  }
  // "]: "
  if (at === first || bytes[at] !== 93 || bytes[at + 1] !== colon || bytes[at + 2] !== space) return "none";
  row.slot = slot;
  return readOffsetAndWords(bytes, at + 3, end, row);
}

/** Reads a row of an older kernel, which starts with its offset: at `start`, or behind the last `] ` of a prefix. */
export function readBareRow(bytes: Uint8Array, start: number, end: number, row: DumpRow): RowVerdict {
  row.slot = -1;
  const bracket = bytes.subarray(start, end).lastIndexOf(93);
  let at = bracket < 0 ? start : start + bracket + 1;
  while (at < end && (bytes[at] === space || bytes[at] === 62)) at += 1;
  return readOffsetAndWords(bytes, at, end, row);
}

function readOffsetAndWords(bytes: Uint8Array, from: number, end: number, row: DumpRow): RowVerdict {
  let at = from;
  let offset = 0;
  while (at < end && at - from < 8) {
    const digit = digits[bytes[at] ?? 0] ?? -1;
    if (digit < 0) break;
    offset = offset * 16 + digit;
    at += 1;
  }
  if (at - from < 3 || bytes[at] !== colon) return "none";
  row.offset = offset;
  at += 1;
  for (let word = 0; word < 4; word += 1) {
    if (at >= end) return "short";
    if (bytes[at] !== space) return endsSoft(bytes, at, end) ? "short" : "none";
    if (!readWord(bytes, at + 1, end, row.bytes, word * 4)) return isCut(bytes, at + 1, end) ? "short" : "none";
    at += 9;
  }
  return at >= end || bytes[at] === space || bytes[at] === 13 ? "row" : "none";
}

function readWord(bytes: Uint8Array, at: number, end: number, into: Uint8Array, index: number): boolean {
  if (at + 8 > end) return false;
  for (let byte = 0; byte < 4; byte += 1) {
    const high = digits[bytes[at + byte * 2] ?? 0] ?? -1;
    const low = digits[bytes[at + byte * 2 + 1] ?? 0] ?? -1;
    if ((high | low) < 0) return false;
    into[index + byte] = (high << 4) | low;
  }
  return true;
}

/** Only the `=` of a quoted-printable mail, or blanks, stand there. */
function endsSoft(bytes: Uint8Array, at: number, end: number): boolean {
  for (let index = at; index < end; index += 1) {
    const byte = bytes[index];
    if (byte !== 61 && byte !== 13 && byte !== space) return false;
  }
  return true;
}

/** The line ends inside a word. */
function isCut(bytes: Uint8Array, at: number, end: number): boolean {
  let index = at;
  while (index < end && (digits[bytes[index] ?? 0] ?? -1) >= 0) index += 1;
  return index - at < 8 && endsSoft(bytes, index, end);
}
