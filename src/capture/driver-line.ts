/**
 * Other lines of the mlx5 command interface that operators meet: commands that time out, slots that run out, and the
 * kernel's count of suppressed error lines. Formats: drivers/net/ethernet/mellanox/mlx5/core/cmd.c, Linux 7.2 and
 * the older spellings of the same messages.
 */
import { commandPattern, readSource } from "./mlx5-words.js";
import type { EventField, EventRecord } from "./record.js";

interface Shape {
  readonly name: string;
  readonly pattern: RegExp;
  /** Names of the captures; `opcode` is hexadecimal, the others decimal, `command` text. */
  readonly captures: readonly ("slot" | "command" | "opcode" | "count" | "function")[];
}

const slot = "(?:cmd\\[(\\d{1,3})\\]: )?";
const command = `${slot}${commandPattern}`;
const ofCommand = ["slot", "command", "opcode"] as const;

const shapes: readonly Shape[] = [
  {
    name: "suppressed",
    pattern: /\b(mlx5_[a-z0-9_]{1,60}): (\d{1,20}) callbacks suppressed/,
    captures: ["function", "count"],
  },
  { name: "no-completion", pattern: new RegExp(`${command} No done completion`), captures: ofCommand },
  { name: "recovered", pattern: new RegExp(`${command} (?:Async, )?recovered after timeout`), captures: ofCommand },
  { name: "timeout", pattern: new RegExp(`${command} (?:Async, )?timeout\\.(?:\\s|$)`), captures: ofCommand },
  { name: "canceled", pattern: new RegExp(`${command} canceled on out of queue timeout`), captures: ofCommand },
  { name: "no-slot", pattern: new RegExp(`${command} timed out while waiting for a slot`), captures: ofCommand },
  { name: "no-slot", pattern: /timed out while waiting for a slot/, captures: [] },
  {
    name: "late-completion",
    pattern: /Command completion arrived after timeout(?: \(entry idx = (\d{1,3})\))?/,
    captures: ["slot"],
  },
  { name: "slots-stalled", pattern: /All CMD slots are stalled/, captures: [] },
  { name: "no-entry", pattern: /failed to allocate command entry/, captures: [] },
];

/** What each name means, for people. */
export const driverLineMeanings: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["suppressed", "the kernel dropped this many lines of the same kind"],
  ["no-completion", "the device did not answer in time"],
  ["recovered", "the answer was there, only its interrupt was missed"],
  ["timeout", "the device did not answer; the slot of the command queue is lost until it does"],
  ["canceled", "the command waited too long for a slot and was never sent"],
  ["no-slot", "no slot of the command queue became free in time; the command was not sent"],
  ["late-completion", "an answer came after the driver had given up; its slot is free again"],
  ["slots-stalled", "every slot waits for a command that timed out; the command was not sent"],
  ["no-entry", "no entry of the command queue could be allocated; the command was not sent"],
]);

/** Digits that a number holds exactly. */
const mostDigits = 15;

function fieldOf(name: string, text: string): EventField {
  // A number that long is no count: it is kept as it stands.
  if (name === "command" || name === "function" || text.length > mostDigits) return { name, value: text, text };
  return { name, value: Number.parseInt(text, name === "opcode" ? 16 : 10), text };
}

/** Reads one of these lines; `undefined` for any other. */
export function readDriverLine(text: string, line: number): EventRecord | undefined {
  for (const { name, pattern, captures } of shapes) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const fields = captures.flatMap((capture, index) => {
      const value = found[index + 1];
      return value === undefined ? [] : [fieldOf(capture, value)];
    });
    const { ts, host, dev } = readSource(text.slice(0, found.index));
    return {
      kind: "event",
      family: "mlx5",
      name,
      fields,
      text: text.slice(found.index).trim(),
      ts,
      host,
      dev,
      line,
      notes: [],
    };
  }
  return undefined;
}
