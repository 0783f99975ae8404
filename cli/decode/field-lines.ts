/** What records say that have no bytes: an event's keys, an error line's parts. */
import { lineFacts } from "../../reading/line-facts.js";
import type { CaptureRecord } from "../../src/capture/index.js";
import type { Paint } from "../paint.js";

/** One line a fact; nothing for records of bytes. */
export function fieldLines(record: CaptureRecord, paint: Paint): string {
  const rows = lineFacts(record);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `    ${paint(name.padEnd(width), "name")}  ${paint(value, "value")}\n`).join("");
}
