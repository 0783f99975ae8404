/** QUERY_HCA_CAP for every capability type, current and maximum, and the capability struct in its reply. */
import { type Call, type CallOptions, commandNamed, type Family } from "../catalog/index.js";
import { isStructValue, type StructValue } from "../layout/index.js";
import { type HcaCapMode, type HcaCapType, hcaCapOpMod } from "./capability-types.js";

/** Whose capabilities: the caller's own function when nothing is given. */
export interface CapabilityQueryOptions extends CallOptions {
  /** 1 asks about the function in `function_id` instead of the caller's own. */
  readonly other_function?: number | undefined;
  readonly function_id?: number | undefined;
  /** What `function_id` is: a function number or a vhca id. */
  readonly function_id_type?: number | string | undefined;
  /** 1 when the function is a virtual one of an embedded CPU. */
  readonly ec_vf_function?: number | undefined;
}

/**
 * Asks for one group of capabilities.
 *
 * @example
 * const reply = await send(transport, queryCapability(mlx5, "ROCE", "current"));
 * capabilityOf(reply.decode())?.value.roce_version;
 * @throws FwctlFault as `hcaCapOpMod`; `range` for a function number that does not fit.
 */
export function queryCapability(
  family: Family,
  type: HcaCapType | number,
  mode: HcaCapMode,
  options: CapabilityQueryOptions = {},
): Call {
  const { scope, outLength, pointers, ...about } = options;
  const fields = { ...about, op_mod: hcaCapOpMod(type, mode) };
  return commandNamed(family, "QUERY_HCA_CAP").call(fields, { scope, outLength, pointers });
}

/** A capability struct with its kernel name. */
export interface NamedCapability {
  readonly layout: string;
  readonly value: StructValue;
}

/**
 * The capability struct in a decoded reply; `undefined` for a type that nobody has described, whose bytes stay bytes in
 * `response.capability`.
 *
 * @param response a decoded `query_hca_cap_out`.
 */
export function capabilityOf(response: StructValue): NamedCapability | undefined {
  const { capability } = response;
  if (capability === undefined || !isStructValue(capability)) return undefined;
  const [found] = Object.entries(capability);
  if (found === undefined || !isStructValue(found[1])) return undefined;
  return { layout: found[0], value: found[1] };
}
