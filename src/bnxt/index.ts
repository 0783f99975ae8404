/**
 * Broadcom HWRM: the requests that pass fwctl, what the driver makes of them, and replies in words.
 *
 * @packageDocumentation
 */
export { type HwrmQuestion, type HwrmVerdict, predictHwrm, timeoutOf } from "./acceptance.js";
export { type ErrorCode, errorCodes, explainErrorCode } from "./errors.js";
export { bnxt } from "./family.js";
export { requestDefaults } from "./request-defaults.js";
export { allowedRequests, hwrm, hwrmBytes, lengthLimits } from "./requests.js";
export { type ReplyOrigin, type ValidByte, validByte } from "./valid-byte.js";
export { type ComponentVersion, storedVersionsOf, type VersionReply, versionsOf, versionText } from "./versions.js";
export { replyInWords, tunnelPort } from "./words.js";
