/** Reads one line of a `fwctl-capture` file, by hand: no schema library stands on this floor. */
import type { Note } from "../fault/index.js";
import { maxRpcBytes } from "../uapi/index.js";
import {
  captureVersion,
  readByteOrder,
  readErrno,
  readHex,
  readMeta,
  readPointers,
  readText,
  readTime,
  readU32,
} from "./capture-keys.js";
import { isObject, isShallow, own, parseJson, shownValue } from "./json.js";
import { captureNote, codedNote, lost } from "./notes.js";
import type { InfoRecord, JsonObject, JsonValue, LostRecord, RpcRecord } from "./record.js";

/** Takes the keys of one line and remembers which were taken. */
class LineKeys {
  readonly notes: Note[] = [];
  readonly #object: JsonObject;
  readonly #line: number | undefined;
  readonly #taken: Set<string> = new Set(["v", "ioctl"]);
  readonly #missing: string[] = [];

  constructor(object: JsonObject, line: number | undefined) {
    this.#object = object;
    this.#line = line;
  }

  /** A key that may be absent. One that is there and cannot be read stays among the extra keys, with a note. */
  optional<Value>(
    key: string,
    read: (value: JsonValue | undefined) => Value | undefined,
    expected: string,
  ): Value | undefined {
    if (!Object.hasOwn(this.#object, key)) return undefined;
    const raw = own(this.#object, key);
    const value = read(raw);
    if (value === undefined) {
      this.#taken.add(`unreadable ${key}`);
      this.notes.push(
        captureNote(
          this.#line,
          `"${key}" is ${shownValue(raw)}, expected ${expected}`,
          "The key is kept as it is, unread.",
        ),
      );
    } else this.#taken.add(key);
    return value;
  }

  /** A key without which the line says nothing. */
  required<Value>(
    key: string,
    read: (value: JsonValue | undefined) => Value | undefined,
    expected: string,
  ): Value | undefined {
    const raw = own(this.#object, key);
    const value = read(raw);
    if (value === undefined) this.#missing.push(`"${key}" is ${shownValue(raw)}, expected ${expected}`);
    this.#taken.add(key);
    return value;
  }

  get missing(): string | undefined {
    return this.#missing.length === 0 ? undefined : this.#missing.join("; ");
  }

  /** Every key that was not taken, in the order of the line. */
  extra(): ReadonlyMap<string, JsonValue> | undefined {
    const rest = Object.entries(this.#object).filter(([key]) => !this.#taken.has(key));
    if (rest.length === 0) return undefined;
    for (const [key] of rest.slice(0, 8)) {
      if (this.#taken.has(`unreadable ${key}`)) continue;
      const what = `${JSON.stringify(key.slice(0, 40))} is no key of fwctl-capture version ${captureVersion}`;
      this.notes.push(codedNote("unknown-key", this.#line, what, "It is kept."));
    }
    return new Map(rest);
  }
}

const hex = "an even number of hex digits";
const u32 = "a whole number from 0 to 4294967295";

function recorderKeys(keys: LineKeys) {
  return {
    ts: keys.optional("ts", readTime, "a number or text"),
    dev: keys.optional("dev", readText, "text"),
    out: keys.optional("out", readHex, hex),
    outLength: keys.optional("outLength", readU32, u32),
    errno: keys.optional("errno", readErrno, "1 to 4095 or a name such as EINVAL"),
    byteOrder: keys.optional("byteOrder", readByteOrder, '"le" or "be"'),
    meta: keys.optional("meta", readMeta, "an object nested at most 64 deep"),
  };
}

function rpcRecord(keys: LineKeys, line: number | undefined): RpcRecord | LostRecord {
  const deviceType = keys.required("deviceType", readU32, u32);
  const scope = keys.required("scope", readU32, u32);
  const request = keys.required("in", readHex, hex);
  if (keys.missing !== undefined) return lost(line, keys.missing, "The exchange is passed over.");
  const common = recorderKeys(keys);
  const pointers = keys.optional(
    "pointers",
    readPointers,
    "an array of { at, direction, length, data?, after?, pointers? }",
  );
  const extra = keys.extra();
  noteSizes(keys, line, { in: request, out: common.out });
  if (common.errno !== undefined && common.out !== undefined) {
    keys.notes.push(captureNote(line, 'has both "errno" and "out": a call that failed brings no reply back'));
  }
  return { kind: "rpc", line, deviceType, scope, in: request, pointers, ...common, extra, notes: keys.notes };
}

function infoRecord(keys: LineKeys, line: number | undefined): InfoRecord {
  const deviceType = keys.optional("deviceType", readU32, u32);
  const common = recorderKeys(keys);
  const extra = keys.extra();
  return { kind: "info", line, deviceType, ...common, extra, notes: keys.notes };
}

/** Lengths that the kernel refuses with EMSGSIZE: recorded all the same, so kept. */
function noteSizes(
  keys: LineKeys,
  line: number | undefined,
  sides: Record<"in" | "out", Uint8Array | undefined>,
): void {
  for (const [name, bytes] of Object.entries(sides)) {
    if (bytes === undefined || bytes.length <= maxRpcBytes) continue;
    const what = `"${name}" has ${bytes.length} bytes, more than the ${maxRpcBytes} that fwctl takes`;
    keys.notes.push(captureNote(line, what));
  }
}

/**
 * Reads one line of a `fwctl-capture` file.
 *
 * @returns an exchange, or a `lost` record that says why the line is none. Never throws.
 * @example
 * readCaptureLine('{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"0100"}');
 */
export function readCaptureLine(text: string, line?: number): RpcRecord | InfoRecord | LostRecord {
  // What cannot be JSON is not parsed: a parser's exception costs more than the line.
  const value = /^\s*[[{"\-0-9tfn]/.test(text) ? parseJson(text) : undefined;
  if (value === undefined) {
    const broken = text.trimEnd().endsWith("}") ? "is not JSON" : "is not JSON: it breaks off or was never an object";
    return lost(line, broken, "One exchange is one line of JSON.");
  }
  if (!isObject(value)) return lost(line, `is ${shownValue(value)}, expected an object`);
  if (!isShallow(value)) return lost(line, "is nested deeper than 64 levels");
  const version = own(value, "v");
  if (version !== captureVersion) {
    const remedy =
      version === undefined ? 'A line starts with {"v":1.' : "It was written by another version of the format.";
    return lost(line, `"v" is ${shownValue(version)}, expected ${captureVersion}`, remedy);
  }
  const ioctl = own(value, "ioctl");
  const keys = new LineKeys(value, line);
  if (ioctl === "rpc") return rpcRecord(keys, line);
  if (ioctl === "info") return infoRecord(keys, line);
  return lost(line, `"ioctl" is ${shownValue(ioctl)}, expected "info" or "rpc"`);
}
