/**
 * Did the device get the command? An fwctl RPC has three outcomes: delivered (the answer, also a refusal, is in the
 * reply), not delivered, and unknown, where only reading the state back helps. Each driver hides the third elsewhere:
 * mlx5 and pds in a time-out, cxl in an empty success, bnxt in the device's own error field.
 */
import type { Delivery } from "../catalog/index.js";
import type { DriverName } from "./device-types.js";
import { explainErrno } from "./explain-errno.js";

/** One RPC after the fact. */
export interface DeliveryQuestion {
  readonly driver?: DriverName | undefined;
  /** 0 or absent when the ioctl succeeded. Number or name. */
  readonly errno?: number | string | undefined;
  /** The reply, as far as it is known. */
  readonly out?: Uint8Array | undefined;
}

/**
 * Tells the three outcomes apart.
 *
 * @example deliveryOf({ driver: "mlx5", errno: "EBADMSG" }).outcome // "not delivered"
 * @example deliveryOf({ driver: "cxl", out: new Uint8Array(8) }).outcome // "unknown"
 */
export function deliveryOf(question: DeliveryQuestion): Delivery {
  const { driver, errno, out } = question;
  if (errno !== undefined && errno !== 0) return byErrno(driver, errno);
  if (out !== undefined && driver !== undefined) {
    const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
    if (out.length >= 8 && driver === "mlx5") return mlx5Reply(view);
    if (out.length >= 8 && driver === "cxl") return cxlReply(view);
    if (out.length >= 2 && driver === "bnxt") return bnxtReply(view);
  }
  return answered;
}

const answered: Delivery = { outcome: "delivered", reason: "the ioctl succeeded; the device's answer is in the reply" };

function byErrno(driver: DriverName | undefined, errno: number | string): Delivery {
  const { name, causes } = explainErrno({ ioctl: "rpc", driver, errno });
  const outcomes = new Set(causes.map((cause) => cause.outcome));
  const [only] = outcomes;
  const reason = `${name}: ${causes.map((cause) => cause.when).join("; or ")}`;
  if (only !== undefined) return { outcome: outcomes.size === 1 ? only : "unknown", reason };
  // Whatever else the mlx5 driver returns comes from a command queue that did not take the command.
  if (driver === "mlx5")
    return { outcome: "not delivered", reason: `${name}: the command queue did not take the command` };
  return { outcome: "unknown", reason: `${name}: not an errno known for this driver` };
}

/** The driver writes this pair itself when it gives a command up (see src/mlx5/status.ts). */
function mlx5Reply(view: DataView): Delivery {
  if (view.getUint8(0) !== 0xfe || view.getUint32(4) !== 0xbadd_00de) return answered;
  return {
    outcome: "unknown",
    reason: "status 0xfe with syndrome 0xbadd00de: written by the driver, which aborted the command",
  };
}

function cxlReply(view: DataView): Delivery {
  if (view.getUint32(0, true) !== 0 || view.getUint32(4, true) !== 0) return answered;
  const reason =
    "size 0 and retval 0: a mailbox that was busy or timed out looks the same as a Set Feature that succeeded; read it back";
  return { outcome: "unknown", reason };
}

/** The driver puts the low 16 bits of -errno where the firmware puts its error code; two values mean either. */
function bnxtReply(view: DataView): Delivery {
  const code = view.getUint16(0, true);
  if (code < 0xff00) return answered;
  if (code >= 0xfffe) {
    const firmware = code === 0xffff ? '"not supported" or the driver\'s -1' : '"unknown" or the driver\'s -2';
    return { outcome: "unknown", reason: `error_code 0x${code.toString(16)}: the firmware's ${firmware}` };
  }
  return {
    outcome: "unknown",
    reason: `error_code 0x${code.toString(16)}: the driver's own -${0x10000 - code}, sending failed`,
  };
}
