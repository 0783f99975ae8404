/** One exchange in full: where and how it went, the grids of its bytes, then what there is to say about it. */
import type { Reading, Side } from "../../reading/reading.js";
import type { Outcome } from "../../reading/status.js";
import { wordsOf } from "../../reading/words.js";
import type { CaptureRecord } from "../../src/capture/index.js";
import { formatGrid, type Role } from "../../src/text/index.js";
import { scopeName } from "../../src/uapi/index.js";
import type { Ink, Paint } from "../paint.js";
import { fieldLines } from "./field-lines.js";

export interface GridStyle {
  readonly paint: Paint;
  /** Hides reserved rows that are zero. */
  readonly brief: boolean;
  /** Bytes of one run to print. */
  readonly mostBytes?: number | undefined;
}

const inks = { good: "good", bad: "bad", unknown: "note" } as const satisfies { [verdict in Outcome["verdict"]]: Ink };

/** The ink of an outcome. */
export const inkOf = (outcome: Outcome): Ink => inks[outcome.verdict];

/** Head, grids, remarks. Lines end in `\n`. */
export function exchangeText(reading: Reading, number: number, style: GridStyle): string {
  const { paint } = style;
  return `${headLine(reading, number, paint)}${fieldLines(reading.record, paint)}${gridsText(reading, style)}${remarksText(reading, paint)}`;
}

/** `#3 mlx5 ACCESS_REG (PTYS, READ): OK  [2026-01-05T10:00:00Z, /dev/fwctl/fwctl0, scope DEBUG_READ_ONLY (1)]`. */
function headLine({ record, title, outcome }: Reading, number: number, paint: Paint): string {
  const scope = record.kind === "rpc" ? record.scope : undefined;
  const where = [record.ts?.toString(), record.host, record.dev, scope === undefined ? undefined : scopeWords(scope)];
  const words = where.filter((word) => word !== undefined && word !== "").join(", ");
  const place = words === "" ? "" : `  ${paint(`[${words}]`, "faint")}`;
  const end = outcome === undefined ? "" : `: ${paint(outcome.brief, inkOf(outcome))}`;
  const lines = [`${paint(`#${number} ${title}`, "title")}${end}${place}`, ...metaLines(record, paint)];
  return lines.map((line) => `${line}\n`).join("");
}

/** A scope that the kernel does not know has only its number. */
function scopeWords(scope: number): string {
  const name = scopeName(scope);
  return name.startsWith("scope ") ? name : `scope ${name} (${scope})`;
}

/** The recorder's own words (kernel, firmware, origin), as far as they are plain. */
function metaLines(record: CaptureRecord, paint: Paint): string[] {
  if (record.kind !== "rpc" && record.kind !== "info") return [];
  return Object.entries(record.meta ?? {}).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? [paint(`   ${name}: ${value}`, "faint")] : [],
  );
}

/** The grids of all sides. */
export function gridsText(reading: Reading, style: GridStyle): string {
  return reading.sides.map((side) => sideText(side, reading, style)).join("");
}

function sideText(side: Side, reading: Reading, { paint, brief, mostBytes }: GridStyle): string {
  return formatGrid(side.tree, {
    title: side.title,
    brief,
    mostBytes,
    paint: (text: string, role: Role) => paint(text, role),
    words: wordsOf(reading.family?.name),
  });
}

/** What the outcome means, notes, faults. */
export function remarksText({ outcome, notes, faults }: Reading, paint: Paint): string {
  const [first, ...rest] = outcome?.lines ?? [];
  const lines = [
    ...(outcome === undefined || first === undefined ? [] : [`  ${paint("status", inkOf(outcome))} ${first}`]),
    ...rest.map((line) => `         ${line}`),
    ...notes.map((one) => `  ${paint("note", "note")}   ${one.message}`),
    ...faults.map((one) => `  ${paint("fault", "bad")}  ${one.message}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
