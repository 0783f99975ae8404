/**
 * `error_code` of a HWRM reply: the firmware's code, or the driver's own failure in the same field. The driver puts the low
 * 16 bits of -errno there when sending failed, and two of the firmware's codes look like that too.
 * Sources: include/linux/bnxt/hsi.h, drivers/fwctl/bnxt/main.c, `__hwrm_to_stderr` in bnxt_hwrm.c (Linux 7.2).
 */
import type { Outcome } from "../uapi/errno-causes.js";
import { findErrno } from "../uapi/errnos.js";

/** What an error code means. */
export interface ErrorCode {
  readonly value: number;
  /** Header spelling without `HWRM_ERR_CODE_`, `-ETIMEDOUT` for the driver's own, `undefined` for a code nobody has named. */
  readonly name: string | undefined;
  /** What the kernel's own users of the request receive; `undefined` for success. */
  readonly errno: string | undefined;
  readonly meaning: string;
  /** `delivered`: the firmware's word. `unknown`: the driver's, or one of the two codes that may be either. */
  readonly delivery: Outcome;
}

/** Code, name, errno (EIO where none is given), meaning. */
const rows: readonly (readonly [value: number, name: string, meaning: string, errno?: string])[] = [
  [1, "FAIL", "failed"],
  [2, "INVALID_PARAMS", "a parameter is invalid", "EINVAL"],
  [3, "RESOURCE_ACCESS_DENIED", "access to the resource is denied", "EACCES"],
  [4, "RESOURCE_ALLOC_ERROR", "the resource cannot be allocated", "ENOSPC"],
  [5, "INVALID_FLAGS", "a flag is invalid", "EINVAL"],
  [6, "INVALID_ENABLES", "an enable bit is invalid", "EINVAL"],
  [7, "UNSUPPORTED_TLV", "a TLV is not supported", "EINVAL"],
  [8, "NO_BUFFER", "no buffer is left", "ENOMEM"],
  [9, "UNSUPPORTED_OPTION_ERR", "an option is not supported", "EINVAL"],
  [10, "HOT_RESET_PROGRESS", "a hot reset is in progress", "EAGAIN"],
  [11, "HOT_RESET_FAIL", "the hot reset failed"],
  [12, "NO_FLOW_COUNTER_DURING_ALLOC", "no flow counter is left"],
  [13, "KEY_HASH_COLLISION", "the key's hash collides"],
  [14, "KEY_ALREADY_EXISTS", "the key exists already"],
  [15, "HWRM_ERROR", "internal error of the firmware"],
  [16, "BUSY", "the firmware is busy; ask again", "EAGAIN"],
  [17, "RESOURCE_LOCKED", "the resource is locked", "EROFS"],
  [18, "PF_UNAVAILABLE", "the physical function is not available", "ENODEV"],
  [19, "ENTITY_NOT_PRESENT", "what was asked for is not there"],
  [20, "SECURE_SOC_ERROR", "error of the secure processor"],
  [0x8000, "TLV_ENCAPSULATED_RESPONSE", "the reply is wrapped in TLVs"],
  [0xfffe, "UNKNOWN_ERR", "unknown error of the firmware, or the driver's -2 (ENOENT)"],
  [0xffff, "CMD_NOT_SUPPORTED", "not supported by the firmware, or the driver's -1 (EPERM)", "EOPNOTSUPP"],
];

/** From here on, short of the two codes above, the field holds the driver's errno. */
const firstDriverCode = 0xff00;

/** The 24 codes that have a name, by number. */
export const errorCodes: ReadonlyMap<number, ErrorCode> = /* @__PURE__ */ allCodes();

function allCodes(): ReadonlyMap<number, ErrorCode> {
  const success: ErrorCode = { value: 0, name: "SUCCESS", errno: undefined, meaning: "done", delivery: "delivered" };
  const codes = new Map<number, ErrorCode>([[0, success]]);
  for (const [value, name, meaning, errno = "EIO"] of rows) {
    codes.set(value, { value, name, errno, meaning, delivery: value >= firstDriverCode ? "unknown" : "delivered" });
  }
  return codes;
}

/**
 * Explains an `error_code`, the driver's own failures included.
 *
 * @example explainErrorCode(2).name // "INVALID_PARAMS"
 * @example explainErrorCode(0xff92).name // "-ETIMEDOUT", delivery "unknown"
 */
export function explainErrorCode(code: number): ErrorCode {
  return errorCodes.get(code) ?? (code >= firstDriverCode && code < 0xfffe ? driverCode(code) : unnamed(code));
}

function driverCode(value: number): ErrorCode {
  const number = 0x1_0000 - value;
  const errno = findErrno(number)?.name ?? `errno ${number}`;
  const meaning = "the driver's own: sending failed; whether the firmware saw the request is not known";
  return { value, name: `-${errno}`, errno, meaning, delivery: "unknown" };
}

function unnamed(value: number): ErrorCode {
  return { value, name: undefined, errno: "EIO", meaning: "a code without a public name", delivery: "delivered" };
}
