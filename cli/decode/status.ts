/** How an exchange ended, in words. */
import { explainErrorCode } from "../../src/bnxt/errors.js";
import type { Exchange, Rpc, RpcStatus } from "../../src/catalog/index.js";
import { explainReturnCode } from "../../src/cxl/return-codes.js";
import { explainStatus } from "../../src/mlx5/status.js";
import { driverOf, explainErrno } from "../../src/uapi/index.js";
import { hex } from "../table.js";

/** `good`: done. `bad`: refused by the device or the kernel. `unknown`: nobody can tell. */
export type Verdict = "good" | "bad" | "unknown";

export interface Outcome {
  readonly verdict: Verdict;
  /** A few words: `OK`, `BAD_RES_ERR (0x5), syndrome 0x65b500`, `EINVAL`. */
  readonly brief: string;
  /** A sentence or two for whoever must act on it. */
  readonly full: string;
}

const noReply: Outcome = { verdict: "unknown", brief: "no reply recorded", full: "no reply recorded" };

/** The outcome of an exchange: the errno when there is one, else what the reply says. */
export function outcomeOf(exchange: Pick<Exchange, "deviceType" | "errno">, rpc: Rpc | undefined): Outcome {
  if (exchange.errno !== undefined) return errnoOutcome("rpc", exchange.errno, exchange.deviceType);
  if (rpc === undefined || rpc.raw.out === undefined) return noReply;
  if (rpc.status === undefined) {
    const brief = "reply too short for a status";
    return { verdict: "unknown", brief, full: brief };
  }
  return statusOutcome(rpc.family, rpc.status);
}

/** What an errno of an ioctl means there, and what to do. */
export function errnoOutcome(ioctl: "info" | "rpc", errno: string | number, deviceType: number | undefined): Outcome {
  const driver = deviceType === undefined ? undefined : driverOf(deviceType);
  const { name, number, meaning, causes } = explainErrno({ ioctl, driver, errno });
  const why = causes.map((cause) => cause.when).join("; or ");
  const what = [...new Set(causes.map((cause) => cause.remedy))].slice(0, 2).join(" ");
  const reasons = why === "" ? "" : `. The kernel gives it here when ${why}.`;
  const full = `${name}${number === undefined ? "" : ` (${number}, ${meaning})`}${reasons}${what === "" ? "" : ` ${what}`}`;
  return { verdict: "bad", brief: name, full };
}

/** What the device answered. */
export function statusOutcome(family: string, status: RpcStatus): Outcome {
  const { code, ok, syndrome, delivery } = status;
  const name = shortName(status.name) ?? (ok ? "OK" : "refused");
  const number = ok ? "" : ` (${hex(code)})`;
  const tail = ok || syndrome === undefined ? "" : `, syndrome ${hex(syndrome)}`;
  const brief = `${name}${number}${tail}`;
  if (delivery === "unknown") {
    return {
      verdict: "unknown",
      brief: `${brief}, delivery unknown`,
      full: `${brief}. Delivery unknown: read the state back.`,
    };
  }
  if (ok) return { verdict: "good", brief, full: brief };
  const meaning = meaningOf(family, code);
  const errno = status.errno === undefined ? "" : ` The kernel's own callers would see ${status.errno}.`;
  return { verdict: "bad", brief, full: `${brief}${meaning === undefined ? "." : `: ${meaning}.`}${errno}` };
}

/** Names without what all of them start with. */
export function shortName(name: string | undefined): string | undefined {
  return name?.replace(/^(MLX5_CMD_STAT_|MLX5_DRIVER_STATUS_)/, "");
}

function meaningOf(family: string, code: number): string | undefined {
  switch (family) {
    case "mlx5":
      return explainStatus(code).meaning;
    case "cxl":
      return explainReturnCode(code).meaning;
    case "bnxt":
      return explainErrorCode(code).meaning;
    default:
      return undefined;
  }
}
