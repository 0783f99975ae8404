/**
 * The root of fwctl-codec: a catalog of families, and decoding one exchange with it. Everything else has a subpath of its own.
 *
 * @packageDocumentation
 */
export {
  type Call,
  type CallJson,
  type CallOptions,
  type Catalog,
  type Command,
  type CommandName,
  callFromJson,
  callToJson,
  createCatalog,
  type Delivery,
  decodeRpc,
  type Exchange,
  type Family,
  inspectRpc,
  isCommand,
  type Pointer,
  type Rpc,
  type RpcInspection,
  type RpcReply,
  type RpcRequest,
  type RpcStatus,
} from "./catalog/index.js";
export { type FaultCode, type FaultFacts, FwctlFault, faultCodes, isFwctlFault, type Note } from "./fault/index.js";
