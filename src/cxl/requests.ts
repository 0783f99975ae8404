/**
 * Builders of the three feature commands as they travel through fwctl: the header of `fwctl_rpc_cxl`, then the payload, and
 * nothing behind it: 24, 37, or 48 bytes and the data.
 *
 * Source: include/uapi/fwctl/cxl.h, include/uapi/cxl/features.h, drivers/cxl/core/features.c (Linux 7.2.13).
 */
import { type Call, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { tailKey } from "../layout/index.js";
import { cxl } from "./family.js";
import { type FeatureEntry, featureEntryBytes } from "./feature-entry.js";
import { leastSetScope } from "./scope.js";

/** What all builders take beside their fields. */
export interface RequestOptions {
  /** A family that knows more features than `cxl` (see `featureRegistry`). */
  readonly family?: Family | undefined;
  /** fwctl_rpc_scope; the least that the kernel accepts when absent. */
  readonly scope?: number | undefined;
  /** Bytes to offer for the reply; what the kernel needs when absent. */
  readonly outLength?: number | undefined;
}

/** A page of the list of features. */
export interface FeaturePageQuestion {
  /** Room for entries in bytes, 48 each: 47 gives the header alone, 48 one entry. Default: 85 entries. */
  readonly count?: number | undefined;
  /** Index of the first feature. At the number of features and beyond, the kernel answers EINVAL. */
  readonly startIndex?: number | undefined;
}

/** Which of the three copies of a feature's attributes to read. */
export type FeatureSelection = "CURRENT" | "DEFAULT" | "SAVED";

/** A part of a feature's attributes. */
export interface FeatureQuestion {
  readonly uuid: string;
  /** First byte. Default 0; only from there the bytes start with the feature's record. */
  readonly offset?: number | undefined;
  /** Bytes wanted, 1 to 65535. More than the device delivers reads nothing, and reports success. */
  readonly count: number;
  /** Default `CURRENT`. A number for a selection without a name. */
  readonly selection?: FeatureSelection | number | undefined;
}

/** All of a feature's attributes, to be written. */
export interface FeatureChange {
  readonly uuid: string;
  /** `set_feat_ver` of the feature's entry; the device refuses another. */
  readonly version: number;
  /** The attributes: bytes, or `{ layout: value }` of a record that the family knows for this feature. */
  readonly data: Uint8Array | object;
  /** First byte written. Default 0. */
  readonly offset?: number | undefined;
  /** Flags of the mailbox command. The kernel overwrites the transfer bits, and always sets bit 3 (saved across reset). */
  readonly flags?: number | undefined;
  /** The feature as listed: its effects decide the least scope. Without it that is 2, enough unless a change shows at once. */
  readonly entry?: FeatureEntry | undefined;
}

/** No bytes behind the payload: an encoded layout then ends there, and not at its C size. */
const endsHere = { [tailKey]: new Uint8Array(0) };

const defaultPage = 85 * featureEntryBytes;
const setHeaderBytes = 32;

/**
 * Asks for a page of the list of features.
 *
 * @example getSupportedFeatures({ startIndex: 85 }).in.length // 24
 * @throws FwctlFault `range` for a number that does not fit its field.
 */
export function getSupportedFeatures(page: FeaturePageQuestion = {}, options: RequestOptions = {}): Call {
  const { count = defaultPage, startIndex = 0 } = page;
  const payload = { get_sup_feats_in: { count, start_idx: startIndex } };
  return request("GET_SUPPORTED_FEATURES", 8, payload, options);
}

/**
 * Asks for a part of a feature's attributes.
 *
 * @example getFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", count: 4 }).in.length // 37
 * @throws FwctlFault `kind` for a text that is no uuid, `range` for a count of 0, which the kernel refuses, and for a number
 *   that does not fit its field; `unknown-enum` for a selection without that name.
 */
export function getFeature(question: FeatureQuestion, options: RequestOptions = {}): Call {
  const { uuid, offset = 0, count, selection = "CURRENT" } = question;
  if (count === 0)
    throw nothing("cxl_mbox_get_feat_in.count", "0 bytes are asked for, which the kernel refuses (EINVAL)");
  return request("GET_FEATURE", 21, { get_feat_in: { uuid, offset, count, selection } }, options);
}

/**
 * Writes a feature in one RPC with all its data: the kernel cuts what is longer than the mailbox by itself. A reply without
 * an error is no proof, since a mailbox that timed out looks the same: read the feature back (see `writeFeature`).
 *
 * @example setFeature({ uuid, version: 1, data: Uint8Array.of(1, 0) }).in.length // 50
 * @throws FwctlFault `range` without data, `mismatch` when `entry` says that the kernel refuses the feature at every scope;
 *   else as `Layout.encode`.
 */
export function setFeature(change: FeatureChange, options: RequestOptions = {}): Call {
  const { uuid, version, data, offset = 0, flags = 0, entry } = change;
  const payload = { uuid, version, offset, flags, feat_data: data };
  const family = options.family ?? cxl;
  const size = family.layout("cxl_mbox_set_feat_in").encode({ ...payload, ...endsHere }).length;
  if (size <= setHeaderBytes) {
    throw nothing("cxl_mbox_set_feat_in.feat_data", "there are no data, which the kernel refuses (EINVAL)");
  }
  const scope = options.scope ?? (entry === undefined ? undefined : leastScope(entry));
  return request("SET_FEATURE", size, { set_feat_in: payload }, { ...options, scope });
}

function leastScope(entry: FeatureEntry): number {
  const { scope, reason } = leastSetScope(entry);
  if (scope !== "refused") return scope;
  throw new FwctlFault({
    code: "mismatch",
    path: entry.uuid,
    what: `the kernel refuses to write this feature at every scope: ${reason}`,
    remedy: "State a scope to send the request all the same.",
  });
}

function nothing(path: string, what: string): FwctlFault {
  return new FwctlFault({ code: "range", path, what, received: 0 });
}

function request(name: string, size: number, payload: object, options: RequestOptions): Call {
  const { family = cxl, scope, outLength } = options;
  return commandNamed(family, name).call({ op_size: size, ...payload, ...endsHere }, { scope, outLength });
}
