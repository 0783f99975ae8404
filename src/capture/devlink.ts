/**
 * Output of `devlink health dump show` and `devlink region read`: as JSON (`-j`) and as text. Known parts are read
 * (`crdump_data`, firmware traces, `data` of resource dumps, rows of a region); diagnosis in words is passed over.
 */
import { fromHex } from "../bits/index.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { readDevlinkJson } from "./devlink-json.js";
import { crDump, traceEvent } from "./devlink-parts.js";
import { bytesOfRun } from "./hex-bytes.js";
import { readHexRuns } from "./hex-runs.js";
import { textReader } from "./line-ends.js";
import { captureNote, lost } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { lineText, unquoted, withoutColours } from "./text-line.js";
import { WholeInput } from "./whole.js";

const tracePattern = /timestamp:\s*(\d{1,20})(?:\s+lost:\s*(\S{1,8}))?(?:\s+event_id:\s*(\d{1,10}))?\s+msg:\s*(.*)$/;
const keyPattern = /^\s*(?:dump\s+)?(crdump_data|data):\s*(.*)$/;
const devicePattern = /\b(?:pci|auxiliary)\/([0-9A-Za-z:._-]{1,64})/;
const bytesPattern = /^\s*[0-9a-f]{2}(?:\s+[0-9a-f]{2})*\s*$/i;
const rowPattern = /^[0-9a-f]{16}\s+[0-9a-f]{2}\b/i;

/** Bytes under one key, over as many lines as they take. */
interface Section {
  readonly key: string;
  readonly line: number;
  hex: string[];
}

class TextDump {
  readonly records: CaptureRecord[] = [];
  readonly #data: string[] = [];
  #dataLine: number | undefined;
  #section: Section | undefined;
  #dev: string | undefined;

  line(text: string, number: number): void {
    const trace = tracePattern.exec(text);
    const key = keyPattern.exec(text);
    if (this.#section !== undefined && bytesPattern.test(text)) {
      this.#section.hex.push(text);
      return;
    }
    this.#close();
    this.#dev = devicePattern.exec(text)?.[1] ?? this.#dev;
    if (trace !== null) {
      const [, timestamp = "", missed = "", id = "", msg = ""] = trace;
      this.records.push(traceEvent({ timestamp, lost: missed, event_id: id, msg }, this.#dev, number));
    } else if (key !== null) {
      this.#section = { key: key[1] ?? "", line: number, hex: [key[2] ?? ""] };
    }
  }

  end(): void {
    this.#close();
    const bytes = fromHex(this.#data.join(""));
    if (bytes === undefined || bytes.length === 0) return;
    this.records.push({ kind: "segments", bytes, source: "text", dev: this.#dev, line: this.#dataLine, notes: [] });
  }

  #close(): void {
    const section = this.#section;
    this.#section = undefined;
    if (section === undefined) return;
    const digits = section.hex.join(" ").replaceAll(/\s/g, "");
    const bytes = fromHex(digits);
    if (bytes === undefined) {
      this.records.push(lost(section.line, `"${section.key}" is not hex bytes`));
    } else if (section.key === "data") {
      this.#data.push(digits);
      this.#dataLine ??= section.line;
    } else this.records.push(crDump(bytes, this.#dev, section.line));
  }
}

function readText(text: string): readonly CaptureRecord[] {
  const lines = text.split("\n").map((line) => unquoted(withoutColours(line.replace(/\r$/, ""))));
  if (lines.some((line) => rowPattern.test(line))) return readRegion(text);
  const dump = new TextDump();
  for (const [index, line] of lines.entries()) dump.line(line, index + 1);
  dump.end();
  if (dump.records.length > 0) return dump.records;
  return [lost(undefined, "holds no bytes and no firmware traces", "devlink -j writes more than the text form.")];
}

/** `devlink region read`: rows of an offset and bytes. */
function readRegion(text: string): readonly CaptureRecord[] {
  const { runs } = readHexRuns(text);
  const note = captureNote(undefined, "a region is memory of the device, no mailbox: kept as bytes");
  return runs
    .filter((run) => run.rows[0]?.row.offset?.length === 16)
    .flatMap((run) => bytesOfRun(run, { words: undefined }))
    .map(({ bytes, base, format, line, notes }) => ({
      kind: "bytes",
      bytes,
      base,
      format,
      line,
      notes: [...notes, note],
    }));
}

function read(bytes: Uint8Array): readonly CaptureRecord[] {
  const text = lineText(bytes, 0, bytes.length);
  return text.trimStart().startsWith("{") ? readDevlinkJson(text) : readText(text);
}

/** A reader for {@link readDevlink}, to be fed by hand. */
export function devlinkReader(): RecordReader {
  return textReader(new WholeInput(read));
}

/** Reads devlink output: `bytes`, `segments` and `event` records (firmware traces). */
export function readDevlink(input: SyncInput): Records;
export function readDevlink(input: AsyncInput): AsyncRecords;
export function readDevlink(input: SyncInput | AsyncInput): Records | AsyncRecords {
  return readWith(devlinkReader(), input);
}
