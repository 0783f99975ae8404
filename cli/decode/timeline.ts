/** One line a record: when, where, what, how it ended. */
import {
  type CaptureRecord,
  driverLineMeanings,
  type ErrorLineRecord,
  type EventRecord,
} from "../../src/capture/index.js";
import { explainStatus } from "../../src/mlx5/status.js";
import { errnoName } from "../../src/uapi/explain.js";
import type { Paint } from "../paint.js";
import { hex, visible } from "../table.js";
import { inkOf } from "./grid.js";
import type { Reading } from "./reading.js";
import { shortName } from "./status.js";

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
    return `${[...head, endText(reading, paint)].join("  ").trimEnd()}\n`;
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

/** `BAD_OP_ERR (0x2), syndrome 0x9a6171, EINVAL`. */
export function errorText({ status, statusText, syndrome, errno }: ErrorLineRecord): string {
  const name = shortName(explainStatus(status).name) ?? statusText;
  const refused = errno === undefined ? "" : `, ${errnoName(errno)}`;
  return `${name} (${hex(status)}), syndrome ${hex(syndrome)}${refused}`;
}

/** The driver's own words; of an event its first fields. */
function eventText({ family, fields, text }: EventRecord): string {
  if (family === "mlx5" || fields.length === 0) return text.length > 160 ? `${text.slice(0, 157)}...` : text;
  const shown = fields.slice(0, 6).map((field) => `${field.name}=${field.text}`);
  return `${shown.join(" ")}${fields.length > 6 ? " …" : ""}`;
}

/** What `--fields` adds below the line of a record that has no bytes. */
export function fieldLines(record: CaptureRecord, paint: Paint): string {
  const rows = fieldRows(record);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `    ${paint(name.padEnd(width), "name")}  ${paint(value, "value")}\n`).join("");
}

function fieldRows(record: CaptureRecord): readonly (readonly [name: string, value: string])[] {
  if (record.kind === "event") return eventRows(record);
  if (record.kind !== "error-line") return [];
  const { opcode, opMod, status, statusText, syndrome, errno } = record;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["opcode", hex(opcode, 4)],
    ["op_mod", hex(opMod, 4)],
    ["status", `${hex(status, 2)} ${statusText}: ${explainStatus(status).meaning}`],
    ["syndrome", hex(syndrome, 8)],
    ["errno", errno === undefined ? undefined : `${errno} ${errnoName(errno)}`],
    ["printed by", printedBy(record)],
    ["pid", record.pid?.toString()],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function eventRows({ name, fields }: EventRecord): readonly (readonly [string, string])[] {
  const meaning = driverLineMeanings.get(name);
  const rows = fields.map((field) => [field.name, field.text] as const);
  return meaning === undefined ? rows : [...rows, ["meaning", meaning]];
}

function printedBy({ function: name, sourceLine, via }: ErrorLineRecord): string | undefined {
  if (name === undefined) return via === "trace" ? "trace event mlx5:mlx5_cmd" : undefined;
  return sourceLine === undefined ? name : `${name}, source line ${sourceLine}`;
}
