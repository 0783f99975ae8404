/**
 * Bytes and the values they stand for, made from the field lists of `fields.ts` by the plainest code there is: one bit
 * or one byte at a time. Nothing here is shared with a contestant.
 */
import {
  cmdHcaCap,
  type FieldRow,
  featureEntry,
  featuresHeader,
  fwctlRpc,
  offloadCaps,
  type RecordFields,
  replyHeader,
} from "./fields.js";
import { type Random, seededRandom } from "./random.js";

export type Value = number | bigint | string | readonly Value[] | ValueRecord;

export interface ValueRecord {
  readonly [key: string]: Value;
}

/** Records that stand one behind the other in one buffer, and what each of them must decode to. */
export interface Sample {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly values: readonly ValueRecord[];
}

/** How the bits of a record are drawn: the extremes come first, so that every contestant has seen them when it is warm. */
type Draw = (width: number) => number;

const drawn = (random: Random, index: number): Draw => {
  if (index === 0) return () => 0;
  if (index === 1) return (width) => 2 ** width - 1;
  return (width) => random.bits(width);
};

function putBits(
  bytes: Uint8Array,
  order: "be" | "le",
  at: number,
  offset: number,
  width: number,
  value: bigint,
): void {
  for (let bit = 0; bit < width; bit += 1) {
    if (((value >> BigInt(bit)) & 1n) === 0n) continue;
    const position = order === "be" ? offset + width - 1 - bit : offset + bit;
    const inByte = order === "be" ? 7 - (position & 7) : position & 7;
    const byte = at + (position >> 3);
    bytes[byte] = (bytes[byte] ?? 0) | (1 << inByte);
  }
}

function putUuid(bytes: Uint8Array, at: number, draw: Draw): string {
  let text = "";
  for (let byte = 0; byte < 16; byte += 1) {
    const value = draw(8);
    bytes[at + byte] = value;
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text += "-";
    text += value.toString(16).padStart(2, "0");
  }
  return text;
}

function putScalar(
  bytes: Uint8Array,
  order: "be" | "le",
  at: number,
  offset: number,
  width: number,
  draw: Draw,
): Value {
  if (width === 128) return putUuid(bytes, at + offset / 8, draw);
  // At most 53 bits, so that peers which round 64-bit numbers to doubles can be checked as well.
  const value = width > 32 ? (BigInt(draw(21)) << 32n) | BigInt(draw(32)) : draw(width);
  putBits(bytes, order, at, offset, width, BigInt(value));
  return value;
}

function putRow(bytes: Uint8Array, order: "be" | "le", at: number, row: FieldRow, draw: Draw): Value {
  const [, offset, width, count] = row;
  if (count === undefined) return putScalar(bytes, order, at, offset, width, draw);
  return Array.from({ length: count }, (_, index) => putScalar(bytes, order, at, offset + index * width, width, draw));
}

/** Fills one record at `at` and returns the value it stands for. `fixed` states fields that are not drawn. */
function putRecord(
  bytes: Uint8Array,
  at: number,
  record: RecordFields,
  draw: Draw,
  fixed: ReadonlyMap<string, Draw> = new Map(),
): ValueRecord {
  return Object.fromEntries(
    record.fields.map((row) => [row[0], putRow(bytes, record.order, at, row, fixed.get(row[0]) ?? draw)]),
  );
}

type Put = (bytes: Uint8Array, at: number, draw: Draw) => ValueRecord;

/** A call as user space makes it: size 32, a scope, lengths of up to a page, two addresses. */
export const putRpc: Put = (bytes, at, draw) =>
  putRecord(
    bytes,
    at,
    fwctlRpc,
    draw,
    new Map<string, Draw>([
      ["size", () => fwctlRpc.bytes],
      ["scope", () => draw(2)],
      ["in_len", () => draw(12)],
      ["out_len", () => draw(12)],
    ]),
  );

export const putOffloadReply: Put = (bytes, at, draw) => {
  const header = putRecord(bytes, at, replyHeader, draw);
  const caps = putRecord(bytes, at + replyHeader.bytes, offloadCaps, draw);
  return { ...header, capability: { per_protocol_networking_offload_caps: caps } };
};

export const putCmdHcaCap: Put = (bytes, at, draw) => putRecord(bytes, at, cmdHcaCap, draw);

/** A feature list of `count` entries. */
export const putFeatures =
  (count: number): Put =>
  (bytes, at, draw) => {
    const header = putRecord(bytes, at, featuresHeader, draw, new Map<string, Draw>([["num_entries", () => count]]));
    const entries = Array.from({ length: count }, (_, index) =>
      putRecord(bytes, at + featuresHeader.bytes + index * featureEntry.bytes, featureEntry, draw),
    );
    return { ...header, ents: entries };
  };

/** `count` records of `size` bytes each. */
export function buildSample(count: number, size: number, put: Put, seed: number): Sample {
  const random = seededRandom(seed);
  const bytes = new Uint8Array(count * size);
  const starts = Array.from({ length: count }, (_, index) => index * size);
  const values = starts.map((start, index) => put(bytes, start, drawn(random, index)));
  return { bytes, view: new DataView(bytes.buffer), starts, ends: starts.map((start) => start + size), values };
}
