/**
 * Writes a feature in a single RPC, and proves it by reading back; ends a transfer that a device left open. Pieces cannot be
 * sent through fwctl: the kernel cuts the data itself and overwrites the transfer bits.
 */
import type { Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { compareFeature, type FeatureProof } from "./compare-features.js";
import type { FeatureConversation } from "./conversation.js";
import type { FeatureEntry } from "./feature-entry.js";
import { readFeatureReply } from "./feature-reply.js";
import { type FeatureData, listedFeature, readFeature } from "./read-feature.js";
import { type FeatureChange, getFeature, setFeature } from "./requests.js";
import type { ReturnCode } from "./return-codes.js";
import { predictSetFeature } from "./scope.js";

/** What to write. */
export interface WriteFeatureOptions {
  /** `set_feat_ver` of the feature's entry when absent. */
  readonly version?: number | undefined;
  /** The feature as listed. Without it the features are listed first. */
  readonly entry?: FeatureEntry | undefined;
  /** The least that the feature's effects ask for when absent. */
  readonly scope?: number | undefined;
  /** A family that knows more features than `cxl`. */
  readonly family?: Family | undefined;
}

/** A feature after it was written. */
export interface WrittenFeature extends FeatureProof {
  /** Of the Set Feature. */
  readonly returnCode: ReturnCode;
  /** `unknown` when the Set's reply does not tell success from a time-out; it never does, so `proof` decides. */
  readonly delivery: "refused" | "unknown";
  /** What was read afterwards; absent when the device refused the Set. */
  readonly readBack: FeatureData | undefined;
}

/**
 * Writes a feature with all its data in one RPC, reads it back and compares.
 *
 * A request that the kernel would refuse is not sent: scopes 2 and 3 taint the kernel even then.
 *
 * @param data bytes, or `{ layout: value }` of a record that the family knows for the feature.
 * @example
 * const { proof, differences } = await run(transport, writeFeature(uuid, Uint8Array.of(1, 0)));
 * @throws FwctlFault `mismatch` when the kernel would refuse it, `missing` when the device lists no such feature, `range` without
 *   data.
 */
export function* writeFeature(
  uuid: string,
  data: FeatureChange["data"],
  options: WriteFeatureOptions = {},
): FeatureConversation<WrittenFeature> {
  const entry = options.entry ?? (yield* listedFeature(uuid));
  const { version = entry.set_feat_ver, scope, family } = options;
  const call = setFeature({ uuid, version, data, entry }, { family, scope });
  refuseEarly(entry, call.scope, call.in.length);
  const { returnCode } = readFeatureReply((yield call).out);
  if (returnCode.value !== 0) {
    return { returnCode, delivery: "refused", readBack: undefined, proof: "unproven", differences: [] };
  }
  const readBack = yield* readFeature(uuid, { size: entry.get_feat_size, family });
  const proof: FeatureProof = readBack.complete
    ? compareFeature(uuid, call.in.subarray(dataAt), readBack.data, family)
    : { proof: "unproven", differences: [] };
  return { returnCode, delivery: "unknown", readBack, ...proof };
}

/** Where a Set Feature's data start: behind the header of the envelope and that of the command. */
const dataAt = 48;

function refuseEarly(entry: FeatureEntry, scope: number, inLength: number): void {
  const dataLength = inLength - dataAt;
  const { outcome, errno, reason } = predictSetFeature({ entry, scope, dataLength, inLength, outLength: 8 });
  if (outcome === "accepted") return;
  throw new FwctlFault({
    code: "mismatch",
    path: entry.uuid,
    what: `the kernel would refuse this Set Feature with ${errno}: ${reason}`,
    remedy: "Nothing was sent.",
    received: scope,
  });
}

/** Return code of a device that has a transfer open: FEATURETRANSFERIP. */
const transferOpen = 0x1b;

/**
 * Finds features whose transfer the device left open, by reading one byte of each: such a feature answers with 0x1b, and so does
 * a Set of any other.
 */
export function* findStuckFeatures(entries: readonly FeatureEntry[]): FeatureConversation<readonly FeatureEntry[]> {
  const stuck: FeatureEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const call = { ...getFeature({ uuid: entry.uuid, count: 1 }), progress: { done: index, total: entries.length } };
    if (readFeatureReply((yield call).out).returnCode.value === transferOpen) stuck.push(entry);
  }
  return stuck;
}

/** A feature after its transfer was ended. */
export interface RecoveredFeature {
  /** Whether a transfer was open; otherwise nothing was written. */
  readonly wasStuck: boolean;
  /** The full Set that ended it. */
  readonly written: WrittenFeature | undefined;
}

/**
 * Ends a transfer that the device left open (its first piece was refused): a full Set of the same feature does, and nothing else.
 * The feature cannot be read while it is stuck, so the data must come from the caller.
 *
 * @example yield* recoverFeature(uuid, lastKnownData);
 * @throws FwctlFault as {@link writeFeature}.
 */
export function* recoverFeature(
  uuid: string,
  data: FeatureChange["data"],
  options: WriteFeatureOptions = {},
): FeatureConversation<RecoveredFeature> {
  const entry = options.entry ?? (yield* listedFeature(uuid));
  const [stuck] = yield* findStuckFeatures([entry]);
  if (stuck === undefined) return { wasStuck: false, written: undefined };
  return { wasStuck: true, written: yield* writeFeature(uuid, data, { ...options, entry }) };
}
