/** What decode functions of every shape have in common: the words that are read first, and the ways out to the interpreter. */
import type { LayoutDefinition } from "../layout/index.js";
import { propertyName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { type Member, usesHostOrder } from "./members.js";
import { planReading, type Reading } from "./read.js";
import type { Shape } from "./shape.js";
import { indent } from "./text.js";
import { planWords } from "./words.js";

/** What the decode functions of one layout share. */
export interface Job {
  readonly definition: LayoutDefinition;
  readonly imports: Imports;
  readonly value: string;
}

/** Leaves everything to the interpreter. */
export const leave = "break plain;";

/** Leaves everything to the interpreter when `condition` holds. */
export function unless(condition: string, job: Job): string {
  const host = usesHostOrder(job.definition, job.imports.library) ? ' || context?.hostOrder === "be"' : "";
  return `if (${condition}${host}) ${leave}`;
}

export function planned(shape: Exclude<Shape, { kind: "interpreted" }>, job: Job): Reading {
  return planReading(shape.members, planWords(shape.members, shape.bytes), job.imports);
}

/** The words, and the way out when a reserved bit is set. */
export function opening(reading: Reading): string[] {
  const { words, reserved } = reading;
  if (reserved.length === 0) return [...words];
  if (reserved.length === 1) return [...words, `if ((${reserved[0]}) !== 0) ${leave}`];
  return [...words, "if (", "  (", ...indent(reserved, 2), "  ) !== 0", ")", `  ${leave}`];
}

const keysOf = (members: readonly Member[]): Member[] => members.filter((member) => member.field.reserved !== true);

export const entries = (members: readonly Member[], reading: Reading): string[] =>
  keysOf(members).map((member) => `${propertyName(member.key)}: ${reading.valueOf(member)},`);
