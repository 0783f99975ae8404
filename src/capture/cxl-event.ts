/**
 * CXL trace events as text (ftrace, trace-cmd, perf): `cxl_general_media: memdev=mem0 host=0000:38:00.0 serial=0
 * log=Informational : time=… uuid=… … : dpa=… …` (drivers/cxl/core/trace.h). Each revision of the CXL specification adds
 * keys, so every key is kept, and those whose kind is known get a typed value.
 */

import { rebuildGenericRecord } from "./cxl-record.js";
import { readPrefix } from "./log-prefix.js";
import type { EventField, EventRecord } from "./record.js";

/** The event's name and its first key. */
const eventPattern = /\b(?:cxl:)?(cxl_[a-z0-9_]{1,60}):\s+((?:memdev|device)=.*)$/;

/** A key at the start of a word. The AER events write `status: '…'`, all others `key=`. */
const keyPattern = /(?:^|\s)([A-Za-z_][A-Za-z0-9_]{0,63})(?:=|: (?='))/g;

/** Printed with `%x` or `%llx`, without `0x`. */
const hexKeys: ReadonlySet<string> = new Set([
  "handle",
  "related_handle",
  "ld_id",
  "head_id",
  "device",
  "nibble_mask",
  "dpa",
  "hpa",
  "hpa_alias0",
]);

/** Values of 64 bits. */
const wideKeys: ReadonlySet<string> = new Set([
  "dpa",
  "hpa",
  "hpa_alias0",
  "time",
  "serial",
  "overflow_time",
  "first_ts",
  "last_ts",
]);

/** Decimal numbers. Any key that is in no list stays text. */
const decimalKeys: ReadonlySet<string> = new Set([
  "serial",
  "time",
  "len",
  "maint_op_class",
  "maint_op_sub_class",
  "channel",
  "rank",
  "bank_group",
  "bank",
  "row",
  "column",
  "sub_channel",
  "cme_count",
  "cvme_count",
  "life_used",
  "device_temp",
  "dirty_shutdown_cnt",
  "cor_vol_err_cnt",
  "cor_per_err_cnt",
  "dpa_length",
  "overflow_time",
  "res_avail",
  "count",
  "first_ts",
  "last_ts",
]);

/** Most keys that are read from one line. */
const mostKeys = 256;

function numberOf(name: string, text: string): number | bigint | undefined {
  const wide = wideKeys.has(name);
  const hex = hexKeys.has(name);
  if (/^0x[0-9a-f]{1,16}$/i.test(text) && (hex || decimalKeys.has(name))) return wide ? BigInt(text) : Number(text);
  if (hex && /^[0-9a-f]{1,16}$/i.test(text)) return wide ? BigInt(`0x${text}`) : Number.parseInt(text, 16);
  if (decimalKeys.has(name) && /^-?\d{1,20}$/.test(text)) return wide ? BigInt(text) : Number(text);
  return undefined;
}

function field(name: string, raw: string): EventField {
  // `serial=0:` of the overflow and AER events; ` :` between the parts of the others.
  const trimmed = raw.trim();
  const text = trimmed.endsWith(":") ? trimmed.slice(0, -1).trimEnd() : trimmed;
  const quoted = /^'([^']*)'$/.exec(text)?.[1];
  return { name, value: quoted ?? numberOf(name, text) ?? text, text };
}

/** Follows the quotes of a line, from left to right. */
class Quotes {
  readonly #text: string;
  #at = 0;
  #open = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** True when a quote is open at `at`: what stands there is text of a value. */
  openAt(at: number): boolean {
    for (; this.#at < at; this.#at += 1) if (this.#text[this.#at] === "'") this.#open = !this.#open;
    return this.#open;
  }
}

/** Every `key=value` of the text, in order, and what follows the last ` : ` when it is no key. */
function readFields(text: string): { fields: EventField[]; tail: string } {
  const keys: { name: string; at: number; from: number }[] = [];
  const quotes = new Quotes(text);
  keyPattern.lastIndex = 0;
  for (let found = keyPattern.exec(text); found !== null && keys.length < mostKeys; found = keyPattern.exec(text)) {
    if (quotes.openAt(found.index)) continue;
    keys.push({ name: found[1] ?? "", at: found.index, from: keyPattern.lastIndex });
  }
  const last = keys.at(-1);
  const split = last === undefined ? -1 : text.indexOf(" : ", last.from);
  const end = split < 0 ? text.length : split;
  const fields = keys.map((key, index) => field(key.name, text.slice(key.from, keys[index + 1]?.at ?? end)));
  return { fields, tail: split < 0 ? "" : text.slice(split + 3).trim() };
}

/** `5 records from 10 to 20` of the overflow event. */
function overflowFields(tail: string): EventField[] {
  const found = /^(\d{1,5}) records from (\d{1,20}) to (\d{1,20})$/.exec(tail);
  if (found === null) return [];
  return ["count", "first_ts", "last_ts"].map((name, index) => field(name, found[index + 1] ?? ""));
}

const textOf = (fields: readonly EventField[], name: string): string | undefined =>
  fields.find((one) => one.name === name)?.text;

/** Reads a CXL trace event; `undefined` for any other line. */
export function readCxlEvent(text: string, line: number): EventRecord | undefined {
  const found = text.includes("cxl_") ? eventPattern.exec(text) : null;
  if (found === null) return undefined;
  const [, name = "", words = ""] = found;
  const { fields, tail } = readFields(words);
  if (name === "cxl_overflow") fields.push(...overflowFields(tail));
  const rebuilt = name === "cxl_generic_event" ? rebuildGenericRecord(fields, tail, line) : undefined;
  const dev = textOf(fields, "memdev") ?? textOf(fields, "device");
  const { ts, host } = readPrefix(text.slice(0, found.index));
  return {
    kind: "event",
    family: "cxl",
    name,
    fields,
    text: words.trim(),
    bytes: rebuilt?.bytes,
    struct: rebuilt?.bytes === undefined ? undefined : "cxl_event_record_raw",
    ts,
    host,
    dev,
    line,
    notes: rebuilt?.notes ?? [],
  };
}
