/**
 * CXL: the feature commands that pass fwctl, and the wider mailbox as far as the kernel describes it.
 *
 * @packageDocumentation
 */
export { compareFeature, type FeatureProof } from "./compare-features.js";
export { type ComponentId, readComponentId } from "./component-id.js";
export type { ConversationCall, FeatureConversation } from "./conversation.js";
export { type CommandEffect, commandEffects, type DecodedEffects, decodeEffects } from "./effects.js";
export { type EventAddress, type EventFact, type EventWords, eventInWords } from "./events.js";
export { cxl } from "./family.js";
export {
  exclusiveUuids,
  type FeatureEntry,
  featureEntry,
  featureEntryBytes,
  featureFlags,
  isExclusive,
} from "./feature-entry.js";
export { type FeatureRecords, type FeatureRegistration, featureRegistry } from "./feature-registry.js";
export {
  decodeFeature,
  decodeFeatureChange,
  type FeaturePage,
  type FeatureRecord,
  type FeatureReply,
  readFeaturePage,
  readFeatureReply,
} from "./feature-reply.js";
export {
  ecsUnitCount,
  type FeatureDescription,
  type FeatureRegistry,
  type FeatureWords,
  featureInWords,
  knownFeatures,
} from "./features.js";
export { type FeatureList, type ListOptions, listFeatures } from "./list-features.js";
export {
  type DecodedMailbox,
  decodeMailbox,
  type MailboxExchange,
  type MailboxPayloads,
  mailboxLayouts,
  mailboxPayloads,
} from "./mailbox.js";
export { type MemdevCommand, memdevCommands, memdevIoctls, memdevSendErrnos } from "./memdev.js";
export { cxlOpcodes } from "./opcodes.js";
export {
  featureTransfers,
  type MailboxCommand,
  type RawFeatureChange,
  rawFeatureAbort,
  rawFeatureTransfer,
} from "./raw-mailbox.js";
export { type FeatureData, listedFeature, type ReadFeatureOptions, readFeature } from "./read-feature.js";
export {
  type FeatureChange,
  type FeaturePageQuestion,
  type FeatureQuestion,
  type FeatureSelection,
  getFeature,
  getSupportedFeatures,
  type RequestOptions,
  setFeature,
} from "./requests.js";
export { explainReturnCode, type ReturnCode, returnCodes } from "./return-codes.js";
export {
  type LeastSetScope,
  leastSetScope,
  predictSetFeature,
  type SetFeaturePrediction,
  type SetFeatureQuestion,
} from "./scope.js";
export { capacityInBytes, capacityUnitBytes, celsius } from "./units.js";
export { invalidFields } from "./valid-fields.js";
export {
  findStuckFeatures,
  type RecoveredFeature,
  recoverFeature,
  type WriteFeatureOptions,
  type WrittenFeature,
  writeFeature,
} from "./write-feature.js";
