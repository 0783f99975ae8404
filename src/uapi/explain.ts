/**
 * Outcomes of ioctls in words: what an errno means for which driver, whether the command ran, and what the kernel's taint says.
 *
 * @packageDocumentation
 */
export type { Delivery } from "../catalog/index.js";
export { type DeliveryQuestion, deliveryOf } from "./delivery.js";
export type { ErrnoCause, Outcome } from "./errno-causes.js";
export { errnoCauses, errnos } from "./errno-lists.js";
export { type Errno, errnoName, findErrno } from "./errnos.js";
export { type ErrnoExplanation, type ErrnoQuestion, explainErrno } from "./explain-errno.js";
export { type DecodedTaint, decodeTaint, fwctlTaint, type Taint, taints } from "./taint.js";
