/**
 * Reading the replies of the feature commands: header (`struct fwctl_rpc_cxl_out`), data, and what their absence means.
 *
 * Source: include/uapi/fwctl/cxl.h, drivers/cxl/core/features.c (Linux 7.2.13), and a running kernel.
 */
import { dataView } from "../bits/index.js";
import type { Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { isStructValue, type StructValue } from "../layout/index.js";
import { cxl } from "./family.js";
import { type FeatureEntry, featureEntry } from "./feature-entry.js";
import { explainReturnCode, type ReturnCode } from "./return-codes.js";

/** Bytes in front of a reply's data: `size` and `retval`. */
export const replyHeaderBytes = 8;

/** A reply taken apart. */
export interface FeatureReply {
  readonly returnCode: ReturnCode;
  /** Bytes of data that the reply promises. The ioctl's `out_len` counts 8 more than header and data. */
  readonly size: number;
  /** The data that are there: never more than `size`, fewer when the buffer was too small. */
  readonly data: Uint8Array;
  /**
   * Success without data. For a Get: nothing was read. For a Set: success, or a mailbox that was busy or timed out; only
   * reading back tells.
   */
  readonly silent: boolean;
}

/**
 * @param hostOrder byte order of the machine with the device: of the header, not of the data.
 * @example readFeatureReply(reply.out).data
 * @throws FwctlFault `truncated` for fewer than 8 bytes.
 */
export function readFeatureReply(out: Uint8Array, hostOrder: "be" | "le" = "le"): FeatureReply {
  if (out.length < replyHeaderBytes) {
    const width = replyHeaderBytes * 8;
    throw new FwctlFault({ code: "truncated", path: "fwctl_rpc_cxl_out", byteOffset: 0, width, received: out.length });
  }
  const header = dataView(out);
  const size = header.getUint32(0, hostOrder === "le");
  const code = header.getUint32(4, hostOrder === "le");
  return {
    returnCode: explainReturnCode(code),
    size,
    data: out.subarray(replyHeaderBytes, Math.min(replyHeaderBytes + size, out.length)),
    silent: code === 0 && size === 0,
  };
}

/** One page of the list of features. */
export interface FeaturePage {
  readonly returnCode: ReturnCode;
  /** The entries that are there in full. */
  readonly entries: readonly FeatureEntry[];
  /** `num_entries`: what the page says it holds. */
  readonly promised: number;
  /** `supported_feats`: features the device has in all. */
  readonly supported: number;
}

/**
 * Reads the reply to a Get Supported Features. Entries that are cut, or that the page does not count, are left out.
 *
 * @throws FwctlFault `truncated` for a reply without its header, or a page without its own.
 */
export function readFeaturePage(out: Uint8Array, hostOrder: "be" | "le" = "le"): FeaturePage {
  const { returnCode, data } = readFeatureReply(out, hostOrder);
  if (returnCode.value !== 0) return { returnCode, entries: [], promised: 0, supported: 0 };
  const page = cxl.layout("cxl_mbox_get_sup_feats_out").decode(data);
  const { num_entries, supported_feats, ents } = page;
  const promised = typeof num_entries === "number" ? num_entries : 0;
  const supported = typeof supported_feats === "number" ? supported_feats : 0;
  const entries = Array.isArray(ents) ? ents.slice(0, promised).flatMap((one) => entryOf(one)) : [];
  return { returnCode, entries, promised, supported };
}

function entryOf(value: unknown): FeatureEntry[] {
  const entry = isObject(value) ? featureEntry(value) : undefined;
  return entry === undefined ? [] : [entry];
}

const isObject = (value: unknown): value is StructValue => typeof value === "object" && value !== null;

/** Data of a feature, read by the record that the family knows for its UUID. */
export interface FeatureRecord {
  /** Name of the layout. */
  readonly layout: string;
  readonly value: StructValue;
  /** Bytes behind what the record describes: a newer version of it, or a part of an entry. */
  readonly rest: Uint8Array;
}

/**
 * Reads a feature's attributes, as Get Feature delivers them from offset 0.
 *
 * @returns `undefined` for a UUID that the family does not describe, and for fewer bytes than its record has.
 * @example decodeFeature("96dad7d6-fde8-482b-a733-75774e06db8a", data)?.value["scrub_flags"]
 */
export function decodeFeature(uuid: string, data: Uint8Array, family: Family = cxl): FeatureRecord | undefined {
  const request = { offset: 0, uuid: uuid.toLowerCase() };
  return recordIn(family.layout("get_feature_out").decode(data, { request }));
}

/** As {@link decodeFeature}, for the data of a Set Feature. */
export function decodeFeatureChange(uuid: string, data: Uint8Array, family: Family = cxl): FeatureRecord | undefined {
  const layout = family.layout("cxl_mbox_set_feat_in");
  const head = layout.encode({ uuid, flags: 0, offset: 0, version: 0 });
  const bytes = new Uint8Array(head.length + data.length);
  bytes.set(head);
  bytes.set(data, head.length);
  return recordIn(layout.decode(bytes));
}

function recordIn(value: StructValue): FeatureRecord | undefined {
  const { feat_data: data, "@tail": tail } = value;
  if (data === undefined || !isStructValue(data)) return undefined;
  const [record] = Object.entries(data);
  if (record === undefined || !isStructValue(record[1])) return undefined;
  return { layout: record[0], value: record[1], rest: tail instanceof Uint8Array ? tail : new Uint8Array(0) };
}
