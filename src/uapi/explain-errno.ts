/** What an errno of an fwctl ioctl means there, and what to do about it. */
import type { DriverName } from "./device-types.js";
import { allCauses, type ErrnoCause } from "./errno-causes.js";
import { findErrno } from "./errnos.js";
import type { IoctlName } from "./ioctls.js";

/** An errno in its place: which ioctl, behind which driver. */
export interface ErrnoQuestion {
  readonly ioctl: IoctlName;
  /** Without it the conditions of all drivers are listed. */
  readonly driver?: DriverName | undefined;
  /** Number, also negative, or name. */
  readonly errno: number | string;
}

/** The answer: `causes` are the conditions known for it, empty when the kernel has no such condition. */
export interface ErrnoExplanation {
  readonly number: number | undefined;
  readonly name: string;
  readonly meaning: string;
  readonly causes: readonly ErrnoCause[];
}

/**
 * Explains an errno by the conditions under which the kernel gives it.
 *
 * @example
 * explainErrno({ ioctl: "rpc", driver: "mlx5", errno: 74 }).causes[0]?.when
 * // "the opcode is refused, or needs a higher scope"
 */
export function explainErrno(question: ErrnoQuestion): ErrnoExplanation {
  const known = findErrno(question.errno);
  const name = known?.name ?? `errno ${question.errno}`;
  const causes = allCauses().filter(
    (cause) =>
      cause.errno === name &&
      (cause.ioctl === undefined || cause.ioctl === question.ioctl) &&
      (cause.by === "core" || question.driver === undefined || cause.by === question.driver),
  );
  return { number: known?.number, name, meaning: known?.meaning ?? "no errno that fwctl gives", causes };
}
