/** Faults of a place in a stream. Types do not know their own name: whoever reads or writes them puts it in. */
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";

/** The path of a fault that nobody has named yet. */
export const unnamed = "sequence";

/** More bytes than there are. */
export function overrun(at: number, wanted: number, length: number): FwctlFault {
  const width = Math.max(0, Math.min(wanted, Number.MAX_SAFE_INTEGER / 8)) * 8;
  return new FwctlFault({ code: "truncated", path: unnamed, byteOffset: at, width, received: length });
}

/** Refuses a number of bytes, or a position, that is none: what a callback gives when the field it asks for is not there. */
export function requireCount(value: unknown, at: number): asserts value is number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongKind(unnamed, "a whole number of bytes", value);
  if (value < 0) {
    const what = `${value} bytes, a stream has no place before its start`;
    throw new FwctlFault({ code: "range", path: unnamed, byteOffset: at, received: value, what });
  }
}

/** A value of the wrong kind, or none. */
export function unfit(expected: string, given: unknown): FwctlFault {
  return given === undefined ? new FwctlFault({ code: "missing", path: unnamed }) : wrongKind(unnamed, expected, given);
}
