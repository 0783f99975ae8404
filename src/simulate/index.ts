/** A kernel and its devices made of rules. */
export type { DeviceModel } from "./bind.js";
export type { BnxtModel, BnxtReplyModel } from "./bnxt-model.js";
export type { ModelBytes } from "./bytes.js";
export { cxlDevice } from "./cxl-device.js";
export type { CxlAnswer, CxlMailbox } from "./cxl-mailbox.js";
export type { CxlFeatureModel, CxlModel, CxlReturnCodes, CxlWriteModel } from "./cxl-model.js";
export { exampleBnxtDevice, exampleCxlDevice, exampleMlx5Device, examplePdsDevice } from "./example-devices.js";
export {
  type Caller,
  type IoctlResult,
  type SimulatedDescriptor,
  type SimulatedKernel,
  type SimulatedKernelOptions,
  simulatedKernel,
} from "./kernel.js";
export type { MatchModel } from "./match.js";
export { type MappedRange, type Memory, mappedMemory } from "./memory.js";
export type { Mlx5CapabilityModel, Mlx5Model, Mlx5RegisterModel, Mlx5ReplyModel } from "./mlx5-model.js";
export type { PdsEndpointModel, PdsModel, PdsOperationModel, PdsReplyModel } from "./pds-model.js";
export { type ScopePolicy, scopePolicy } from "./policy.js";
export { readDeviceModel } from "./read-model.js";
