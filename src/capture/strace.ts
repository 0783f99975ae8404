/**
 * Lines of strace: `ioctl(3, FWCTL_RPC, 0x7ffc…) = 0 <0.000431>`. strace knows the number of the ioctl and not its argument, so
 * there are no bytes, no scope and no device type: what remains is when, how long, and with which errno.
 */
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { limitOf } from "./limit.js";
import { textReader } from "./line-ends.js";
import { LineScanner, type ScanSink } from "./line-scanner.js";
import { type Find, needleFinder } from "./needles.js";
import { captureNote, lost } from "./notes.js";
import type { CaptureRecord, InfoRecord, JsonObject, RpcRecord } from "./record.js";
import { lineText } from "./text-line.js";

/** Start of a line: process, time. */
const head =
  "^(?:\\[pid\\s+(\\d{1,10})\\]\\s+|(\\d{1,10})\\s+)?(?:(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?|\\d{1,12}\\.\\d{1,9})\\s+)?";

/** `FWCTL_RPC`, `0x9a01` (-X raw), `_IOC(_IOC_NONE, 0x9a, 0x1, 0)`. */
const request = "(FWCTL_INFO|FWCTL_RPC|0x9a0[01]\\b|_IOC\\([^)]{0,40}0x9a,\\s*(?:0x)?[01](?:,[^)]{0,20})?\\))";

const callPattern = new RegExp(`${head}ioctl\\((\\d{1,10})(?:<([^>]{0,255})>)?, ${request}(.*)$`);
const resumedPattern = new RegExp(`${head}<\\.\\.\\. ioctl resumed>(.*)$`);
const resultPattern = /\)\s+=\s+(-?\d{1,10})(?:\s+(E[A-Z0-9]{1,31})\b)?[^<]*(?:<(\d{1,6}\.\d{1,9})>)?/;

/** Calls that may be unfinished at one time. */
const mostOpen = 4096;

interface Call {
  readonly line: number;
  readonly pid: string | undefined;
  readonly ts: string | undefined;
  readonly fd: string;
  readonly path: string | undefined;
  readonly kind: "info" | "rpc";
}

function recordOf(call: Call, result: RegExpExecArray | null): RpcRecord | InfoRecord {
  const [, value, errno, seconds] = result ?? [];
  const meta: JsonObject = {
    fd: Number(call.fd),
    ...(call.pid === undefined ? {} : { pid: Number(call.pid) }),
    ...(seconds === undefined ? {} : { seconds: Number(seconds) }),
  };
  const what = "strace does not follow the addresses in the argument: no bytes, no scope, no device type";
  const notes = [captureNote(call.line, what, "Record with a transport that does, or read the driver's own dump.")];
  if (value === undefined) notes.push(captureNote(call.line, "the call did not return within the trace"));
  const { line, ts } = call;
  const name = errno ?? (value?.startsWith("-") === true ? Math.abs(Number(value)) : undefined);
  return { kind: call.kind, line, ts, dev: call.path, errno: name, meta, notes };
}

class StraceLines implements ScanSink {
  records: CaptureRecord[] = [];
  readonly wantsNext = false;
  readonly #open: Map<string, Call> = new Map();

  line(bytes: Uint8Array, start: number, end: number, number: number): void {
    const text = lineText(bytes, start, end);
    const resumed = resumedPattern.exec(text);
    if (resumed !== null) this.#resumed(resumed[1] ?? resumed[2] ?? "", resumed[4] ?? "");
    else this.#call(callPattern.exec(text), number);
  }

  tooLong(number: number, size: number): void {
    this.records.push(lost(number, `a line of ${size} bytes is too long and was passed over`));
  }

  end(): void {
    for (const call of this.#open.values()) this.records.push(recordOf(call, null));
    this.#open.clear();
  }

  #resumed(pid: string, rest: string): void {
    const call = this.#open.get(pid);
    this.#open.delete(pid);
    if (call !== undefined) this.records.push(recordOf(call, resultPattern.exec(rest)));
  }

  #call(found: RegExpExecArray | null, line: number): void {
    if (found === null) return;
    const [, inBrackets, bare, ts, fd = "", path, name = "", rest = ""] = found;
    const pid = inBrackets ?? bare;
    const kind = /INFO|0x9a00|0x9a,\s*(?:0x)?0\s*[,)]/.test(name) ? "info" : "rpc";
    const call: Call = { line, pid, ts, fd, path, kind };
    const result = resultPattern.exec(rest);
    if (result !== null || !rest.includes("<unfinished")) this.records.push(recordOf(call, result));
    else if (this.#open.size < mostOpen) this.#open.set(pid ?? "", call);
  }
}

/** How to read a trace. */
export interface StraceOptions {
  readonly find?: Find | undefined;
  /** Longest line in bytes. Default 1 MiB. */
  readonly lineLimit?: number | undefined;
}

class StraceReader implements RecordReader {
  readonly #sink: StraceLines = new StraceLines();
  readonly #scanner: LineScanner;

  constructor(options: StraceOptions) {
    const finder = needleFinder(["ioctl(", "ioctl resumed"], options.find);
    this.#scanner = new LineScanner(this.#sink, finder, limitOf("lineLimit", options.lineLimit, 1 << 20));
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    this.#scanner.push(bytes);
    return this.#drain();
  }

  end(): readonly CaptureRecord[] {
    this.#scanner.end();
    this.#sink.end();
    return this.#drain();
  }

  #drain(): readonly CaptureRecord[] {
    const { records } = this.#sink;
    if (records.length > 0) this.#sink.records = [];
    return records;
  }
}

/** A reader for {@link readStrace}, to be fed by hand. */
export function straceReader(options: StraceOptions = {}): RecordReader {
  return textReader(new StraceReader(options));
}

/** Reads the fwctl calls of a trace: `rpc` and `info` records with time and errno, without bytes. */
export function readStrace(input: SyncInput, options?: StraceOptions): Records;
export function readStrace(input: AsyncInput, options?: StraceOptions): AsyncRecords;
export function readStrace(input: SyncInput | AsyncInput, options: StraceOptions = {}): Records | AsyncRecords {
  return readWith(straceReader(options), input);
}
