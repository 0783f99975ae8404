/** typed-binary: whole bytes only; no bit fields and no 64-bit integers, which become two halves here. */
import { type AnySchema, arrayOf, BufferReader, BufferWriter, object, u8, u8Array, u16, u32 } from "typed-binary";
import { featureEntry, featuresHeader, fwctlRpc, type RecordFields } from "../fields.js";
import type { Sample } from "../sample.js";
import { at, type Cannot, type Contestant, type Task, target } from "./contestant.js";
import { stepsOf } from "./gaps.js";
import { pick, property, uuidFromBytes, withUuidBytes } from "./reading.js";

function schemaOf(record: RecordFields): Record<string, AnySchema> {
  const fields: Record<string, AnySchema> = {};
  for (const { name, width, gap } of stepsOf(record)) {
    if (gap || width === 128) fields[name] = u8Array(width / 8);
    else if (width === 64) {
      fields[`${name}_low`] = u32;
      fields[`${name}_high`] = u32;
    } else fields[name] = width === 8 ? u8 : width === 16 ? u16 : u32;
  }
  return fields;
}

const rpc = object(schemaOf(fwctlRpc));
const features = object({ ...schemaOf(featuresHeader), ents: arrayOf(object(schemaOf(featureEntry)), 64) });

const halfNames = ["in_low", "in_high", "out_low", "out_high"] as const;

function rpcReading(value: unknown): unknown {
  const [inLow = 0, inHigh = 0, outLow = 0, outHigh = 0] = halfNames.map((name) => Number(property(value, name)));
  return {
    ...pick(value, ["size", "scope", "in_len", "out_len"]),
    in: (BigInt(inHigh) << 32n) | BigInt(inLow),
    out: (BigInt(outHigh) << 32n) | BigInt(outLow),
  };
}

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

interface Reading {
  read(input: BufferReader): unknown;
}

function decoding(sample: Sample, schema: Reading, reading: (value: unknown) => unknown): Task {
  const input = new BufferReader(sample.bytes.buffer, { endianness: "little" });
  return {
    run: (index) => {
      input.seekTo(at(sample.starts, index));
      return schema.read(input);
    },
    reading,
  };
}

const noBits: Cannot = { cannot: "no bit fields" };
const noView: Cannot = { cannot: "an object is read whole" };

export const contestant: Contestant = {
  name: "typed-binary",
  remarks: ["64-bit fields as two halves, not joined", "the uuid stays bytes", "the list has a fixed count of 64"],
  tasks: {
    "W1 decode": (sample) => decoding(sample, rpc, rpcReading),
    "W1 encode": (_sample, inputs) => {
      const { bytes } = target(32);
      const output = new BufferWriter(bytes.buffer, { endianness: "little" });
      const values = inputs.map((value) => ({
        size: value.size,
        scope: value.scope,
        in_len: value.in_len,
        out_len: value.out_len,
        in_low: Number(value.in & 0xffff_ffffn),
        in_high: Number(value.in >> 32n),
        out_low: Number(value.out & 0xffff_ffffn),
        out_high: Number(value.out >> 32n),
      }));
      return {
        run: (index) => {
          output.seekTo(0);
          rpc.write(output, at(values, index));
          return bytes;
        },
      };
    },
    "W2 decode": noBits,
    "W2 encode": noBits,
    "W2F decode": noBits,
    "W2F encode": noBits,
    "W3 decode": (sample) => decoding(sample, features, featuresReading),
    "W3 encode": (sample, inputs) => {
      const { bytes } = target(at(sample.ends, 0));
      const output = new BufferWriter(bytes.buffer, { endianness: "little" });
      const reserved = new Uint8Array(18);
      const head = new Uint8Array(4);
      const values = inputs.map((value) => ({
        num_entries: value.num_entries,
        supported_feats: value.supported_feats,
        reserved_at_20: head,
        ents: value.ents.map((entry) => ({ ...withUuidBytes({ ...entry }), reserved_at_f0: reserved })),
      }));
      return {
        run: (index) => {
          output.seekTo(0);
          features.write(output, at(values, index));
          return bytes;
        },
      };
    },
    "W4 scan": noView,
    "W4 decode": noBits,
    "W1 field": noView,
    "W2 field": noView,
  },
};
