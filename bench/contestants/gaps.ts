/** The field list of a record with its gaps named, for peers that read strictly one field behind the other. */
import type { RecordFields } from "../fields.js";

export interface Step {
  readonly name: string;
  /** Bit offset and width of one element. */
  readonly offset: number;
  readonly width: number;
  readonly count: number | undefined;
  /** A reserved range. Whole bytes above 32 bits are one step; others are cut at 32 bits. */
  readonly gap: boolean;
}

/** `whole`: a gap of whole bytes above 32 bits is one step. `split`: no step of a gap has more than 32 bits. */
export type GapStyle = "whole" | "split";

function gap(from: number, to: number, style: GapStyle): Step[] {
  if (from === to) return [];
  const wide = style === "whole" && from % 8 === 0 && (to - from) % 8 === 0 && to - from > 32;
  const width = wide ? to - from : Math.min(32, to - from, 32 - (from % 32));
  const step: Step = { name: `reserved_at_${from.toString(16)}`, offset: from, width, count: undefined, gap: true };
  return [step, ...gap(from + width, to, style)];
}

/** Every bit of the record, in order. */
export function stepsOf(record: RecordFields, style: GapStyle = "whole"): Step[] {
  const steps: Step[] = [];
  let at = 0;
  for (const [name, offset, width, count] of record.fields) {
    steps.push(...gap(at, offset, style), { name, offset, width, count, gap: false });
    at = offset + width * (count ?? 1);
  }
  return [...steps, ...gap(at, record.bytes * 8, style)];
}

/** Whether the step is a whole number that byte-wise readers know: 8, 16, 32 or 64 bits on a byte boundary. */
export const isWhole = (step: Step): boolean => step.offset % 8 === 0 && [8, 16, 32, 64].includes(step.width);
