/** `enum fwctl_rpc_scope` (include/uapi/fwctl/fwctl.h): how far an RPC may reach, stated by the caller, checked by the kernel. */
import { FwctlFault, nearest } from "../fault/index.js";

/** The four scopes, each including the ones before it. */
export const scopes: {
  readonly CONFIGURATION: 0;
  readonly DEBUG_READ_ONLY: 1;
  readonly DEBUG_WRITE: 2;
  readonly DEBUG_WRITE_FULL: 3;
} = { CONFIGURATION: 0, DEBUG_READ_ONLY: 1, DEBUG_WRITE: 2, DEBUG_WRITE_FULL: 3 };

/** Kernel spelling of a scope, without its prefix `FWCTL_RPC_`. */
export type ScopeName = keyof typeof scopes;

/** Scopes from here on taint the kernel (bit 19, letter J), whatever the command is and even when the driver then refuses it. */
export const firstTaintingScope = 2;

/** The scope that needs a capability, and the capability. */
export const privilegedScope: { readonly scope: 3; readonly capability: "CAP_SYS_RAWIO" } = {
  scope: 3,
  capability: "CAP_SYS_RAWIO",
};

/**
 * @example scopeName(1) // "DEBUG_READ_ONLY"
 * @example scopeName(7) // "scope 7"
 */
export function scopeName(scope: number): string {
  return Object.keys(scopes)[scope] ?? `scope ${scope}`;
}

/**
 * The number of a scope by name, with or without `FWCTL_RPC_`.
 *
 * @throws FwctlFault `unknown-enum` with the nearest names.
 * @example scopeNumber("DEBUG_WRITE") // 2
 */
export function scopeNumber(name: string): number {
  const known = Object.keys(scopes);
  const short = name.replace(/^FWCTL_RPC_/, "");
  const number = known.indexOf(short);
  if (number >= 0) return number;
  const hints = nearest(short, known).map((hint) => `${JSON.stringify(hint)} (${known.indexOf(hint)})`);
  const remedy = hints.length > 0 ? `Did you mean ${hints.join(" or ")}?` : `Known: ${known.join(", ")}.`;
  throw new FwctlFault({
    code: "unknown-enum",
    path: "fwctl_rpc.scope",
    expected: "fwctl_rpc_scope",
    received: name,
    remedy,
  });
}
