/** The errnos that the rules of the kernel give, by name. */
import { FwctlFault } from "../fault/index.js";

const names = [
  "EPERM",
  "EIO",
  "ENXIO",
  "E2BIG",
  "EBADF",
  "EAGAIN",
  "ENOMEM",
  "EFAULT",
  "EBUSY",
  "EEXIST",
  "ENODEV",
  "EINVAL",
  "ENOTTY",
  "ENOSPC",
  "ENOENT",
  "ECHILD",
  "ERANGE",
  "EBADMSG",
  "EMSGSIZE",
  "EOPNOTSUPP",
  "ETIMEDOUT",
] as const;

/** Kernel name of an errno. */
export type ErrnoName = (typeof names)[number];

/**
 * An errno name out of a device model, which is outside data.
 *
 * @throws FwctlFault `schema` for a name that no rule gives.
 */
export function errnoNameOf(name: string, path: string): ErrnoName {
  const found = names.find((known) => known === name);
  if (found !== undefined) return found;
  const what = `${JSON.stringify(name.slice(0, 32))} is no errno`;
  throw new FwctlFault({ code: "schema", path: `${path}.errno`, what, remedy: `Known: ${names.join(", ")}.` });
}
