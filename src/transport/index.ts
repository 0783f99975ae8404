/** From a Call to a device, and back: the interface that a backend implements and everything that stands on it. */
export { errnoOf, type IoctlFailure, ioctlFault, ioctlPath } from "./errno.js";
export {
  type Allocate,
  type Allocation,
  type ImageOptions,
  type IoctlImage,
  infoImage,
  ioctlImage,
  readImage,
  readInfoImage,
} from "./image.js";
export type { DeviceInfo, Exchange, Transport, TransportOptions } from "./transport.js";
