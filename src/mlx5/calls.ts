/**
 * Builders of everyday mlx5 calls, and what their replies say: capabilities, objects, registers, diagnostic counters.
 *
 * @packageDocumentation
 */
export {
  type AllCapabilities,
  allCapabilities,
  type CapabilityAnswer,
  type CountedCall,
} from "./all-capabilities.js";
export {
  type CapabilityQueryOptions,
  capabilityOf,
  type NamedCapability,
  queryCapability,
} from "./capability-query.js";
export { type HcaCapMode, type HcaCapType, hcaCapOpMod, hcaCapTypes, isHcaCapType } from "./capability-types.js";
export {
  type DiagnosticCounter,
  type DiagnosticSample,
  type DiagnosticSampling,
  diagnosticCounterCount,
  diagnosticCounters,
  diagnosticSamples,
  queryDiagnosticCounters,
  queryDiagnosticParams,
  type SampleRange,
  setDiagnosticParams,
} from "./diagnostic-counters.js";
export { type Capabilities, type Headroom, headroom } from "./headroom.js";
export type { ObjectKind, ObjectNumbers } from "./object-numbers.js";
export { queryObject } from "./object-queries.js";
export { type RegisterOptions, readRegister, registerOf, writeRegister } from "./register-access.js";
export { indexFields, type Register, registerNamed } from "./register-layout.js";
