/** Readings as lines of the list. */
import { headerWords } from "../../reading/about.js";
import { errorText } from "../../reading/line-facts.js";
import { readRecord } from "../../reading/read-record.js";
import type { Reading } from "../../reading/reading.js";
import type { CaptureRecord, EventRecord } from "../../src/capture/index.js";
import type { Row, Verdict } from "../protocol.js";
import type { Knowledge } from "./knowledge.js";
import type { Settings } from "./settings.js";

/** Everything the library can say about a record. */
export function readingOf(record: CaptureRecord, { known }: Knowledge, settings: Settings): Reading {
  return readRecord(record, { known, as: settings.as, selected: () => undefined, hostOrder: undefined, strict: false });
}

export function rowOf(reading: Reading, index: number, knowledge: Knowledge): Row {
  const { record, notes, faults, sides } = reading;
  return {
    index,
    kind: record.kind,
    time: timeText(record),
    device: [record.host, record.dev].filter((word) => word !== undefined).join(" "),
    what: whatText(reading, knowledge),
    status: statusText(reading),
    verdict: verdictOf(reading),
    notes: notes.length + sides.reduce((sum, side) => sum + side.tree.notes.length, 0),
    faults: faults.length,
  };
}

function timeText({ ts, line }: CaptureRecord): string {
  if (ts !== undefined) return ts.toString();
  return line === undefined ? "" : `line ${line}`;
}

function whatText({ record, title }: Reading, { known }: Knowledge): string {
  if (record.kind !== "error-line") return title;
  const words = headerWords(known.catalog.family(1))(record.opcode, record.opMod);
  return words === "" ? title : `${title} (${words})`;
}

function statusText({ record, outcome }: Reading): string {
  if (record.kind === "error-line") return errorText(record);
  if (record.kind === "event") return eventText(record);
  if (record.kind === "lost") return record.notes.map((one) => one.message).join(" ");
  return outcome?.brief ?? "";
}

function eventText({ fields, text }: EventRecord): string {
  if (fields.length === 0) return text;
  const shown = fields.slice(0, 6).map((field) => `${field.name}=${field.text}`);
  return `${shown.join(" ")}${fields.length > 6 ? " …" : ""}`;
}

export function verdictOf({ record, outcome }: Reading): Verdict {
  if (record.kind === "error-line" || record.kind === "lost") return "bad";
  return outcome?.verdict ?? "none";
}
