/** One line of test/vectors/kernel/cxl-vendor.jsonl.gz. See the README there. */
import { fromHex } from "../../src/bits/index.js";
import { vectorLines } from "./lines.js";

export interface KernelIoctl {
  readonly type: "ioctl";
  readonly seq: number;
  readonly name: string;
  readonly group: string;
  readonly as: string;
  readonly dev: string;
  readonly req: number;
  readonly arg_before?: string;
  readonly arg_after?: string;
  readonly in_before?: string;
  readonly out_after?: string;
  readonly ret: number;
  readonly errno: number;
  readonly errname: string;
  readonly taint_before?: number;
  readonly taint_after?: number;
}

export interface KernelFeature {
  readonly type: "feature";
  readonly name: string;
  readonly get_feat_size: number;
  readonly set_feat_size: number;
  readonly flags: number;
  readonly get_ver: number;
  readonly set_ver: number;
  readonly effects: number;
}

const records = vectorLines<KernelIoctl | KernelFeature>("kernel/cxl-vendor.jsonl.gz");

export const kernelIoctls: readonly KernelIoctl[] = records.filter((record) => record.type === "ioctl");
export const kernelFeatures: readonly KernelFeature[] = records.filter((record) => record.type === "feature");

/** Hex of a record as bytes; empty where the record has none. */
export function recordBytes(hex: string | undefined): Uint8Array<ArrayBuffer> {
  return fromHex(hex ?? "") ?? new Uint8Array(0);
}
