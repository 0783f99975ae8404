/** A conversation: everything the device says it can do, current against maximum. */
import type { Call, Family, RpcReply, RpcStatus } from "../catalog/index.js";
import { type FwctlFault, isFwctlFault } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { capabilityOf, type NamedCapability, queryCapability } from "./capability-query.js";
import { type HcaCapType, hcaCapTypes, isHcaCapType } from "./capability-types.js";
import { type Headroom, headroom } from "./headroom.js";

/** One answered capability type. */
export interface CapabilityAnswer {
  readonly type: HcaCapType;
  /** Kernel name of its struct; `undefined` for a type that nobody has described. */
  readonly layout: string | undefined;
  /** The struct's fields; `undefined` for such a type. */
  readonly current: StructValue | undefined;
  /** `undefined` too when the device refuses to say. */
  readonly maximum: StructValue | undefined;
  /** What could be turned on or raised: the fields that differ. */
  readonly headroom: readonly Headroom[];
  /** The whole capability area of the reply (4,096 bytes), what stands behind the struct included. */
  readonly raw: { readonly current: Uint8Array; readonly maximum: Uint8Array | undefined };
}

/** What a device answered, by capability type in the order of their numbers. */
export interface AllCapabilities {
  readonly answered: ReadonlyMap<HcaCapType, CapabilityAnswer>;
  /** Types that the device does not answer, with its status and syndrome. */
  readonly refused: ReadonlyMap<HcaCapType, RpcStatus>;
  /** Types whose reply could not be read. */
  readonly damaged: ReadonlyMap<HcaCapType, FwctlFault>;
}

/** A call that says how far its conversation is. */
export interface CountedCall extends Call {
  readonly progress: { readonly done: number; readonly total: number };
}

/** Where the capability area starts in the reply. */
const capabilityByte = 16;

/**
 * Asks for every known capability type, current and then maximum. A type that the device refuses is left out with its status;
 * its maximum is not asked for.
 *
 * @example
 * const { answered } = await run(transport, allCapabilities(mlx5));
 * for (const { path, current, maximum } of answered.get("GENERAL")?.headroom ?? []) console.log(path, current, maximum);
 * @throws FwctlFault only what the transport throws into it (an errno, an abort).
 */
export function* allCapabilities(family: Family): Generator<CountedCall, AllCapabilities, RpcReply> {
  const answered = new Map<HcaCapType, CapabilityAnswer>();
  const refused = new Map<HcaCapType, RpcStatus>();
  const damaged = new Map<HcaCapType, FwctlFault>();
  const types = Object.keys(hcaCapTypes).filter(isHcaCapType);
  for (const [index, type] of types.entries()) {
    const progress = { done: index, total: types.length };
    const askNow = queryCapability(family, type, "current");
    const current = reading(family, askNow, yield { ...askNow, progress });
    if ("fault" in current) {
      damaged.set(type, current.fault);
    } else if ("refusal" in current) {
      refused.set(type, current.refusal);
    } else {
      const askMost = queryCapability(family, type, "max");
      const maximum = reading(family, askMost, yield { ...askMost, progress });
      if ("fault" in maximum) damaged.set(type, maximum.fault);
      answered.set(type, answer(type, current, "raw" in maximum ? maximum : undefined));
    }
  }
  return { answered, refused, damaged };
}

/** One delivered reply. */
interface Answered {
  readonly named: NamedCapability | undefined;
  readonly raw: Uint8Array;
}

type Reading = Answered | { readonly refusal: RpcStatus } | { readonly fault: FwctlFault };

function reading(family: Family, call: Call, reply: RpcReply): Reading {
  const status = family.protocol.status(reply.out);
  if (status !== undefined && !status.ok) return { refusal: status };
  try {
    return { named: capabilityOf(call.decode(reply)), raw: reply.out.subarray(capabilityByte) };
  } catch (error) {
    if (isFwctlFault(error)) return { fault: error };
    throw error;
  }
}

function answer(type: HcaCapType, current: Answered, maximum: Answered | undefined): CapabilityAnswer {
  const now = current.named?.value;
  const most = maximum?.named?.value;
  return {
    type,
    layout: current.named?.layout,
    current: now,
    maximum: most,
    headroom: now === undefined || most === undefined ? [] : headroom(now, most),
    raw: { current: current.raw, maximum: maximum?.raw },
  };
}
