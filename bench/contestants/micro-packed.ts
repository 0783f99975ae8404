/** micro-packed: combinators with bit fields and bigint; every gap has a name and is read and written like a field. */
import {
  cmdHcaCap,
  featureEntry,
  featuresHeader,
  fwctlRpc,
  offloadCaps,
  type RecordFields,
  replyHeader,
} from "../fields.js";
import type { HandCmdHcaCap } from "../hand/cmd-hca-cap-read.js";
import type { HandFeatures } from "../hand/supported-features.js";
import type { Sample } from "../sample.js";
import { replyType, rpcType } from "../stream.js";
import { at, type Cannot, type Contestant, recordBytes, type Task } from "./contestant.js";
import { type GapStyle, isWhole, type Step, stepsOf } from "./gaps.js";
import { pick, property, uuidFromBytes, withUuidBytes } from "./reading.js";

interface Coder {
  decode(bytes: Uint8Array): unknown;
  encode(value: unknown): Uint8Array;
}

/** The part of micro-packed that is used here, without its inference: fields come from a list, not from a literal. */
interface MicroPacked {
  struct(fields: Readonly<Record<string, unknown>>): Coder;
  array(length: number | string, inner: unknown): unknown;
  bits(width: number): unknown;
  bytes(length: number): unknown;
  readonly U8: unknown;
  readonly U16BE: unknown;
  readonly U16LE: unknown;
  readonly U32BE: unknown;
  readonly U32LE: unknown;
  readonly U64BE: unknown;
  readonly U64LE: unknown;
}

const isMicroPacked = (loaded: unknown): loaded is MicroPacked =>
  ["struct", "array", "bits", "bytes"].every((name) => typeof property(loaded, name) === "function");

const packageName: string = "micro-packed";
const P: unknown = await import(packageName);
if (!isMicroPacked(P)) throw new Error("micro-packed has changed its exports");
const { struct, array, bits, bytes } = P;
const whole: Readonly<Record<string, unknown>> = {
  be8: P.U8,
  be16: P.U16BE,
  be32: P.U32BE,
  be64: P.U64BE,
  le8: P.U8,
  le16: P.U16LE,
  le32: P.U32LE,
  le64: P.U64LE,
};

/** Bytes and bit runs cannot be mixed within a byte, so a gap or number of whole bytes is one only where bits are at rest. */
function coderOf(step: Step, order: "be" | "le"): unknown {
  if (step.width > 64) return bytes(step.width / 8);
  const number = isWhole(step)
    ? whole[`${order}${step.width}`]
    : step.width <= 32
      ? bits(step.width)
      : bytes(step.width / 8);
  return step.count === undefined ? number : array(step.count, number);
}

const fieldsOf = (record: RecordFields, gaps: GapStyle = "whole"): Record<string, unknown> =>
  Object.fromEntries(stepsOf(record, gaps).map((step) => [step.name, coderOf(step, record.order)]));

const rpc = struct(fieldsOf(fwctlRpc));
const replyOf = (gaps: GapStyle): Coder =>
  struct({ ...fieldsOf(replyHeader, gaps), capability: struct(fieldsOf(offloadCaps, gaps)) });
const reply = replyOf("whole");
const capability = struct(fieldsOf(cmdHcaCap));
const features = struct({ ...fieldsOf(featuresHeader), ents: array("num_entries", struct(fieldsOf(featureEntry))) });

/** Zeros for every gap of a record, which the encoder wants to be given. */
const gapsOf = (record: RecordFields): Record<string, unknown> =>
  Object.fromEntries(
    stepsOf(record)
      .filter((step) => step.gap)
      .map((step) => [
        step.name,
        step.width > 64 || (step.width > 32 && !isWhole(step))
          ? new Uint8Array(step.width / 8)
          : step.width === 64
            ? 0n
            : 0,
      ]),
  );

const names = (record: RecordFields): string[] => record.fields.map(([name]) => name);

const replyReading = (value: unknown): unknown => ({
  ...pick(value, ["status", "syndrome"]),
  capability: { per_protocol_networking_offload_caps: pick(property(value, "capability"), names(offloadCaps)) },
});

function featuresReading(value: unknown): unknown {
  const entries = property(value, "ents");
  return {
    ...pick(value, ["num_entries", "supported_feats"]),
    ents: Array.isArray(entries)
      ? entries.map((entry) =>
          pick(entry, names(featureEntry), (inner, name) => (name === "uuid" ? uuidFromBytes(inner) : inner)),
        )
      : entries,
  };
}

function decoding(sample: Sample, coder: Coder, reading: (value: unknown) => unknown): Task {
  const records = recordBytes(sample);
  return { run: (index) => coder.decode(at(records, index)), reading };
}

function decodeStream(sample: Sample): Task {
  const records = recordBytes(sample);
  const types = sample.starts.map((start) => sample.view.getUint32(start - 8, true));
  return {
    run: (index) => {
      const type = at(types, index);
      const coder = type === rpcType ? rpc : type === replyType ? reply : features;
      return coder.decode(at(records, index));
    },
    reading: (value) =>
      property(value, "ents") !== undefined
        ? featuresReading(value)
        : property(value, "scope") !== undefined
          ? pick(value, names(fwctlRpc))
          : replyReading(value),
  };
}

const encoding = (coder: Coder, values: readonly unknown[]): Task => ({
  run: (index) => coder.encode(at(values, index)),
});

const capabilityInput = (value: HandCmdHcaCap): unknown => ({ ...gapsOf(cmdHcaCap), ...value });

const featuresInput = (value: HandFeatures): unknown => ({
  ...gapsOf(featuresHeader),
  ...value,
  ents: value.ents.map((entry) => ({ ...gapsOf(featureEntry), ...withUuidBytes({ ...entry }) })),
});

const noView: Cannot = { cannot: "a struct is read whole" };

export const contestant: Contestant = {
  name: "micro-packed",
  remarks: ["the uuid stays bytes", "gaps are fields, read and written"],
  tasks: {
    "W1 decode": (sample) => decoding(sample, rpc, (value) => pick(value, names(fwctlRpc))),
    "W1 encode": (_sample, inputs) => encoding(rpc, inputs),
    "W2 decode": (sample) => decoding(sample, reply, replyReading),
    "W2 encode": (_sample, inputs) =>
      encoding(
        reply,
        inputs.map(({ status, syndrome, capability: { per_protocol_networking_offload_caps: caps } }) => ({
          ...gapsOf(replyHeader),
          status,
          syndrome,
          capability: { ...gapsOf(offloadCaps), ...caps },
        })),
      ),
    "W2F decode": (sample) => decoding(sample, capability, (value) => pick(value, names(cmdHcaCap))),
    "W2F encode": (_sample, inputs) => encoding(capability, inputs.map(capabilityInput)),
    "W3 decode": (sample) => decoding(sample, features, featuresReading),
    "W3 encode": (_sample, inputs) => encoding(features, inputs.map(featuresInput)),
    "W4 scan": noView,
    "W4 decode": decodeStream,
    "W1 field": noView,
    "W2 field": noView,
  },
};

/** The same with every reserved range as fields of at most 32 bits, as a mechanical translation of the header has it. */
export const splitGaps: Contestant = {
  name: "micro-packed-gaps",
  remarks: ["reserved ranges are fields of at most 32 bits"],
  tasks: { "W2 decode": (sample) => decoding(sample, replyOf("split"), replyReading) },
};
