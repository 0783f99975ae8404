/** An errno of an ioctl, as a transport fault that explains itself. */
import type { RpcRequest } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";
import { deliveryOf, type ErrnoCause, explainErrno, findErrno } from "../uapi/explain.js";
import { deviceTypeName, driverOf, type IoctlName } from "../uapi/index.js";

/** An ioctl that returned -1. */
export interface IoctlFailure {
  readonly ioctl: IoctlName;
  /** Positive number, or the kernel's name (`"EINVAL"`). */
  readonly errno: number | string;
  /** When it is known: the same errno means different things behind different drivers. */
  readonly deviceType?: number | undefined;
  /** Name of the command, for the message. */
  readonly command?: string | undefined;
  readonly request?: RpcRequest | undefined;
  /** The error of the backend, kept as the fault's cause. */
  readonly cause?: unknown;
}

/** What stands in the cause of a fault that a kernel's errno made. */
interface ErrnoCarrier {
  readonly errno: number;
}

/**
 * The transport fault for an errno: which ioctl, behind which driver, what the errno means there, whether the command
 * may have run, and what to do. Backends reject with it.
 *
 * @example
 * if (result < 0) throw ioctlFault({ ioctl: "rpc", errno: koffi.errno(), deviceType: 1 });
 */
export function ioctlFault(failure: IoctlFailure): FwctlFault {
  const { ioctl, errno, deviceType, cause } = failure;
  const driver = deviceType === undefined ? undefined : driverOf(deviceType);
  const { name, number, meaning, causes } = explainErrno({ ioctl, driver, errno });
  const fitting = causes.filter((candidate) => isPossible(candidate, failure));
  const reasons = fitting.map((candidate) =>
    driver === undefined && candidate.by !== "core" ? `${candidate.by}: ${candidate.when}` : candidate.when,
  );
  const told = reasons.length > 0 ? reasons.join("; or ") : "no condition is known under which this driver gives it";
  const what = `${name} (${number ?? errno}, ${meaning}): ${told}${deliveryWords(failure)}`;
  const remedies = [...new Set(fitting.map((candidate) => candidate.remedy))];
  const code = number ?? (typeof errno === "number" ? Math.abs(errno) : undefined);
  return new FwctlFault(
    {
      code: "transport",
      path: ioctlPath(ioctl, deviceType, failure.command),
      what,
      received: name,
      ...(remedies.length > 0 ? { remedy: remedies.slice(0, 3).join(" ") } : {}),
    },
    { cause: errnoOf(cause) === undefined && code !== undefined ? { errno: code } : cause },
  );
}

/** `FWCTL_RPC (mlx5) QUERY_HCA_CAP`: how messages name a call. */
export function ioctlPath(ioctl: IoctlName, deviceType?: number, command?: string): string {
  const driver = deviceType === undefined ? "" : ` (${deviceTypeName(deviceType)})`;
  return `FWCTL_${ioctl.toUpperCase()}${driver}${command === undefined ? "" : ` ${command}`}`;
}

/**
 * The errno that an error carries: of a fault of this library, of a Node system error (`errno`, negative, or `code`),
 * of any object with a numeric `errno`. `undefined` when it carries none.
 *
 * @example errnoOf(fault) // 22
 */
export function errnoOf(error: unknown): number | undefined {
  let carrier: unknown = error;
  for (let depth = 0; depth < 4 && typeof carrier === "object" && carrier !== null; depth += 1) {
    if (hasErrno(carrier)) return Math.abs(carrier.errno);
    if ("code" in carrier && typeof carrier.code === "string") {
      const known = findErrno(carrier.code);
      if (known !== undefined) return known.number;
    }
    carrier = "cause" in carrier ? carrier.cause : undefined;
  }
  return undefined;
}

function hasErrno(value: object): value is ErrnoCarrier {
  return "errno" in value && typeof value.errno === "number" && Number.isInteger(value.errno) && value.errno !== 0;
}

/** A few conditions are visible in the request itself; the others stay possible. */
function isPossible(cause: ErrnoCause, failure: IoctlFailure): boolean {
  const { request } = failure;
  if (request === undefined || cause.by !== "core") return true;
  if (cause.errno === "EMSGSIZE") return Math.max(request.in.length, request.outLength) > 2_097_152;
  if (cause.errno === "EPERM") return request.scope === 3;
  if (cause.errno === "EOPNOTSUPP") return request.scope > 3;
  return true;
}

function deliveryWords(failure: IoctlFailure): string {
  if (failure.ioctl === "info") return "";
  const driver = failure.deviceType === undefined ? undefined : driverOf(failure.deviceType);
  const { outcome } = deliveryOf({ driver, errno: failure.errno });
  if (outcome === "unknown") return ". Delivery unknown: the command may have run";
  return outcome === "delivered" ? ". The command has run" : "";
}
