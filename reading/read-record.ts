/** From a record to a reading: never throws for what is in it. */
import type { CaptureRecord } from "../src/capture/index.js";
import type { Note } from "../src/fault/index.js";
import { readBytes, readDump, readEvent, readInfo } from "./read-other.js";
import { readRpc } from "./read-rpc.js";
import { type Context, type Draft, empty, hostOrderOf, type Reading, type Side } from "./reading.js";

/** Reads one record. Never throws for what is in it. */
export function readRecord(record: CaptureRecord, context: Context): Reading {
  const reading = { ...unchecked(record, context), hostOrder: hostOrderOf(record, context) };
  // What was lost is said once, as a fault.
  const notes = record.kind === "lost" ? [] : [...record.notes, ...reading.notes].filter((one) => !isDamage(one));
  const damage = [...record.notes, ...reading.notes].filter(isDamage);
  const rows = reading.sides.flatMap((side) => side.tree.notes);
  const faults = unique([...reading.faults, ...damage, ...rows.filter(isDamage)]);
  if (!context.strict) return { ...reading, notes: unlisted(notes, reading.sides), faults };
  return { ...reading, notes: [], faults: unique([...faults, ...notes, ...rows]) };
}

/** Notes with these codes say that something is missing or wrong, not merely that it is unexpected. */
const isDamage = (one: Note): boolean => one.code === "truncated" || one.code === "integrity";

function unique(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter((one) => !seen.has(one.message) && seen.add(one.message) !== undefined);
}

/** Notes that stand behind a row of a grid need no second mention. */
function unlisted(notes: readonly Note[], sides: readonly Side[]): Note[] {
  const listed = new Set(sides.flatMap((side) => side.tree.notes.map((one) => one.message)));
  return unique(notes).filter((one) => !listed.has(one.message));
}

function unchecked(record: CaptureRecord, context: Context): Draft {
  switch (record.kind) {
    case "rpc":
      return readRpc(record, context);
    case "info":
      return readInfo(record, context);
    case "bytes":
      return readBytes(record, context);
    case "segments":
      return readDump(record, context);
    case "event":
      return readEvent(record, context);
    case "error-line":
      return { ...empty(record), family: context.known.catalog.family(1), title: `mlx5 ${record.command}` };
    case "lost":
      return { ...empty(record), title: "input that could not be read", faults: record.notes };
  }
}
