/**
 * Would the kernel accept a Set Feature? Its rule looks at what the device declares of the feature, at the scope and at
 * the lengths, in a fixed order (drivers/fwctl/main.c, `cxlctl_validate_set_features` and `cxlctl_set_feature` in
 * drivers/cxl/core/features.c; observed on a running Linux 7.2.13).
 */
import { maxRpcBytes } from "../uapi/limits.js";
import { backgroundEffect, immediateEffects, reservedEffects, resetEffects } from "./effects.js";
import { type FeatureEntry, featureFlags, isExclusive } from "./feature-entry.js";

/** The least scope for a Set Feature, or that no scope is enough. */
export interface LeastSetScope {
  readonly scope: 2 | 3 | "refused";
  readonly reason: string;
}

/** A Set Feature before it is sent. */
export interface SetFeatureQuestion {
  /** As fwctl lists it; `undefined` when the device lists no such UUID. */
  readonly entry: FeatureEntry | undefined;
  /** fwctl_rpc_scope. */
  readonly scope: number;
  /** Bytes of feature data: `op_size` less 32, so not above 0 when `op_size` holds no data. */
  readonly dataLength: number;
  /** `out_len`. */
  readonly outLength: number;
  /** `in_len`. Default: just enough, 48 and the data. */
  readonly inLength?: number | undefined;
  /** Whether the caller has CAP_SYS_RAWIO. Default `true`. */
  readonly rawio?: boolean | undefined;
  /** Whether the device has the Set Feature command at all. Default `true`. */
  readonly settable?: boolean | undefined;
}

/** What the kernel would answer. */
export interface SetFeaturePrediction {
  /** `accepted`: the command goes to the device, which may still refuse it in `retval`. */
  readonly outcome: "accepted" | "refused";
  readonly errno: "EINVAL" | "EPERM" | "EOPNOTSUPP" | "EMSGSIZE" | undefined;
  readonly reason: string;
  /** False where the listed entry hides what decides: then EINVAL is possible, too. */
  readonly certain: boolean;
  /** Whether the RPC taints the kernel, which it does as soon as its scope is accepted, even when it is then refused. */
  readonly taints: boolean;
}

/**
 * The least scope that lets a Set Feature of this entry through. The changeable flag of a feature that the kernel keeps
 * is not the device's, so it does not count here; such a feature is refused with EPERM where the rule would let it through.
 */
export function leastSetScope(entry: FeatureEntry): LeastSetScope {
  const { effects } = entry;
  if (!isExclusive(entry.uuid) && ((entry.flags >>> featureFlags.CHANGEABLE) & 1) === 0) {
    return { scope: "refused", reason: "not changeable" };
  }
  if ((effects & reservedEffects) !== 0)
    return { scope: "refused", reason: "declares a reserved effect (bits 12 to 15)" };
  if ((effects & backgroundEffect) !== 0) return { scope: "refused", reason: "would run in the background" };
  if ((effects & immediateEffects) !== 0) {
    return { scope: 3, reason: "takes effect at once: needs DEBUG_WRITE_FULL (3)" };
  }
  if ((effects & resetEffects) !== 0) return { scope: 2, reason: "takes effect after a reset: needs DEBUG_WRITE (2)" };
  return { scope: "refused", reason: "declares no effect" };
}

/**
 * Predicts the kernel's answer to a Set Feature, check by check in the kernel's order.
 *
 * @example
 * predictSetFeature({ entry, scope: 2, dataLength: 2, outLength: 8 }).errno // "EINVAL": the feature needs scope 3
 */
export function predictSetFeature(question: SetFeatureQuestion): SetFeaturePrediction {
  const { entry, scope, dataLength, outLength } = question;
  const inLength = question.inLength ?? 48 + Math.max(dataLength, 0);
  const core = coreCheck(question, inLength);
  if (core !== undefined) return core;
  const taints = scope >= 2;
  const refuse = (errno: "EINVAL" | "EPERM", reason: string, certain = true): SetFeaturePrediction => ({
    outcome: "refused",
    errno,
    reason,
    certain,
    taints,
  });
  const operationSize = 32 + dataLength;
  if (inLength < 16 || operationSize > inLength - 16) return refuse("EINVAL", "op_size is larger than the request");
  if (question.settable === false) return refuse("EINVAL", "the device has no Set Feature command");
  if (entry === undefined) return refuse("EINVAL", "the device lists no feature with this UUID");
  const least = leastSetScope(entry);
  if (least.scope === "refused") return refuse("EINVAL", least.reason);
  if (scope < least.scope) return refuse("EINVAL", `scope ${scope} is too low: ${least.reason}`);
  const exclusive = isExclusive(entry.uuid);
  if (dataLength <= 0) return refuse("EINVAL", "no data: op_size is not above 32");
  if (exclusive) return refuse("EPERM", "the kernel keeps this feature to itself: use EDAC", false);
  if (outLength < 8) return refuse("EINVAL", "out_len is below 8");
  return { outcome: "accepted", errno: undefined, reason: least.reason, certain: true, taints };
}

/** What the fwctl core refuses before the driver sees the request; none of these taints. */
function coreCheck(question: SetFeatureQuestion, inLength: number): SetFeaturePrediction | undefined {
  const refused = { outcome: "refused", certain: true, taints: false } as const;
  if (inLength > maxRpcBytes || question.outLength > maxRpcBytes) {
    return { ...refused, errno: "EMSGSIZE", reason: "in_len or out_len is above 2 MiB" };
  }
  if (!Number.isInteger(question.scope) || question.scope < 0 || question.scope > 3) {
    return { ...refused, errno: "EOPNOTSUPP", reason: `scope ${question.scope} is none of 0 to 3` };
  }
  if (question.scope === 3 && question.rawio === false) {
    return { ...refused, errno: "EPERM", reason: "scope 3 needs CAP_SYS_RAWIO" };
  }
  return undefined;
}
