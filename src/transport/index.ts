/** From a Call to a device, and back: the interface that a backend implements and everything that stands on it. */

export type { Allocate, Allocation } from "./buffers.js";
export { type Device, type DeviceRpc, openDevice } from "./device.js";
export { errnoOf, type IoctlFailure, ioctlFault, ioctlPath } from "./errno.js";
export { exchangesOf } from "./exchanges.js";
export {
  type ImageOptions,
  type IoctlImage,
  infoImage,
  ioctlImage,
  readImage,
  readInfoImage,
} from "./image.js";
export { decodeInfo } from "./info-record.js";
export { type ExchangeRecord, type RecordOptions, recordTransport } from "./record.js";
export { type Redacted, type RedactOptions, redactor } from "./redact.js";
export { type RedactKind, redactKinds } from "./redact-names.js";
export type { Removal } from "./redact-side.js";
export { type ReplayOptions, type ReplayTransport, replayTransport } from "./replay.js";
export { type Conversation, type ProgressEvent, type Progressing, type RunOptions, run } from "./run.js";
export {
  type Script,
  type ScriptBytes,
  type ScriptedTransport,
  type ScriptStep,
  scriptedTransport,
} from "./scripted.js";
export { type Reply, send, sendInfo } from "./send.js";
export type { DeviceInfo, Transport, TransportExchange, TransportOptions } from "./transport.js";
export {
  type InfoJson,
  infoFromJson,
  infoToJson,
  type ReplyJson,
  type RequestJson,
  replyFromJson,
  replyToJson,
  requestFromJson,
  requestToJson,
} from "./wire.js";
