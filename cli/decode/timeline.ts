/** One line a record: when, where, what, how it ended. */
import { errorText } from "../../reading/line-facts.js";
import type { Reading } from "../../reading/reading.js";
import type { CaptureRecord, EventRecord } from "../../src/capture/index.js";
import { oneLine, type Paint, visible } from "../paint.js";
import { inkOf } from "./grid.js";

/** Columns that widen as they must, up to a limit, so that lines can be printed as they come. */
class Widths {
  readonly #widths: number[] = [];

  pad(column: number, text: string, most: number): string {
    const width = Math.min(most, Math.max(this.#widths[column] ?? 0, visible(text)));
    this.#widths[column] = width;
    return text + " ".repeat(Math.max(0, width - visible(text)));
  }
}

/** Makes the lines of one timeline. */
export function timeline(
  paint: Paint,
  opModWords: (opcode: number, opMod: number) => string,
): (reading: Reading) => string {
  const widths = new Widths();
  return (reading) => {
    const { record } = reading;
    const head = [
      widths.pad(0, paint(timeText(record), "faint"), 27),
      widths.pad(1, placeText(record), 28),
      widths.pad(2, whatText(reading, opModWords), 60),
    ];
    return `${oneLine([...head, endText(reading, paint)].join("  ").trimEnd())}\n`;
  };
}

function timeText({ ts, line }: CaptureRecord): string {
  if (ts !== undefined) return ts.toString();
  return line === undefined ? "-" : `line ${line}`;
}

function placeText({ dev, host }: CaptureRecord): string {
  return [host, dev].filter((word) => word !== undefined).join(" ") || "-";
}

function whatText({ record, title }: Reading, opModWords: (opcode: number, opMod: number) => string): string {
  if (record.kind === "error-line") {
    const words = opModWords(record.opcode, record.opMod);
    return words === "" ? title : `${title} (${words})`;
  }
  return title;
}

function endText(reading: Reading, paint: Paint): string {
  const { record, outcome, notes, faults } = reading;
  if (record.kind === "error-line") return paint(errorText(record), "bad");
  if (record.kind === "event") return eventText(record);
  if (record.kind === "lost") return paint(record.notes.map((one) => one.message).join(" "), "bad");
  const counted = [
    outcome === undefined ? "" : paint(outcome.brief, inkOf(outcome)),
    notes.length === 0 ? "" : paint(`${notes.length} note${notes.length === 1 ? "" : "s"}`, "note"),
    faults.length === 0 ? "" : paint(faults.map((one) => one.message).join(" "), "bad"),
  ];
  return counted.filter((word) => word !== "").join(", ");
}

/** The driver's own words; of an event its first fields. */
function eventText({ family, fields, text }: EventRecord): string {
  if (family === "mlx5" || fields.length === 0) return text.length > 160 ? `${text.slice(0, 157)}...` : text;
  const shown = fields.slice(0, 6).map((field) => `${field.name}=${field.text}`);
  return `${shown.join(" ")}${fields.length > 6 ? " …" : ""}`;
}
