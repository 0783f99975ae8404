/**
 * What is measured, stated exactly. Every workload has one buffer of many records, so that no result is a constant; the
 * first record of each sample is all zero and the second all one, the rest is drawn from a fixed seed. Reserved bits are zero.
 */
import { buildSample, putCmdHcaCap, putFeatures, putOffloadReply, putRpc, type Sample } from "./sample.js";
import { buildStream } from "./stream.js";

/** Every measured operation. The part in front of the space names the workload. */
export const taskNames = [
  "W1 decode",
  "W1 encode",
  "W2 decode",
  "W2 encode",
  "W2F decode",
  "W2F encode",
  "W3 decode",
  "W3 encode",
  "W4 scan",
  "W4 decode",
  "W1 field",
  "W2 field",
  "W1 inspect",
  "W2 inspect",
  "W2F inspect",
  "W3 inspect",
] as const;

/** The comparison that has no workload: see `many.ts`. */
export const manyTask: string = "200 layouts";

export type TaskName = (typeof taskNames)[number];
export type WorkloadName = "W1" | "W2" | "W2F" | "W3" | "W4";

export interface Workload {
  readonly name: WorkloadName;
  readonly title: string;
  /** What one record is. */
  readonly statement: string;
  readonly build: () => Sample;
}

export const workloads: readonly Workload[] = [
  {
    name: "W1",
    title: "fwctl_rpc",
    statement: "32 bytes, little-endian: four 32-bit and two 64-bit fields (bigint). 64 records.",
    build: () => buildSample(64, 32, putRpc, 101),
  },
  {
    name: "W2",
    title: "mlx5 reply",
    statement:
      "query_hca_cap_out with the Ethernet offload capability (request op_mod 2): a header of 16 bytes with status and syndrome, " +
      "256 bytes of per_protocol_networking_offload_caps with 38 named fields, 31 of them single bits. Big-endian. 64 records.",
    build: () => buildSample(64, 272, putOffloadReply, 102),
  },
  {
    name: "W2F",
    title: "cmd_hca_cap",
    statement:
      "The general device capabilities: 336 named fields in 256 bytes, 210 of them single bits. Big-endian. 64 records.",
    build: () => buildSample(64, 256, putCmdHcaCap, 103),
  },
  {
    name: "W3",
    title: "CXL feature list",
    statement:
      "cxl_mbox_get_sup_feats_out with 64 entries of cxl_feat_entry: 8 + 64 * 48 bytes, little-endian; each entry has a uuid " +
      "(as text) and seven numbers. 16 records.",
    build: () => buildSample(16, 8 + 64 * 48, putFeatures(64), 104),
  },
  {
    name: "W4",
    title: "mixed stream",
    statement:
      "100,000 records, about 20 MB: 30 % fwctl_rpc, 40 % the reply of W2, 30 % feature lists of 2 to 8 entries, each behind a " +
      "type and a length. `scan` adds up two fields of every record; `decode` decodes every record.",
    build: () => buildStream(),
  },
];

/** What each operation does with a record. */
export const operations: Readonly<Record<string, string>> = {
  decode: "bytes to a plain object with every named field",
  encode: "that object back to bytes; the encoder refuses what does not fit before it writes",
  field: "one field of 1,000 records through one view that is pointed at each in turn (W1: in_len, W2: max_lso_cap)",
  scan: "two fields of each of the 100,000 records, read in place",
  inspect:
    "the tree of fields with offsets, raw values, labels and notes; there is nothing by hand to compare with, so the ratio is to decoding by hand",
};

export const workloadOf = (task: TaskName): WorkloadName => {
  const name = task.slice(0, task.indexOf(" "));
  const workload = workloads.find((entry) => entry.name === name);
  if (workload === undefined) throw new Error(`no workload ${name}`);
  return workload.name;
};

export const operationOf = (task: TaskName): string => task.slice(task.indexOf(" ") + 1);

/** The sample of a task; one field is read from 1,000 records of the workload. */
export function sampleFor(task: TaskName): Sample {
  if (task === "W1 field") return buildSample(1000, 32, putRpc, 105);
  if (task === "W2 field") return buildSample(1000, 272, putOffloadReply, 106);
  const workload = workloads.find((entry) => entry.name === workloadOf(task));
  if (workload === undefined) throw new Error(`no workload for ${task}`);
  return workload.build();
}
