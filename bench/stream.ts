/**
 * The mixed stream: 100,000 records, about 20 MB, as a tool meets them in a long capture. A record is a type and a length
 * (32 bits each, little-endian) and the payload: 30 of 100 are fwctl_rpc, 40 the mlx5 reply with the Ethernet offloads, 30
 * a CXL feature list of 2 to 8 entries. The records are drawn from pools of 64, 64 and 64 different ones.
 */
import { seededRandom } from "./random.js";
import { buildSample, putFeatures, putOffloadReply, putRpc, type Sample, type ValueRecord } from "./sample.js";

export const rpcType = 1;
export const replyType = 2;
export const featuresType = 3;
/** Bytes of type and length in front of each payload. */
export const frameBytes = 8;

export interface Stream extends Sample {
  /** The type of each record; `starts` and `ends` delimit the payloads. */
  readonly types: Uint8Array;
  /** What the scan adds up: two fields of each record. */
  readonly total: number;
}

interface Entry {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly value: ValueRecord;
  /** Sum of the two fields that the scan reads. */
  readonly sum: number;
}

function field(value: ValueRecord, ...path: readonly string[]): number {
  let inside: unknown = value;
  for (const name of path)
    inside = typeof inside === "object" && inside !== null ? Reflect.get(inside, name) : undefined;
  return Number(inside);
}

const caps = ["capability", "per_protocol_networking_offload_caps"] as const;

function sumOf(type: number, value: ValueRecord): number {
  if (type === rpcType) return field(value, "scope") + field(value, "in_len");
  if (type === replyType) return field(value, ...caps, "max_lso_cap") + field(value, ...caps, "lro_min_mss_size");
  return field(value, "num_entries") + field(value, "supported_feats");
}

function pool(type: number, sample: Sample): Entry[] {
  return sample.values.map((value, index) => ({
    type,
    bytes: sample.bytes.subarray(sample.starts[index], sample.ends[index]),
    value,
    sum: sumOf(type, value),
  }));
}

function pools(): readonly (readonly Entry[])[] {
  const features = Array.from({ length: 64 }, (_, index) => {
    const count = 2 + (index % 7);
    // The first two records of a sample are all zero and all one; the third is drawn.
    const entry = pool(featuresType, buildSample(3, 8 + 48 * count, putFeatures(count), 400 + index))[2];
    return entry === undefined ? [] : [entry];
  });
  return [
    pool(rpcType, buildSample(64, 32, putRpc, 401)),
    pool(replyType, buildSample(64, 272, putOffloadReply, 402)),
    features.flat(),
  ];
}

export function buildStream(records = 100_000): Stream {
  const random = seededRandom(404);
  const [rpcs = [], replies = [], features = []] = pools();
  const chosen = Array.from({ length: records }, (): Entry => {
    const lot = random.below(100);
    const from = lot < 30 ? rpcs : lot < 70 ? replies : features;
    const entry = from[random.below(from.length)];
    if (entry === undefined) throw new Error("an empty pool");
    return entry;
  });
  const bytes = new Uint8Array(chosen.reduce((sum, entry) => sum + frameBytes + entry.bytes.length, 0));
  const view = new DataView(bytes.buffer);
  const starts: number[] = [];
  let at = 0;
  for (const entry of chosen) {
    view.setUint32(at, entry.type, true);
    view.setUint32(at + 4, entry.bytes.length, true);
    bytes.set(entry.bytes, at + frameBytes);
    starts.push(at + frameBytes);
    at += frameBytes + entry.bytes.length;
  }
  return {
    bytes,
    view,
    starts,
    ends: starts.map((start, index) => start + (chosen[index]?.bytes.length ?? 0)),
    values: chosen.map((entry) => entry.value),
    types: Uint8Array.from(chosen, (entry) => entry.type),
    total: chosen.reduce((sum, entry) => sum + entry.sum, 0),
  };
}
