/**
 * Output of `devlink -j`: health dumps and regions. The documents differ by driver and reporter, so they are walked:
 * byte arrays, firmware traces and the device's name are recognised wherever they stand.
 */

import { crDump, traceEvent } from "./devlink-parts.js";
import { isArray, isObject, own, parseJson } from "./json.js";
import { captureNote, lost } from "./notes.js";
import type { CaptureRecord, JsonObject, JsonValue } from "./record.js";

/** Deepest nesting that is walked. */
const deepest = 32;

/** Shorter arrays of small numbers are more likely to be something else. */
const leastBytes = 4;

function bytesOf(value: JsonValue): Uint8Array | undefined {
  if (!isArray(value) || value.length < leastBytes) return undefined;
  const bytes = new Uint8Array(value.length);
  for (const [index, one] of value.entries()) {
    if (typeof one !== "number" || !Number.isInteger(one) || one < 0 || one > 255) return undefined;
    bytes[index] = one;
  }
  return bytes;
}

class Walk {
  readonly records: CaptureRecord[] = [];
  /** Every `"data"` in order: the pieces of a resource dump. */
  readonly data: Uint8Array[] = [];
  dev: string | undefined;
  tooDeep = false;

  visit(key: string, value: JsonValue, levels: number): void {
    if (levels === 0) {
      this.tooDeep = true;
      return;
    }
    const device = /^(?:pci|auxiliary|platform|netdevsim)\/([^/]{1,64})/.exec(key)?.[1];
    this.dev = device ?? this.dev;
    const bytes = bytesOf(value);
    if (bytes !== undefined) this.#bytes(key, bytes);
    else if (isArray(value)) for (const one of value) this.visit(key, one, levels - 1);
    else if (isObject(value) && !this.#trace(value)) {
      for (const [name, one] of Object.entries(value)) this.visit(name, one, levels - 1);
    }
  }

  #bytes(key: string, bytes: Uint8Array): void {
    if (key === "data") this.data.push(bytes);
    else if (key === "crdump_data") this.records.push(crDump(bytes, this.dev, undefined));
    else {
      const note = captureNote(undefined, `bytes of "${key.slice(0, 40)}", whose format is not known here`);
      this.records.push({ kind: "bytes", bytes, base: 0, format: "devlink", dev: this.dev, notes: [note] });
    }
  }

  /** `{ "timestamp": …, "lost": false, "event_id": …, "msg": "…" }` */
  #trace(value: JsonObject): boolean {
    if (!Object.hasOwn(value, "msg") || !Object.hasOwn(value, "timestamp")) return false;
    const text = (key: string): string => String(own(value, key) ?? "");
    const fields = { timestamp: text("timestamp"), lost: text("lost"), event_id: text("event_id"), msg: text("msg") };
    this.records.push(traceEvent(fields, this.dev, undefined));
    return true;
  }
}

/** Reads a devlink JSON document. */
export function readDevlinkJson(text: string): readonly CaptureRecord[] {
  const value = parseJson(text);
  if (value === undefined) return [lost(undefined, "is not JSON", "Make it with devlink -j.")];
  const walk = new Walk();
  walk.visit("", value, deepest);
  const { data, records, dev } = walk;
  if (data.length > 0) records.push(segmentsOf(data, dev));
  if (walk.tooDeep) records.push(lost(undefined, `is nested deeper than ${deepest} levels; the rest is passed over`));
  if (records.length === 0) records.push(lost(undefined, "holds no bytes and no firmware traces"));
  return records;
}

function segmentsOf(parts: readonly Uint8Array[], dev: string | undefined): CaptureRecord {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { kind: "segments", bytes, source: "json", dev, notes: [] };
}
