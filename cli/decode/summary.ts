/** What a whole input comes to: how many exchanges, what was refused, grouped. */
import type { Reading } from "../../reading/reading.js";
import { shortName } from "../../reading/status.js";
import { type CaptureRecord, type Sighting, Summarizer, type SummaryGroup } from "../../src/capture/index.js";
import { explainStatus } from "../../src/mlx5/status.js";
import { findErrno } from "../../src/uapi/explain.js";
import type { Paint } from "../paint.js";
import { columns, hex, many } from "../table.js";

/** A group made of an errno, not of a status. */
const errnoMark = "errno ";

export class Totals {
  readonly #groups: Summarizer = new Summarizer();
  readonly #kinds: Map<CaptureRecord["kind"], number> = new Map();
  readonly #verdicts = { good: 0, bad: 0, unknown: 0 };
  #faults = 0;
  #notes = 0;
  #lost = 0;

  get faults(): number {
    return this.#faults;
  }

  get records(): number {
    return [...this.#kinds.values()].reduce((sum, count) => sum + count, 0);
  }

  add(reading: Reading): void {
    const { record, outcome, notes, faults, rpc } = reading;
    this.#kinds.set(record.kind, (this.#kinds.get(record.kind) ?? 0) + 1);
    this.#faults += faults.length;
    this.#notes += notes.length;
    if (record.kind === "lost") this.#lost += 1;
    if (outcome !== undefined) this.#verdicts[outcome.verdict] += 1;
    this.#groups.add(record);
    if (record.kind !== "rpc" || outcome?.verdict !== "bad") return;
    const { host, dev, ts, line, errno } = record;
    const where = { host, dev, ts, line };
    // The title says more than opcode and op_mod: which register, which feature.
    const what = { command: reading.title, opcode: 0, opMod: 0 };
    if (errno !== undefined) {
      const number = findErrno(errno)?.number ?? 0;
      const name = findErrno(errno)?.name ?? String(errno);
      this.#groups.addEntry({ ...where, ...what, status: number, statusText: `${errnoMark}${name}`, syndrome: 0 });
    } else if (rpc?.status !== undefined) {
      const { code, name, syndrome = 0 } = rpc.status;
      this.#groups.addEntry({ ...where, ...what, status: code, statusText: shortName(name) ?? "", syndrome });
    }
  }

  /** The summary as text; empty when there is nothing beyond what one record says already. */
  text(paint: Paint, opModWords: (opcode: number, opMod: number) => string): string {
    const { groups, ungrouped, suppressed, notes } = this.#groups.summary();
    if (this.records === 0) return "";
    const lines = [paint("Summary", "title"), `  ${this.#countWords(paint)}`];
    const rows = groups.map((group) => groupRow(group, paint, opModWords));
    const head = ["  count", "device", "command", "status", "first", "last", ""].map((word) => paint(word, "faint"));
    const table = rows.length === 0 ? "" : columns([head, ...rows]);
    const said = notes.map((one) => `  ${paint("note", "note")}  ${one.message}\n`).join("");
    const more = ungrouped === 0 ? "" : `  ${many(ungrouped, "entry", "entries")} more that differ from all of these\n`;
    const hidden = suppressed === 0 ? "" : `  ${many(suppressed, "line")} suppressed by the kernel\n`;
    return `${lines.join("\n")}\n${table}${more}${hidden}${said}`;
  }

  #countWords(paint: Paint): string {
    const words: readonly (readonly [CaptureRecord["kind"], string])[] = [
      ["rpc", "exchange"],
      ["info", "info"],
      ["error-line", "error line"],
      ["event", "other line"],
      ["bytes", "run of bytes"],
      ["segments", "resource dump"],
    ];
    const counted = words.flatMap(([kind, word]) => {
      const count = this.#kinds.get(kind) ?? 0;
      return count === 0 ? [] : [many(count, word, word === "run of bytes" ? "runs of bytes" : undefined)];
    });
    const { good, bad, unknown } = this.#verdicts;
    const ends = [
      good === 0 ? "" : paint(`${good} ok`, "good"),
      bad === 0 ? "" : paint(`${bad} refused`, "bad"),
      unknown === 0 ? "" : paint(`${unknown} unknown`, "note"),
    ].filter((word) => word !== "");
    const rest = [
      this.#notes === 0 ? "" : many(this.#notes, "note"),
      this.#faults === 0 ? "" : paint(many(this.#faults, "fault"), "bad"),
      this.#lost === 0 ? "" : paint(`${many(this.#lost, "piece")} of input lost`, "bad"),
    ].filter((word) => word !== "");
    const exchanges = `${counted.join(", ")}${ends.length === 0 ? "" : `: ${ends.join(", ")}`}`;
    return [exchanges, ...rest].filter((word) => word !== "").join("; ");
  }
}

function groupRow(group: SummaryGroup, paint: Paint, opModWords: (opcode: number, opMod: number) => string): string[] {
  const { host, dev, command, opcode, opMod, status, statusText, syndrome, count, suppressed, first, last } = group;
  const words = opModWords(opcode, opMod);
  const isErrno = statusText.startsWith(errnoMark);
  // Error lines have the driver's words for a status, exchanges its name.
  const named = isErrno || /^[A-Z][A-Z0-9_]*$/.test(statusText);
  const name = named ? statusText : (shortName(explainStatus(status).name) ?? statusText);
  const ended = isErrno ? name : `${name} (${hex(status)})${syndrome === 0 ? "" : `, syndrome ${hex(syndrome)}`}`;
  return [
    `  ${count}`,
    [host, dev].filter((word) => word !== undefined).join(" ") || "-",
    words === "" ? command : `${command} (${words})`,
    paint(ended, "bad"),
    seen(first),
    seen(last),
    suppressed === 0 ? "" : paint(`up to ${suppressed} more suppressed`, "note"),
  ];
}

function seen({ ts, line }: Sighting): string {
  if (ts !== undefined) return ts.toString();
  return line === undefined ? "-" : `line ${line}`;
}
