/** Records in the few words that a test compares. */
import { toHex } from "../../src/bits/index.js";
import type { CaptureRecord } from "../../src/capture/index.js";

/** The messages of a record's notes. */
export function messages(record: CaptureRecord | undefined): string[] {
  return (record?.notes ?? []).map((note) => note.message);
}

/** A record with bytes as hex and notes as messages, without keys that are undefined. */
export function plain(record: CaptureRecord): Record<string, unknown> {
  const entries = Object.entries({ ...record, notes: messages(record) }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, value instanceof Uint8Array ? toHex(value) : value]));
}

/** Cuts bytes into pieces of `size`, so that every line is cut somewhere. */
export function pieces(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
  return cut;
}
