/**
 * What mstresourcedump leaves: the stream of segments itself (`-b`), or a listing of it. Here the stream of bytes is
 * recovered; its segments are read by the mlx5 family. A segment starts with a big-endian dword: length in dwords, the
 * header included, in the upper half, type in the lower.
 */
import { dataView } from "../bits/index.js";
import type { Note } from "../fault/index.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { textReader } from "./line-ends.js";
import { captureNote, codedNote } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { lineText, unquoted, withoutColours } from "./text-line.js";
import { WholeInput } from "./whole.js";

/** Walks the headers of a stream and says where it stops to make sense. */
function streamNotes(bytes: Uint8Array): Note[] {
  const view = dataView(bytes);
  let at = 0;
  while (at + 4 <= bytes.length) {
    const size = view.getUint16(at) * 4;
    const where = `the segment at byte 0x${at.toString(16)}`;
    if (size === 0) return [captureNote(undefined, `${where} has length 0, so nothing behind it can be placed`)];
    if (at + size > bytes.length) {
      const what = `${where} has ${size} bytes, the stream has ${bytes.length - at} more`;
      return [codedNote("truncated", undefined, what)];
    }
    at += size;
  }
  if (at === bytes.length) return [];
  return [codedNote("truncated", undefined, `the stream ends with ${bytes.length - at} bytes that are no dword`)];
}

function binary(bytes: Uint8Array): readonly CaptureRecord[] {
  if (bytes.length === 0) return [];
  return [{ kind: "segments", bytes, source: "binary", notes: streamNotes(bytes) }];
}

/** One segment of a listing. */
interface Listed {
  readonly line: number;
  readonly words: number[];
  stated: number | undefined;
}

const typeLine = /Segment Type:\s*0x[0-9a-f]{1,8}/i;
const sizeLine = /Segment Size:\s*(\d{1,9})\s*Bytes/i;
const countLine = /Found (\d{1,9}) segments/i;
const dataLine = /^\s*(?:0x[0-9a-f]{1,8}[\s,]+)*0x[0-9a-f]{1,8}[\s,]*$/i;

function listingOf(text: string): { segments: Listed[]; stated: number | undefined } {
  const segments: Listed[] = [];
  let stated: number | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = unquoted(withoutColours(raw.replace(/\r$/, "")));
    if (typeLine.test(line)) segments.push({ line: index + 1, words: [], stated: undefined });
    const last = segments.at(-1);
    const count = countLine.exec(line)?.[1];
    if (count !== undefined) stated = Number(count);
    const size = sizeLine.exec(line)?.[1];
    if (size !== undefined && last !== undefined) last.stated = Number(size);
    if (last === undefined || line.length > 65_536 || !dataLine.test(line)) continue;
    for (const word of line.trim().split(/[\s,]+/)) last.words.push(Number.parseInt(word, 16));
  }
  return { segments, stated };
}

/** The words were printed as numbers, so they are written big-endian. */
function bytesOf(segments: readonly Listed[]): Uint8Array {
  const bytes = new Uint8Array(4 * segments.reduce((sum, one) => sum + one.words.length, 0));
  const view = dataView(bytes);
  let at = 0;
  for (const { words } of segments) {
    for (const word of words) {
      view.setUint32(at, word);
      at += 4;
    }
  }
  return bytes;
}

function listing(bytes: Uint8Array): readonly CaptureRecord[] {
  const { segments, stated } = listingOf(lineText(bytes, 0, bytes.length));
  const notes: Note[] = [];
  for (const one of segments) {
    const found = one.words.length * 4;
    if (one.stated === undefined || one.stated === found) continue;
    const what = `the segment says ${one.stated} bytes, its data are ${found}`;
    notes.push(codedNote("truncated", one.line, what, "Segments behind it may be out of place."));
  }
  if (stated !== undefined && stated !== segments.length) {
    notes.push(codedNote("truncated", 1, `the listing says ${stated} segments, it holds ${segments.length}`));
  }
  const whole = bytesOf(segments);
  if (whole.length === 0) return [];
  const line = segments[0]?.line;
  return [{ kind: "segments", bytes: whole, source: "text", line, notes: [...notes, ...streamNotes(whole)] }];
}

/** Which of the two forms the input has. */
export interface ResourceDumpOptions {
  readonly form: "binary" | "text";
}

/** A reader for {@link readResourceDump}, to be fed by hand. */
export function resourceDumpReader(options: ResourceDumpOptions): RecordReader {
  return options.form === "binary" ? new WholeInput(binary) : textReader(new WholeInput(listing));
}

/**
 * Reads a resource dump as one `segments` record.
 *
 * @example
 * const [dump] = readResourceDump(bytes, { form: "binary" });
 */
export function readResourceDump(input: SyncInput, options: ResourceDumpOptions): Records;
export function readResourceDump(input: AsyncInput, options: ResourceDumpOptions): AsyncRecords;
export function readResourceDump(input: SyncInput | AsyncInput, options: ResourceDumpOptions): Records | AsyncRecords {
  return readWith(resourceDumpReader(options), input);
}
