/**
 * NVIDIA mlx5 by name: the family, builders of everyday calls, and the meaning of status, scope and values.
 * Registers, resource dumps, the command queue and the typed groups are subpaths of their own.
 *
 * @packageDocumentation
 */
export { accessedRegister } from "./access-register.js";
export * from "./builders.js";
export { explainScope, minimumScope } from "./driver-scope.js";
export { mlx5, registerExtension } from "./family.js";
export { type FieldWords, fieldWords } from "./field-words.js";
export { type Capabilities, type Headroom, headroom } from "./headroom.js";
export { type JoinedValue, joinedValues, type PlacedField } from "./joined-values.js";
export {
  type LinkMode,
  type LinkModeKind,
  linkModeKind,
  linkModes,
  linkModesInWords,
  speedText,
} from "./link-modes.js";
export type { CommandLookup, MinimumScope, OpcodeAndMod, ScopeExplanation } from "./scope.js";
export {
  commandStatuses,
  deliveryStatuses,
  driverAbort,
  explainDelivery,
  explainStatus,
  type StatusMeaning,
} from "./status.js";
export { type SyndromeTable, syndromeText } from "./syndromes.js";
export { boardId, firmwareVersion, isLogarithm, packedFirmwareVersion, powerInWords } from "./words.js";
