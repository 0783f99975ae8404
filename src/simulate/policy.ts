/**
 * Which scope a command needs, as the driver's own switch statement says. The tables stand with the families
 * (mlx5, bnxt), so that a simulated kernel of one driver does not carry those of the others.
 */
import type { Family } from "../catalog/index.js";

/**
 * Lowest fwctl scope with which the driver lets a request pass; `undefined` when it never does. The request is at
 * least as long as its header (16 bytes).
 */
export type ScopePolicy = (request: Uint8Array) => number | undefined;

/**
 * The policy of the driver behind a family, from what the family states of each command.
 *
 * @example
 * simulatedKernel({ device: readDeviceModel(text), policy: scopePolicy(mlx5) });
 */
export function scopePolicy(family: Family): ScopePolicy {
  const { protocol } = family;
  return (request) => {
    const opcode = protocol.opcode(request);
    const command = opcode === undefined ? undefined : family.command(opcode);
    const least = protocol.leastScope?.(request) ?? command?.scope;
    return typeof least === "number" ? least : undefined;
  };
}
