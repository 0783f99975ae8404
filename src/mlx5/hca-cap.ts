/**
 * Capabilities: the typed layouts of every capability structure, the commands that query and set them, and `op_mod`.
 *
 * @packageDocumentation
 */
export { type HcaCapMode, type HcaCapType, hcaCapOpMod, hcaCapTypes, isHcaCapType } from "./capability-types.js";
export * from "./gen/hca-cap.js";
