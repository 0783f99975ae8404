/**
 * What can go wrong, as data. The wording of every message stands in `words.ts`; nothing else
 * in the library writes sentences for people.
 */
import { message } from "./words.js";

/** The closed list of fault codes. Notes use the same codes: a note is what `strict` turns into a fault. */
export const faultCodes = [
  "truncated",
  "trailing",
  "reserved",
  "unknown-enum",
  "range",
  "kind",
  "count",
  "missing",
  "unknown-key",
  "unknown-command",
  "selector",
  "integrity",
  "mismatch",
  "duplicate",
  "schema",
  "capture",
  "transport",
  "aborted",
] as const;

export type FaultCode = (typeof faultCodes)[number];

/**
 * The facts of one fault or note. Only `code` is always there; the renderer uses what is present.
 * Offsets count from the start of the buffer that was read, bits as the layout's byte order counts them.
 */
export interface FaultFacts {
  readonly code: FaultCode;
  /** Where in the value: `query_hca_cap_in.op_mod`, a file name, a command. */
  readonly path?: string | undefined;
  /** First byte concerned, from the start of the buffer. */
  readonly byteOffset?: number | undefined;
  /** First bit concerned, from the start of the buffer. */
  readonly bitOffset?: number | undefined;
  /** Width in bits of the field concerned. */
  readonly width?: number | undefined;
  readonly expected?: string | number | bigint | undefined;
  readonly received?: string | number | bigint | undefined;
  /** What happened, for codes whose facts need words of their own (`schema`, `capture`, `transport`, …). */
  readonly what?: string | undefined;
  /** What to do about it. */
  readonly remedy?: string | undefined;
}

/** A surprise in bytes that were still readable: the same facts as a fault, with its message. */
export interface Note extends FaultFacts {
  readonly message: string;
}

const brand = Symbol.for("fwctl-codec.fault");

/**
 * The one error of this library: every refusal of input, bytes, schema, capture or transport.
 *
 * @example
 * try { layout.decode(bytes); } catch (error) { if (isFwctlFault(error)) console.error(error.code, error.message); }
 */
export class FwctlFault extends Error implements FaultFacts {
  override readonly name = "FwctlFault";
  readonly code: FaultCode;
  readonly path: string | undefined;
  readonly byteOffset: number | undefined;
  readonly bitOffset: number | undefined;
  readonly width: number | undefined;
  readonly expected: string | number | bigint | undefined;
  readonly received: string | number | bigint | undefined;
  readonly what: string | undefined;
  readonly remedy: string | undefined;

  constructor(facts: FaultFacts, options?: { readonly cause?: unknown }) {
    super(message(facts), options);
    // Marks the class across copies of the package; see isFwctlFault.
    Object.defineProperty(this, brand, { value: true });
    this.code = facts.code;
    this.path = facts.path;
    this.byteOffset = facts.byteOffset;
    this.bitOffset = facts.bitOffset;
    this.width = facts.width;
    this.expected = facts.expected;
    this.received = facts.received;
    this.what = facts.what;
    this.remedy = facts.remedy;
  }
}

/** True for a fault of this or of another copy of the package (by a registered symbol, not by class). */
export function isFwctlFault(value: unknown): value is FwctlFault {
  return typeof value === "object" && value !== null && brand in value;
}

/** A note is a fault that was not thrown: the same facts, rendered by the same words. */
export function note(facts: FaultFacts): Note {
  return { ...facts, message: message(facts) };
}
