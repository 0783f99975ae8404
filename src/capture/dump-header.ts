/** The lines around the rows of a command dump: start, header, block, end (`dump_command`, cmd.c). */
import { commandPattern, readSource } from "./mlx5-words.js";

/** Which command a dump shows, and which side of it. */
export interface DumpHeader {
  readonly dev: string | undefined;
  readonly host: string | undefined;
  readonly ts: string | undefined;
  readonly line: number;
  /** -1 in logs of kernels that did not print it. */
  readonly slot: number;
  readonly command: string;
  readonly opcode: number;
  readonly direction: "in" | "out";
  readonly mode: "data" | "full";
}

/** One of the lines around the rows. */
export type DumpLine =
  | { readonly what: "header"; readonly header: DumpHeader }
  | { readonly what: "end"; readonly dev: string | undefined; readonly host: string | undefined; readonly slot: number }
  /** Belongs to a dump and says nothing more (`start dump`, `command block:`). */
  | { readonly what: "mark" }
  /** A header whose end was wrapped away. */
  | { readonly what: "open" };

const slot = "(?:cmd\\[(\\d{1,3})\\]: )?";
const headerPattern = new RegExp(`${slot}dump command (data )?${commandPattern} (INPUT|OUTPUT)\\b`);
const markPattern = new RegExp(`${slot}(start dump|end dump|command block:)`);

const slotOf = (digits: string | undefined): number => (digits === undefined ? -1 : Number(digits));

/** Reads one of these lines; `undefined` for any other. */
export function readDumpLine(text: string, line: number): DumpLine | undefined {
  const named = text.includes("dump command ");
  const found = named ? headerPattern.exec(text) : null;
  if (found !== null) {
    const { ts, host, dev } = readSource(text.slice(0, found.index));
    const direction = found[5] === "INPUT" ? "in" : "out";
    const mode = found[2] === undefined ? "full" : "data";
    const opcode = Number.parseInt(found[4] ?? "0", 16);
    const command = found[3] ?? "";
    return {
      what: "header",
      header: { dev, host, ts, line, slot: slotOf(found[1]), command, opcode, direction, mode },
    };
  }
  const mark = markPattern.exec(text);
  if (mark !== null && mark[2] === "end dump") {
    const { host, dev } = readSource(text.slice(0, mark.index));
    return { what: "end", dev, host, slot: slotOf(mark[1]) };
  }
  if (mark !== null) return { what: "mark" };
  return named ? { what: "open" } : undefined;
}

/**
 * How much of such a line, put together from pieces, makes sense: with its slot and its device it does more than without. Cut inside
 * `cmd[0]`, it would pass for a line of an older kernel.
 */
export function dumpPlausibility(text: string): number {
  const found = /\bcmd\[\d{1,3}\]: (?:dump command (?:data )?\w+\(0|start dump|end dump|command block:)/.exec(text);
  if (found === null) return 0;
  return readSource(text.slice(0, found.index)).dev === undefined ? 1 : 2;
}
