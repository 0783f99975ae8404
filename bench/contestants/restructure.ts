/**
 * restructure. It has no bit fields beyond groups of flags counted from the low end, and no 64-bit integers: the fields of
 * a dword become computed fields (a feature of its Struct), 64-bit fields two halves. Computed fields cannot be encoded.
 */
import {
  cmdHcaCap,
  featureEntry,
  featuresHeader,
  fwctlRpc,
  offloadCaps,
  type RecordFields,
  replyHeader,
} from "../fields.js";
import type { Sample } from "../sample.js";
import { replyType, rpcType } from "../stream.js";
import { at, type Cannot, type Contestant, recordBytes, type Task } from "./contestant.js";
import { type GapStyle, isWhole, stepsOf } from "./gaps.js";
import { pick, property, uuidFromBytes, withUuidBytes } from "./reading.js";

interface Codec {
  fromBuffer(bytes: Uint8Array): unknown;
  toBuffer(value: unknown): Uint8Array;
}

/** The part of restructure (which has no types of its own) that is used here. */
interface Restructure {
  readonly Struct: new (fields: Readonly<Record<string, unknown>>) => Codec;
  readonly Array: new (type: unknown, length: number | string) => unknown;
  readonly Buffer: new (length: number) => unknown;
  readonly Reserved: new (type: unknown, count?: number) => unknown;
  readonly uint8: unknown;
  readonly uint16be: unknown;
  readonly uint16le: unknown;
  readonly uint32be: unknown;
  readonly uint32le: unknown;
}

const isRestructure = (loaded: unknown): loaded is Restructure =>
  ["Struct", "Array", "Buffer", "Reserved"].every((name) => typeof property(loaded, name) === "function");

const packageName: string = "restructure";
const r: unknown = await import(packageName);
if (!isRestructure(r)) throw new Error("restructure has changed its exports");
const { Struct, Array: ArrayOf, Buffer: BytesOf, Reserved, uint8, uint16be, uint16le, uint32be, uint32le } = r;

const number = (width: number, order: "be" | "le"): unknown =>
  width === 8 ? uint8 : width === 16 ? (order === "be" ? uint16be : uint16le) : order === "be" ? uint32be : uint32le;

/** Fields of whole bytes, one behind the other. */
function wholeFields(record: RecordFields): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const step of stepsOf(record)) {
    if (step.gap) fields[step.name] = new Reserved(uint8, step.width / 8);
    else if (step.width === 128) fields[step.name] = new BytesOf(16);
    else if (step.width === 64) {
      fields[`${step.name}_low`] = number(32, record.order);
      fields[`${step.name}_high`] = number(32, record.order);
    } else fields[step.name] = number(step.width, record.order);
  }
  return fields;
}

const bitsOf = (word: string, shift: number, mask: number): ((this: Readonly<Record<string, number>>) => number) =>
  function () {
    return ((this[word] ?? 0) >>> shift) & mask;
  };

/** Big-endian bit fields: each dword is read, and its fields are computed from it. */
function bitFields(record: RecordFields, gaps: GapStyle = "whole"): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const words = new Set<number>();
  for (const step of stepsOf(record, gaps)) {
    const word = Math.floor(step.offset / 32);
    if (step.gap && step.width > 32) fields[step.name] = new Reserved(uint8, step.width / 8);
    else if (step.count !== undefined) fields[step.name] = new ArrayOf(uint32be, step.count);
    else if (step.width === 64) {
      fields[`${step.name}_high`] = uint32be;
      fields[`${step.name}_low`] = uint32be;
    } else if (isWhole(step) && step.width === 32 && !step.gap) fields[step.name] = uint32be;
    else {
      if (!words.has(word)) fields[`word_${word}`] = uint32be;
      words.add(word);
      if (!step.gap)
        fields[step.name] = bitsOf(`word_${word}`, 32 - (step.offset % 32) - step.width, 2 ** step.width - 1);
    }
  }
  return fields;
}

const rpc = new Struct(wholeFields(fwctlRpc));
const replyOf = (gaps: GapStyle): Codec =>
  new Struct({ ...wholeFields(replyHeader), capability: new Struct(bitFields(offloadCaps, gaps)) });
