/** The fwctl user-space interface: ioctl numbers, device types, scopes, limits, errnos, delivery, taint. */
export {
  type Delivery,
  type DeliveryQuestion,
  deliveryOf,
} from "./delivery.js";
export {
  type DriverInfo,
  type DriverName,
  devicePath,
  deviceTypeName,
  deviceTypes,
  driverOf,
  drivers,
} from "./device-types.js";
export { type ErrnoCause, errnoCauses, type Outcome } from "./errno-causes.js";
export { type Errno, errnoName, errnos, findErrno } from "./errnos.js";
export { type ErrnoExplanation, type ErrnoQuestion, explainErrno } from "./explain-errno.js";
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
export { type DecodedTaint, decodeTaint, fwctlTaint, type Taint, taints } from "./taint.js";
