/**
 * The fwctl user-space interface: the arguments of both ioctls and their numbers, device types, scopes, limits.
 * What an outcome means stands in `fwctl-codec/uapi/explain`.
 *
 * @packageDocumentation
 */
export {
  type DriverInfo,
  type DriverName,
  devicePath,
  deviceTypeName,
  deviceTypes,
  driverOf,
  drivers,
} from "./device-types.js";
export * from "./gen/device-info.js";
export * from "./gen/fwctl.js";
export {
  FWCTL_INFO,
  FWCTL_RPC,
  type IoctlName,
  ioctlName,
  ioctlNr,
  ioctlNumber,
  ioctlType,
  MLX5CTL_IOCTL_CMDRPC,
  MLX5CTL_IOCTL_INFO,
  noneIsOneOn,
} from "./ioctls.js";
export { argumentBytes, maxDevices, maxLegacyRpcBytes, maxRpcBytes } from "./limits.js";
export { firstTaintingScope, privilegedScope, type ScopeName, scopeName, scopeNumber, scopes } from "./scopes.js";
export { checkSize, type SizeVerdict } from "./size-rule.js";
