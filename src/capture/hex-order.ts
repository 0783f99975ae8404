/** How the digits of a dump's words lie in memory: told by the caller, proved by the text column, or refused. */
import { fromHex } from "../bits/index.js";
import { FwctlFault, type Note } from "../fault/index.js";
import { type HexWords, hexFormats, wordBytes } from "./hex-formats.js";
import type { HexRun } from "./hex-runs.js";
import { captureNote, linePath } from "./notes.js";

/** The bytes of each word in the opposite order. */
export function reversed(bytes: Uint8Array, width: number): Uint8Array {
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
export function refuseOctal(run: HexRun): void {
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

interface Words {
  readonly width: number;
  readonly format: string;
  readonly words: HexWords | undefined;
}

/** Bytes whose order in a word must be turned; 1 when none. */
export function turnOf(run: HexRun, { width, format, words }: Words, notes: Note[]): number {
  if (width === 1) return 1;
  if (words === undefined) return isInMemoryOrder(run, width, format, notes) ? 1 : width;
  if (wordBytes(words) !== width) {
    const line = run.rows[0]?.row.line;
    const what = `the dump has words of ${width} bytes, "${words}" has ${wordBytes(words)}`;
    throw new FwctlFault({ code: "capture", path: linePath(line), what });
  }
  return words.startsWith("le") ? width : 1;
}
