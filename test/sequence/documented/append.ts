import type * as r from "restructure";
import { read, write } from "../../../src/sequence/index.js";

/** Adds an entry of the second generation to a log. */
export function withCrash(log: r.Struct, bytes: Uint8Array, reason: number): Uint8Array {
  const { entries } = read(log, bytes, "crash log");
  const before: unknown[] = Array.isArray(entries) ? entries : [];
  const added = { version: 2, payload: { reason, uptime: 0n } };
  return write(log, { count: before.length + 1, entries: [...before, added] }, "crash log");
}
