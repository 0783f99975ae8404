/**
 * Values that mlx5 registers and structs split over neighbouring fields: 64-bit counters as `_high` and `_low`, addresses as
 * `_h` and `_l` or by bit range (`_63_32` and `_31_9`), MACs as `_47_32` and `_31_0`, IPv6 addresses in four words.
 */
import { macText, toHex } from "../bits/index.js";

/** One decoded field, with its place in bits as the layout states it. Siblings of one struct, in order. */
export interface PlacedField {
  readonly name: string;
  readonly bitOffset: number;
  readonly width: number;
  readonly value: number | bigint;
}

/** A value put together from its parts. */
export interface JoinedValue {
  /** The common part of the names: `if_in_octets` of `if_in_octets_high` and `if_in_octets_low`. */
  readonly name: string;
  /** Names of the parts, most significant first. */
  readonly parts: readonly string[];
  readonly value: bigint;
  /** For people: decimal, a MAC, an IPv6 address, or hexadecimal for other values with stated bit ranges. */
  readonly text: string;
}

/** A part: which value it belongs to, and the lowest bit of that value that it holds. */
interface Part extends PlacedField {
  readonly whole: string;
  /** `undefined` while only the order is known (`_high`, `_low`). */
  readonly range: readonly [top: number, bottom: number] | undefined;
  readonly rank: "high" | "low" | undefined;
}

const pairs: readonly (readonly [high: RegExp, low: RegExp])[] = [
  [/_high$/, /_low$/],
  [/_hi$/, /_lo$/],
  [/_h$/, /_l$/],
  [/_msb$/, /_lsb$/],
];

/**
 * Finds the split values among the fields of one struct and joins them. Parts must stand side by side, the most significant
 * first; `temp_threshold_hi` and `temp_threshold_lo`, which are two thresholds, do not.
 *
 * @example joinedValues(fields)[0] // { name: "if_in_octets", parts: [...], value: 12345n, text: "12345" }
 */
export function joinedValues(fields: readonly PlacedField[]): JoinedValue[] {
  const joined: JoinedValue[] = [];
  for (let index = 0; index + 1 < fields.length; index += 1) {
    const first = fields[index];
    const run = first === undefined ? [] : runFrom(first, fields, index);
    if (run.length < 2) continue;
    const value = run.some((part) => part.range !== undefined) ? byRange(run) : byPair(run);
    if (value !== undefined) joined.push(value);
    index += run.length - 1;
  }
  return joined;
}

/** The parts of one value from `index` on, as long as they follow each other without a gap. */
function runFrom(first: PlacedField, fields: readonly PlacedField[], index: number): Part[] {
  const run: Part[] = [];
  let previous: Part | undefined;
  for (let at = index; at < fields.length; at += 1) {
    const field = at === index ? first : fields[at];
    const part = field === undefined ? undefined : partOf(field);
    if (part === undefined || (previous !== undefined && !follows(previous, part))) break;
    run.push(part);
    previous = part;
  }
  return run;
}

function partOf(field: PlacedField): Part | undefined {
  const ranged = /^(.+)_(\d{1,3})_(\d{1,3})$/.exec(field.name);
  if (ranged !== null) {
    const [, whole = "", top = "", bottom = ""] = ranged;
    if (Number(top) - Number(bottom) + 1 !== field.width) return undefined;
    return { ...field, whole, range: [Number(top), Number(bottom)], rank: undefined };
  }
  for (const [high, low] of pairs) {
    if (high.test(field.name)) return { ...field, whole: field.name.replace(high, ""), range: undefined, rank: "high" };
    if (low.test(field.name)) return { ...field, whole: field.name.replace(low, ""), range: undefined, rank: "low" };
  }
  return undefined;
}

function follows(previous: Part, part: Part): boolean {
  if (part.whole !== previous.whole || part.bitOffset !== previous.bitOffset + previous.width) return false;
  if (previous.range !== undefined && part.range !== undefined) return previous.range[1] === part.range[0] + 1;
  return previous.rank === "high" && part.rank === "low";
}

/** Names that state bit numbers: each part goes where its name says; bits below the last part are zero. */
function byRange(run: readonly Part[]): JoinedValue | undefined {
  let value = 0n;
  for (const part of run) value |= BigInt(part.value) << BigInt(part.range?.[1] ?? 0);
  const name = run[0]?.whole ?? "";
  const top = run[0]?.range?.[0] ?? 0;
  const hex = value.toString(16);
  const text = top === 47 && name.includes("mac") ? macText(bytesOf(value, 6)) : top === 127 ? ipv6(value) : `0x${hex}`;
  return { name, parts: run.map((part) => part.name), value, text };
}

/**
 * `_high` and `_low`. Behind a whole word of 32 bits a shorter low part holds the top bits of its word: the address in
 * `pa_h` (32) and `pa_l` (20) counts pages of 4,096 bytes.
 */
function byPair(run: readonly Part[]): JoinedValue | undefined {
  const [high, low] = run;
  if (high === undefined || low === undefined || /(^|_)name$/.test(high.whole)) return undefined;
  const word = high.width === 32 ? 32 : low.width;
  const value = (BigInt(high.value) << BigInt(word)) | (BigInt(low.value) << BigInt(word - low.width));
  const text = low.width < word ? `0x${value.toString(16)}` : value.toString();
  return { name: high.whole, parts: [high.name, low.name], value, text };
}

function bytesOf(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn));
}

/** Eight groups, the longest run of zero groups shortened, as RFC 5952 asks. */
function ipv6(value: bigint): string {
  const bytes = bytesOf(value, 16);
  const groups = Array.from({ length: 8 }, (_, index) => toHex(bytes, index * 2, index * 2 + 2).replace(/^0{1,3}/, ""));
  const text = `:${groups.join(":")}:`;
  const zeros = [...text.matchAll(/:0(?=:)(:0(?=:))+/g)].sort((a, b) => b[0].length - a[0].length)[0];
  if (zeros === undefined) return groups.join(":");
  const before = text.slice(1, zeros.index);
  const after = text.slice(zeros.index + zeros[0].length + 1, -1);
  return `${before}::${after}`;
}
