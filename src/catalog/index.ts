export { type CallJson, callFromJson, callToJson, type PointerJson } from "./call-json.js";
export { type Catalog, createCatalog, familyOf } from "./catalog.js";
export {
  type Call,
  type CallOptions,
  type Command,
  type CommandDefinition,
  type CommandName,
  type CommandParts,
  type CommandVariant,
  type CommandVariantDefinition,
  defineCommand,
  layoutsFor,
} from "./command.js";
export { decodeRpc, inspectRpc, isCommand, type Rpc, type RpcInspection } from "./decode-rpc.js";
export { readBack } from "./delivery-notes.js";
export {
  commandNamed,
  createFamily,
  type Definitions,
  type Family,
  type FamilyExtension,
  type RegisterDefinition,
} from "./family.js";
export type { Delivery, Exchange, HeaderOverlay, Protocol, RpcStatus } from "./protocol.js";
export type { Pointer, RpcReply, RpcRequest } from "./rpc.js";
export { type FamilyTable, tableDefinitions } from "./table-definitions.js";
