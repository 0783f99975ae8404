/**
 * AMD Pensando: the one envelope that passes fwctl, with its two payloads, and what the firmware lists of itself. What payloads mean is
 * not public; a registry takes it from those who know.
 *
 * @packageDocumentation
 */
export { type PdsCapabilities, readCapabilities } from "./capabilities.js";
export { type Envelope, envelopeBytes, envelopeOffsets, readEnvelope } from "./envelope.js";
export { pds } from "./family.js";
export {
  type FirmwareIdentity,
  type FirmwareList,
  type FirmwareOperation,
  type OperationsOrigin,
  readEndpoints,
  readIdentity,
  readOperations,
} from "./firmware.js";
export { type OperationPayloads, type PayloadRegistry, payloadRegistry } from "./payload-registry.js";
export { type Payload, type Payloads, type PointedExchange, readPayloads } from "./payloads.js";
export { type PdsReply, type PdsRequest, type PdsRequestOptions, pdsCall } from "./request.js";
export {
  attributeName,
  commandAttributes,
  explainOperation,
  type OperationId,
  type OperationVerdict,
  operationId,
  type PdsOperation,
  scopeOfAttribute,
  servesOperation,
  splitOperation,
} from "./scope.js";
export { explainPdsStatus, type PdsStatus, pdsStatuses } from "./status.js";
