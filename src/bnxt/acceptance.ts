/**
 * What the driver makes of a request before the firmware sees it, and how long it then waits.
 *
 * Source: drivers/fwctl/bnxt/main.c (`bnxtctl_fw_rpc`, `bnxtctl_validate_rpc`, `bnxtctl_get_timeout`, Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Family } from "../catalog/index.js";
import { lengthLimits } from "./requests.js";

/** A request before it is sent. */
export interface HwrmQuestion {
  readonly in: Uint8Array;
  readonly outLength: number;
  /** fwctl_rpc_scope. */
  readonly scope: number;
}

/** What the driver would answer. */
export interface HwrmVerdict {
  /** `undefined`: the firmware gets the request, and its answer stands in `error_code`. */
  readonly errno: "EINVAL" | "EPERM" | undefined;
  readonly reason: string;
}

/**
 * Predicts the driver's answer. A function that is stopped answers EPERM to everything, which the request does not show.
 *
 * @example predictHwrm(bnxt, { in: request, outLength: 176, scope: 0 }).errno // "EPERM": VER_GET needs scope 1
 */
export function predictHwrm(family: Family, question: HwrmQuestion): HwrmVerdict {
  const { in: request, outLength, scope } = question;
  const { leastRequest, mostRequest, leastReply } = lengthLimits;
  if (request.length < leastRequest || request.length > mostRequest) {
    return { errno: "EINVAL", reason: `in_len is ${request.length}, not ${leastRequest} to ${mostRequest}` };
  }
  if (outLength < leastReply) return { errno: "EINVAL", reason: `out_len is ${outLength}, below ${leastReply}` };
  const type = dataView(request).getUint16(0, true);
  const command = family.command(type);
  if (command === undefined || typeof command.scope !== "number") {
    const name = command?.name ?? `request 0x${type.toString(16)}`;
    return { errno: "EPERM", reason: `${name} is refused at every scope` };
  }
  const reason = `${command.name} needs scope ${command.scope}`;
  return { errno: scope < command.scope ? "EPERM" : undefined, reason };
}

const defaultTimeout = 500;

/** Milliseconds, where they are not 500. */
const timeouts: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["FUNC_RESET", 2000],
  ["NVM_DEFRAG", 60_000],
  ["NVM_ERASE_DIR_ENTRY", 60_000],
  ["NVM_FACTORY_DEFAULTS", 60_000],
  ["NVM_FLUSH", 60_000],
  ["NVM_MOD_DIR_ENTRY", 60_000],
  ["NVM_VERIFY_UPDATE", 60_000],
]);

/** How long the driver waits for the firmware, in milliseconds, before it reports -ETIMEDOUT in `error_code`. */
export function timeoutOf(name: string): number {
  return timeouts.get(name) ?? defaultTimeout;
}
