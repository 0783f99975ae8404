/** Writes `fwctl-capture` lines. What {@link writeCaptureLine} writes, `readCapture` reads back the same. */
import { toHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";
import { guarded } from "../layout/guard.js";
import {
  captureVersion,
  deepestPointers,
  readByteOrder,
  readErrno,
  readMeta,
  readText,
  readTime,
  readU32,
} from "./capture-keys.js";
import { isObject, isShallow, shownValue } from "./json.js";
import type { CapturePointer, InfoRecord, JsonValue, RpcRecord } from "./record.js";

/** Pieces of an object, put together as text: a key from a file is never stored as a property. */
class LineText {
  readonly #parts: string[] = [];
  readonly #keys: Set<string> = new Set();

  json(key: string, value: JsonValue | undefined): void {
    if (value === undefined) return;
    // JSON has no word for a function or a symbol.
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw wrongKind(key, "a value of JSON", value);
    this.#keys.add(key);
    this.#parts.push(`${JSON.stringify(key)}:${text}`);
  }

  hex(key: string, bytes: Uint8Array | undefined): void {
    if (bytes !== undefined) this.json(key, hexOf(key, bytes));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  get line(): string {
    return `{${this.#parts.join(",")}}\n`;
  }
}

function hexOf(key: string, bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) throw wrongKind(key, "bytes (a Uint8Array)", bytes);
  return toHex(bytes);
}

/** A key that may be absent, else must be what the reader of the format takes for it. */
function readable<Value extends JsonValue>(
  key: string,
  value: Value | undefined,
  read: (value: JsonValue | undefined) => unknown,
  expected: string,
): Value | undefined {
  if (value !== undefined && read(value) === undefined) throw wrongKind(key, expected, value);
  return value;
}

function refuse(key: string, what: string, remedy?: string): never {
  throw new FwctlFault({ code: "capture", path: key, what, remedy });
}

function number32(key: string, value: number | undefined): number | undefined {
  if (value === undefined || readU32(value) !== undefined) return value;
  return refuse(key, `${value} is no whole number from 0 to 4294967295`);
}

function needed<Value>(key: string, value: Value | undefined): Value {
  if (value !== undefined) return value;
  return refuse(key, "is missing: a capture has it for every rpc", "Supply it before writing the record.");
}

function pointerJson(pointers: readonly CapturePointer[], levels: number): JsonValue {
  if (levels === 0) return refuse("pointers", `are nested deeper than ${deepestPointers} levels`);
  if (!Array.isArray(pointers)) throw wrongKind("pointers", "a list", pointers);
  return pointers.map((one) => ({
    at: number32("pointers.at", needed("pointers.at", one.at)) ?? 0,
    direction: directionOf(one.direction),
    length: number32("pointers.length", needed("pointers.length", one.length)) ?? 0,
    ...(one.data === undefined ? {} : { data: hexOf("pointers.data", one.data) }),
    ...(one.after === undefined ? {} : { after: hexOf("pointers.after", one.after) }),
    ...(one.pointers === undefined ? {} : { pointers: pointerJson(one.pointers, levels - 1) }),
  }));
}

function directionOf(direction: CapturePointer["direction"]): CapturePointer["direction"] {
  if (["in", "out", "inout"].includes(direction)) return direction;
  throw wrongKind("pointers.direction", '"in", "out" or "inout"', direction);
}

function writeCommon(text: LineText, record: RpcRecord | InfoRecord): void {
  const { errno, ts, meta } = record;
  if (errno !== undefined && readErrno(errno) === undefined) refuse("errno", `${errno} is no errno`);
  if (typeof ts === "number" && !Number.isFinite(ts)) refuse("ts", `${ts} is no time`);
  if (isObject(meta) && !isShallow(meta)) refuse("meta", "is nested deeper than 64 levels");
  text.hex("out", record.out);
  text.json("outLength", number32("outLength", record.outLength));
  text.json("errno", errno);
  text.json("byteOrder", readable("byteOrder", record.byteOrder, readByteOrder, '"le" or "be"'));
  if (record.kind === "rpc" && record.pointers !== undefined) {
    text.json("pointers", pointerJson(record.pointers, deepestPointers));
  }
  text.json("meta", readable("meta", meta, readMeta, "an object"));
  for (const [key, value] of record.extra ?? []) {
    if (text.has(key)) refuse(key, "is an extra key and a key of the format at the same time");
    if (!isShallow(value)) refuse(key, "is nested deeper than 64 levels");
    text.json(key, value);
  }
}

/**
 * Writes one exchange as a line, with its line feed. Of the record's own words, `line`, `host`, `dump` and `notes` are
 * not written: they say where it was read, not what was exchanged.
 *
 * @example
 * const text = records.map(writeCaptureLine).join("");
 * @throws FwctlFault `capture` for a record that no line can hold: an rpc without device type, scope or request (a kernel
 *   log knows no scope), of another kind than these two, a number out of range, nesting deeper than 64 levels; `kind` for a value of
 *   another kind than the format's.
 */
export function writeCaptureLine(record: RpcRecord | InfoRecord): string {
  return guarded("record", () => lineOf(record));
}

function lineOf(record: RpcRecord | InfoRecord): string {
  requireExchange(record);
  const text = new LineText();
  text.json("v", captureVersion);
  text.json("ioctl", record.kind);
  text.json("ts", readable("ts", record.ts, readTime, "a number or text"));
  text.json("dev", readable("dev", record.dev, readText, "text"));
  if (record.kind === "rpc") {
    text.json("deviceType", number32("deviceType", needed("deviceType", record.deviceType)));
    text.json("scope", number32("scope", needed("scope", record.scope)));
    text.hex("in", needed("in", record.in));
  } else {
    text.json("deviceType", number32("deviceType", record.deviceType));
  }
  writeCommon(text, record);
  return text.line;
}

/** JavaScript does not see the types: the other kinds of record are no exchange, and have no line. */
function requireExchange(record: unknown): void {
  if (!isObject(record)) throw wrongKind("record", "an rpc or info record", record);
  const { kind } = record;
  if (kind !== "rpc" && kind !== "info")
    refuse("record", `is of kind ${shownValue(kind)}, a line holds an rpc or an info`);
}