const reply = replyOf("whole");
const capability = new Struct(bitFields(cmdHcaCap));
const features = new Struct({
  ...wholeFields(featuresHeader),
  ents: new ArrayOf(new Struct(wholeFields(featureEntry)), "num_entries"),
});

const joined = (value: unknown, name: string): unknown =>
  (BigInt(Number(property(value, `${name}_high`))) << 32n) | BigInt(Number(property(value, `${name}_low`)));

const fieldsReading =
  (record: RecordFields) =>
  (value: unknown): Record<string, unknown> =>
    Object.fromEntries(
      record.fields.map(([name, , width]) => [name, width === 64 ? joined(value, name) : property(value, name)]),
    );

const replyReading = (value: unknown): unknown => ({
  ...pick(value, ["status", "syndrome"]),
  capability: { per_protocol_networking_offload_caps: fieldsReading(offloadCaps)(property(value, "capability")) },
});

function featuresReading(value: unknown): unknown {
  const entries = property(value, "ents");
  const names = featureEntry.fields.map(([name]) => name);
  return {
    ...pick(value, ["num_entries", "supported_feats"]),
    ents: Array.isArray(entries)
      ? entries.map((entry) => pick(entry, names, (inner, name) => (name === "uuid" ? uuidFromBytes(inner) : inner)))
      : entries,
  };
}

function decoding(sample: Sample, codec: Codec, reading: (value: unknown) => unknown): Task {
  const records = recordBytes(sample);
  return { run: (index) => codec.fromBuffer(at(records, index)), reading };
}

function decodeStream(sample: Sample): Task {
  const records = recordBytes(sample);
  const types = sample.starts.map((start) => sample.view.getUint32(start - 8, true));
  return {
    run: (index) => {
      const type = at(types, index);
      const codec = type === rpcType ? rpc : type === replyType ? reply : features;
      return codec.fromBuffer(at(records, index));
    },
    reading: (value) =>
      property(value, "ents") !== undefined
        ? featuresReading(value)
        : property(value, "scope") !== undefined
          ? fieldsReading(fwctlRpc)(value)
          : replyReading(value),
  };
}

const noBits: Cannot = { cannot: "bit fields cannot be written" };
const noView: Cannot = { cannot: "a struct is read whole" };

const halves = (value: bigint): { low: number; high: number } => ({
  low: Number(value & 0xffff_ffffn),
  high: Number(value >> 32n),
});

export const contestant: Contestant = {
  name: "restructure",
  remarks: ["bit fields as computed fields", "64-bit fields as two halves, not joined", "the uuid stays bytes"],
  tasks: {
    "W1 decode": (sample) => decoding(sample, rpc, fieldsReading(fwctlRpc)),
    "W1 encode": (_sample, inputs) => {
      const values = inputs.map((value) => ({
        size: value.size,
        scope: value.scope,
        in_len: value.in_len,
        out_len: value.out_len,
        in_low: halves(value.in).low,
        in_high: halves(value.in).high,
        out_low: halves(value.out).low,
        out_high: halves(value.out).high,
      }));
      return { run: (index) => rpc.toBuffer(at(values, index)) };
    },
    "W2 decode": (sample) => decoding(sample, reply, replyReading),
    "W2 encode": noBits,
    "W2F decode": (sample) => decoding(sample, capability, fieldsReading(cmdHcaCap)),
    "W2F encode": noBits,
    "W3 decode": (sample) => decoding(sample, features, featuresReading),
    "W3 encode": (_sample, inputs) => {
      const values = inputs.map((value) => ({
        ...value,
        ents: value.ents.map((entry) => withUuidBytes({ ...entry })),
      }));
      return { run: (index) => features.toBuffer(at(values, index)) };
    },
    "W4 scan": noView,
    "W4 decode": decodeStream,
    "W1 field": noView,
    "W2 field": noView,
  },
};

/** The same with every reserved range as numbers of 32 bits, as a mechanical translation of the header has it. */
export const splitGaps: Contestant = {
  name: "restructure-gaps",
  remarks: ["reserved ranges are numbers of 32 bits"],
  tasks: { "W2 decode": (sample) => decoding(sample, replyOf("split"), replyReading) },
};
