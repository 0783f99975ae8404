/** How an exchange ended, in words. */
import { explainErrorCode } from "../src/bnxt/errors.js";
import { type Exchange, type Rpc, type RpcStatus, readBack } from "../src/catalog/index.js";
import { explainReturnCode } from "../src/cxl/return-codes.js";
import { explainStatus } from "../src/mlx5/status.js";
import { type ErrnoCause, explainErrno } from "../src/uapi/explain.js";
import { driverOf } from "../src/uapi/index.js";
import { hex } from "./phrases.js";

/** `good`: done. `bad`: refused by the device or the kernel. `unknown`: nobody can tell. */
export type Verdict = "good" | "bad" | "unknown";

export interface Outcome {
  readonly verdict: Verdict;
  /** A few words: `OK`, `BAD_RES_ERR (0x5), syndrome 0x65b500`, `EINVAL`. */
  readonly brief: string;
  /** What it means and what to do, for whoever must act on it; empty when `brief` says it all. */
  readonly lines: readonly string[];
}

const noReply: Outcome = { verdict: "unknown", brief: "no reply recorded", lines: [] };

/** The outcome of an exchange: the errno when there is one, else what the reply says. */
export function outcomeOf({ deviceType, errno, out }: Exchange, rpc: Rpc | undefined): Outcome | undefined {
  // The notes of an exchange say that its delivery is unknown, and what to do.
  const noted = rpc?.delivery?.outcome === "unknown";
  if (errno !== undefined) return errnoOutcome("rpc", errno, deviceType, noted);
  if (out === undefined) return noReply;
  if (rpc === undefined) return undefined;
  if (rpc.status === undefined) {
    return { verdict: "unknown", brief: "reply too short for a status", lines: [] };
  }
  const outcome = statusOutcome(rpc.family, rpc.status);
  return noted ? { ...outcome, lines: [] } : outcome;
}

/** What an errno of an ioctl means there, and what to do. `noted`: that the state is to be read back stands in a note. */
export function errnoOutcome(
  ioctl: "info" | "rpc",
  errno: string | number,
  deviceType: number | undefined,
  noted = false,
): Outcome {
  const driver = deviceType === undefined ? undefined : driverOf(deviceType);
  const { name, number, meaning, causes } = explainErrno({ ioctl, driver, errno });
  const title = `${name}${number === undefined ? "" : ` (${number}, ${meaning})`}`;
  const said = ({ when, remedy }: ErrnoCause): string => `${when}.${noted && remedy === readBack ? "" : ` ${remedy}`}`;
  const [only] = causes;
  if (only === undefined) return { verdict: "bad", brief: name, lines: [`${title}: ${meaning}`] };
  if (causes.length === 1) return { verdict: "bad", brief: name, lines: [`${title}: ${said(only)}`] };
  // The driver's own reasons first: the core's are rarely met by a tool that works at all.
  const sorted = [...causes].sort((a, b) => Number(a.by === "core") - Number(b.by === "core"));
  const reasons = sorted.map((cause) => `- ${said(cause)}`);
  return {
    verdict: "bad",
    brief: name,
    lines: [`${title}, which the kernel gives here for one of these reasons:`, ...reasons],
  };
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
      lines: [`${brief}. Delivery unknown: read the state back.`],
    };
  }
  if (ok) return { verdict: "good", brief, lines: [] };
  const meaning = meaningOf(family, code);
  const errno = status.errno === undefined ? "" : ` The kernel's own callers would see ${status.errno}.`;
  return { verdict: "bad", brief, lines: [`${brief}${meaning === undefined ? "." : `: ${meaning}.`}${errno}`] };
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
