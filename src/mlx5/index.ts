/**
 * NVIDIA mlx5 by name: the family, and the meaning of status and scope. Builders of everyday calls, values in words, registers,
 * resource dumps, the command queue and the typed groups are subpaths of their own.
 *
 * @packageDocumentation
 */
export { accessedRegister } from "./access-register.js";
export { explainScope, minimumScope } from "./driver-scope.js";
export { mlx5, registerExtension } from "./family.js";
export type { CommandLookup, MinimumScope, OpcodeAndMod, ScopeExplanation } from "./scope.js";
export {
  commandStatuses,
  deliveryStatuses,
  driverAbort,
  explainDelivery,
  explainStatus,
  type StatusMeaning,
} from "./status.js";
