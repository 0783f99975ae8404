/**
 * The errnos that fwctl and its drivers give, by number and name. Numbers are those of include/uapi/asm-generic
 * (x86, arm, riscv, powerpc, s390, loongarch); alpha, mips, parisc and sparc number those above 34 differently.
 */
import { once } from "../layout/once.js";

/** Number and name of each. A function, like all lists here: families import this file, and few ask it anything. */
function numbers(): readonly (readonly [number: number, name: string])[] {
  return [
    [1, "EPERM"],
    [2, "ENOENT"],
    [4, "EINTR"],
    [5, "EIO"],
    [6, "ENXIO"],
    [7, "E2BIG"],
    [9, "EBADF"],
    [10, "ECHILD"],
    [11, "EAGAIN"],
    [12, "ENOMEM"],
    [13, "EACCES"],
    [14, "EFAULT"],
    [16, "EBUSY"],
    [17, "EEXIST"],
    [19, "ENODEV"],
    [22, "EINVAL"],
    [25, "ENOTTY"],
    [28, "ENOSPC"],
    [30, "EROFS"],
    [34, "ERANGE"],
    [42, "ENOMSG"],
    [53, "EBADR"],
    [74, "EBADMSG"],
    [90, "EMSGSIZE"],
    [95, "EOPNOTSUPP"],
    [110, "ETIMEDOUT"],
    [121, "EREMOTEIO"],
    [125, "ECANCELED"],
    [133, "EHWPOISON"],
  ];
}

function meanings(): readonly string[] {
  return [
    "not permitted",
    "no such entry",
    "interrupted",
    "input/output error",
    "no such device or address",
    "argument too large",
    "bad file descriptor",
    "no child process",
    "try again",
    "out of memory",
    "permission denied",
    "bad address",
    "busy",
    "exists already",
    "no such device",
    "invalid argument",
    "not an ioctl of this device",
    "no space",
    "read-only",
    "out of range",
    "no message of that type",
    "bad request descriptor",
    "bad message",
    "message too long",
    "not supported",
    "timed out",
    "remote input/output error",
    "cancelled",
    "memory hardware error",
  ];
}

/** One errno: `EBADMSG` is 74, "bad message". */
export interface Errno {
  readonly number: number;
  readonly name: string;
  readonly meaning: string;
}

function namedErrnos(): Errno[] {
  const words = meanings();
  return numbers().map(([number, name], index) => ({ number, name, meaning: words[index] ?? "" }));
}

/** All errnos that this library names, made when the first is asked for. */
export const allErrnos: () => readonly Errno[] = /* @__PURE__ */ once(namedErrnos);

/**
 * Looks an errno up by number (also negative, as kernels return it) or by name. `undefined` when it is none of the list.
 *
 * @example findErrno(-74)?.name // "EBADMSG"
 */
export function findErrno(errno: number | string): Errno | undefined {
  if (typeof errno === "string") return allErrnos().find((entry) => entry.name === errno);
  return allErrnos().find((entry) => entry.number === Math.abs(errno));
}

/** Name of an errno, or `errno 200` for a number that is not in the list. */
export function errnoName(errno: number): string {
  return findErrno(errno)?.name ?? `errno ${Math.abs(errno)}`;
}
