/**
 * The one file that words messages. Shape: path, what happened, numbers, remedy; one line.
 * Offsets and masks are hexadecimal, counts and sizes decimal. At most 16 bytes of a buffer appear.
 */
import type { FaultFacts } from "./fault.js";
import { printable, printableLines } from "./printable.js";

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

/** Values as a person writes them: text in quotes, numbers plain. */
export function shown(value: string | number | bigint | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value !== "string") return value.toString();
  const short = value.length > 64 ? `${value.slice(0, 61)}...` : value;
  return JSON.stringify(short);
}

function truncated(facts: FaultFacts): string {
  const first = facts.byteOffset ?? 0;
  const size = Math.ceil((facts.width ?? 0) / 8);
  const end = Number(facts.received ?? 0);
  const range = size === 1 ? `byte ${hex(first)}` : `bytes ${hex(first)}..${hex(first + Math.max(size, 1) - 1)}`;
  return `needs ${range} (${size}), buffer ends at ${hex(end)} (${end} bytes).`;
}

function reserved(facts: FaultFacts): string {
  const from = facts.bitOffset ?? 0;
  const to = from + (facts.width ?? 1) - 1;
  const found = typeof facts.received === "string" ? facts.received : hex(facts.received ?? 0);
  return `reserved, expected 0, found ${found} at byte ${hex(facts.byteOffset ?? 0)} (bits ${hex(from)}..${hex(to)}). Value kept.`;
}

function range(facts: FaultFacts): string {
  if (facts.what !== undefined) return sentence(facts);
  const width = facts.width ?? 0;
  const top = width > 32 ? (1n << BigInt(width)) - 1n : 2 ** width - 1;
  return `${facts.received} does not fit ${width} bits (0..${top}).`;
}

function kind(facts: FaultFacts): string {
  const received = facts.received === undefined ? "" : `, received ${facts.received}`;
  return `expects ${facts.expected ?? "another kind of value"}${received}.${remedy(facts)}`;
}

/** For codes whose facts need words of their own: what happened, then the remedy. */
function sentence(facts: FaultFacts): string {
  const what = facts.what ?? facts.code;
  return `${what}${/[.?!]$/.test(what) ? "" : "."}${remedy(facts)}`;
}

const remedy = (facts: FaultFacts): string => (facts.remedy === undefined ? "" : ` ${facts.remedy}`);

/** An enum label or number that has no name. Decode keeps it; encode refuses it. */
function unknownEnum(facts: FaultFacts): string {
  if (typeof facts.received === "string") {
    return `${shown(facts.received)} is not a ${facts.expected}.${remedy(facts)}`;
  }
  return `${facts.received} has no name in ${facts.expected}. Value kept as ${facts.received}.`;
}

function body(facts: FaultFacts): string {
  switch (facts.code) {
    case "truncated":
      return facts.what === undefined ? truncated(facts) : sentence(facts);
    case "reserved":
      return reserved(facts);
    case "range":
      return range(facts);
    case "kind":
      return kind(facts);
    case "unknown-enum":
      return unknownEnum(facts);
    case "missing":
      return facts.what === undefined ? `is missing.${remedy(facts)}` : sentence(facts);
    case "unknown-key":
      return facts.what === undefined ? `is not a field of ${facts.expected}.${remedy(facts)}` : sentence(facts);
    case "trailing":
    case "count":
    case "unknown-command":
    case "selector":
    case "integrity":
    case "mismatch":
    case "duplicate":
    case "schema":
    case "capture":
    case "transport":
    case "aborted":
      return sentence(facts);
  }
}

/** Renders the facts of a fault or note for a person: one line, but for the problems of a schema. Names in it may be hostile. */
export function message(facts: FaultFacts): string {
  const words = printableLines(body(facts));
  return facts.path === undefined || facts.path === "" ? words : `${printable(facts.path)}: ${words}`;
}
