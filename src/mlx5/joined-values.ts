/**
 * Values that mlx5 registers and structs split over several fields: 64-bit counters as `_high` and `_low`, addresses as
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
  /** The common part of the names: `if_in_octets` of `if_in_octets_high` and `if_in_octets_low`; empty for plain `hi` and `lo`. */
  readonly name: string;
  /** Names of the parts, most significant first. */
  readonly parts: readonly string[];
  readonly value: bigint;
  /** For people: decimal, a MAC, an IPv6 address, or hexadecimal for other values with stated bit ranges. */
  readonly text: string;
}

/** A part whose name states which bits of the value it holds. */
interface RangedPart extends PlacedField {
  readonly top: number;
  readonly bottom: number;
}

/** A part of which only the order is known. */
interface RankedPart extends PlacedField {
  readonly whole: string;
  readonly rank: "high" | "low";
  /** Most and least significant bits: then the order in which they stand does not matter. */
  readonly significance: boolean;
}

const ranks: readonly (readonly [high: RegExp, low: RegExp])[] = [
  [/(?:^|_)high$/, /(?:^|_)low$/],
  [/(?:^|_)hi$/, /(?:^|_)lo$/],
  [/_h$/, /_l$/],
  [/_msb$/, /_lsb$/],
];

/**
 * Finds the split values among the fields of one struct and joins them. Parts that state their bits may stand anywhere
 * (`outer_dmac_47_16`, then the other MAC, then `outer_dmac_15_0`); a high and a low part must stand side by side:
 * `temp_threshold_hi` and `temp_threshold_lo`, which are two thresholds, do not.
 *
 * @example joinedValues(fields)[0] // { name: "if_in_octets", parts: [...], value: 12345n, text: "12345" }
 */
export function joinedValues(fields: readonly PlacedField[]): JoinedValue[] {
  return [...joinedRanges(fields), ...joinedPairs(fields), ...topBits(fields)];
}

function joinedRanges(fields: readonly PlacedField[]): JoinedValue[] {
  const groups = new Map<string, RangedPart[]>();
  for (const field of fields) {
    const [, whole = "", top = "", bottom = ""] = /^(.+?)_?(\d{1,3})_(\d{1,3})$/.exec(field.name) ?? [];
    const width = Number(top) - Number(bottom) + 1;
    // A number and a number are no range of one bit: `lcsrg7_7`.
    if (whole === "" || width !== field.width || width === 1) continue;
    const parts = groups.get(whole) ?? [];
    parts.push({ ...field, top: Number(top), bottom: Number(bottom) });
    groups.set(whole, parts);
  }
  return [...groups].flatMap(([name, parts]) => byRange(name, parts));
}

/** Each part goes where its name says; bits that no part holds are zero. */
function byRange(name: string, parts: readonly RangedPart[]): JoinedValue[] {
  const ordered = [...parts].sort((a, b) => b.top - a.top);
  const apart = ordered.every((part, index) => part.top < (ordered[index - 1]?.bottom ?? Number.POSITIVE_INFINITY));
  if (ordered.length < 2 || !apart) return [];
  const value = ordered.reduce((sum, part) => sum | (BigInt(part.value) << BigInt(part.bottom)), 0n);
  const top = ordered[0]?.top;
  const isMac = top === 47 && name.includes("mac");
  const text = isMac ? macText(bytesOf(value, 6)) : top === 127 ? ipv6(value) : `0x${value.toString(16)}`;
  return [{ name, parts: ordered.map((part) => part.name), value, text }];
}

function joinedPairs(fields: readonly PlacedField[]): JoinedValue[] {
  const ranked = fields.map(rankOf);
  return ranked.flatMap((first, index) => {
    const second = ranked[index + 1];
    if (first === undefined || second === undefined || first.whole !== second.whole) return [];
    if (first.rank === second.rank || second.bitOffset !== first.bitOffset + first.width) return [];
    if (first.rank === "high") return byPair(first.whole, first, second);
    return first.significance && second.significance ? byPair(first.whole, second, first) : [];
  });
}

function rankOf(field: PlacedField): RankedPart | undefined {
  for (const [high, low] of ranks) {
    const rank = high.test(field.name) ? "high" : low.test(field.name) ? "low" : undefined;
    if (rank === undefined) continue;
    const whole = field.name.replace(rank === "high" ? high : low, "");
    return { ...field, whole, rank, significance: /_[ml]sb$/.test(field.name) };
  }
  return undefined;
}

/** `life_cycle_msb`, where the field of the plain name holds the bits below. */
function topBits(fields: readonly PlacedField[]): JoinedValue[] {
  const tops = fields.filter((field) => field.name.endsWith("_msb"));
  return tops.flatMap((high) => {
    const whole = high.name.slice(0, -"_msb".length);
    const low = fields.find((field) => field.name === whole);
    if (low === undefined) return [];
    const value = (BigInt(high.value) << BigInt(low.width)) | BigInt(low.value);
    return [{ name: whole, parts: [high.name, low.name], value, text: value.toString() }];
  });
}

/**
 * `_high` and `_low`. Behind a whole word of 32 bits a shorter low part holds the top bits of its word: the address in
 * `pa_h` (32) and `pa_l` (20) counts pages of 4,096 bytes.
 */
function byPair(name: string, high: PlacedField, low: PlacedField): JoinedValue[] {
  if (/(^|_)name$/.test(name)) return [];
  const word = high.width === 32 ? 32 : low.width;
  const value = (BigInt(high.value) << BigInt(word)) | (BigInt(low.value) << BigInt(word - low.width));
  const text = low.width < word ? `0x${value.toString(16)}` : value.toString();
  return [{ name, parts: [high.name, low.name], value, text }];
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
