/** Groups what a log says of refused commands: by device, command, op_mod, status and syndrome. */
import type { Note } from "../fault/index.js";
import { captureNote } from "./notes.js";
import type { CaptureRecord, ErrorLineRecord } from "./record.js";

/** What a group is made of. An {@link ErrorLineRecord} is one; a decoded exchange can be put into the same words. */
export type SummaryEntry = Pick<
  ErrorLineRecord,
  "host" | "dev" | "command" | "opcode" | "opMod" | "status" | "statusText" | "syndrome" | "ts" | "line"
>;

/** Where something was seen. */
export interface Sighting {
  readonly ts: string | number | undefined;
  readonly line: number | undefined;
}

/** Lines that are alike. */
export interface SummaryGroup {
  readonly host: string | undefined;
  readonly dev: string | undefined;
  readonly command: string;
  readonly opcode: number;
  readonly opMod: number;
  readonly status: number;
  readonly statusText: string;
  readonly syndrome: number;
  readonly count: number;
  /** Lines that the kernel suppressed just before one of these; they may have been of other groups. */
  readonly suppressed: number;
  readonly first: Sighting;
  readonly last: Sighting;
}

/** Groups and what is to be said about them. */
export interface Summary {
  /** Most frequent first. */
  readonly groups: readonly SummaryGroup[];
  /** Entries that found no room in a group, when there are more than 10,000 different ones. */
  readonly ungrouped: number;
  /** All lines that the kernel says it suppressed. */
  readonly suppressed: number;
  readonly notes: readonly Note[];
}

const mostGroups = 10_000;
const accessReg = 0x805;

interface Growing {
  readonly entry: SummaryEntry;
  readonly first: Sighting;
  count: number;
  suppressed: number;
  last: Sighting;
}

/** Collects entries one by one; memory depends on how many differ, not on how many there are. */
export class Summarizer {
  readonly #groups: Map<string, Growing> = new Map();
  #ungrouped = 0;
  #suppressed = 0;
  /** Suppressed lines that were not given to a group yet. */
  #pending = 0;
  #errorLines = 0;
  #accessReg = 0;
  #reused = 0;

  /** Takes what concerns it: error lines, and the kernel's counts of suppressed ones. */
  add(record: CaptureRecord): void {
    if (record.kind === "error-line") {
      this.#errorLines += 1;
      if (record.opcode === accessReg) this.#accessReg += 1;
      if (record.notes.length > 0) this.#reused += 1;
      this.addEntry(record);
    } else if (record.kind === "event" && record.name === "suppressed") this.#suppress(record.fields);
  }

  /** Takes a refused command that was not an error line. */
  addEntry(entry: SummaryEntry): void {
    const { host, dev, command, opcode, opMod, status, syndrome, ts, line } = entry;
    const key = JSON.stringify([host, dev, command, opcode, opMod, status, syndrome]);
    const seen = { ts, line };
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= mostGroups) {
        this.#ungrouped += 1;
        return;
      }
      group = { entry, first: seen, count: 0, suppressed: 0, last: seen };
      this.#groups.set(key, group);
    }
    group.count += 1;
    group.last = seen;
    group.suppressed += this.#pending;
    this.#pending = 0;
  }

  /** What was collected so far. */
  summary(): Summary {
    const groups = [...this.#groups.values()].sort((a, b) => b.count - a.count || order(a.entry, b.entry));
    return {
      groups: groups.map(({ entry, first, count, suppressed, last }) => ({
        host: entry.host,
        dev: entry.dev,
        command: entry.command,
        opcode: entry.opcode,
        opMod: entry.opMod,
        status: entry.status,
        statusText: entry.statusText,
        syndrome: entry.syndrome,
        count,
        suppressed,
        first,
        last,
      })),
      ungrouped: this.#ungrouped,
      suppressed: this.#suppressed,
      notes: this.#notes(),
    };
  }

  #suppress(fields: readonly { readonly name: string; readonly value: unknown }[]): void {
    const about = fields.find((one) => one.name === "function")?.value;
    const count = fields.find((one) => one.name === "count")?.value;
    if (typeof count !== "number") return;
    this.#suppressed += count;
    if (about === "mlx5_cmd_out_err" || about === "mlx5_cmd_check") this.#pending += count;
  }

  /** What the log cannot show, said once. */
  #notes(): Note[] {
    const notes: Note[] = [];
    if (this.#errorLines === 0) return notes;
    notes.push(
      captureNote(undefined, "commands sent through fwctl print no error line, so no line does not mean success"),
    );
    if (this.#accessReg > 0) {
      const lines = this.#accessReg === 1 ? "1 ACCESS_REG line does" : `${this.#accessReg} ACCESS_REG lines do`;
      notes.push(captureNote(undefined, `${lines} not tell which register was accessed`));
    }
    if (this.#suppressed > 0) {
      const what = `the kernel suppressed ${this.#suppressed} lines and does not tell which: counts are lower bounds`;
      notes.push(captureNote(undefined, what));
    }
    if (this.#reused > 0) {
      const events = this.#reused === 1 ? "1 trace event shows" : `${this.#reused} trace events show`;
      const what = `${events} a reply in the place of the request: command and op_mod mean nothing there`;
      notes.push(captureNote(undefined, what));
    }
    return notes;
  }
}

function order(a: SummaryEntry, b: SummaryEntry): number {
  const left = `${a.host ?? ""} ${a.dev ?? ""} ${a.command}`;
  const right = `${b.host ?? ""} ${b.dev ?? ""} ${b.command}`;
  return left < right ? -1 : left > right ? 1 : a.syndrome - b.syndrome;
}
