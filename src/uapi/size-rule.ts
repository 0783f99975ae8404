/**
 * The compatibility rule of the `size` field that opens every fwctl argument (`copy_struct_from_user` in
 * drivers/fwctl/main.c): a caller built against a newer header passes a larger struct, which is fine as long as
 * everything that this kernel does not know is zero.
 */
import type { Endian } from "../bits/index.js";

/** "ok", or the errno with which the kernel refuses the argument before it looks at any other field. */
export type SizeVerdict = "ok" | "EINVAL" | "E2BIG" | "EFAULT";

/**
 * Applies the rule to an ioctl argument as it lies in memory. Its first four bytes are `size` in host order.
 *
 * - below the known size: EINVAL
 * - larger, all bytes behind the known size zero: ok, and `size` is not rewritten
 * - larger with another byte there: E2BIG
 * - fewer bytes than `size` says, or not even a `size`: EFAULT, as for memory that cannot be read
 *
 * @param known bytes of the struct that the kernel knows; see `argumentBytes`.
 * @example checkSize(argument, argumentBytes.rpc) // "ok"
 */
export function checkSize(argument: Uint8Array, known: number, hostOrder: Endian = "le"): SizeVerdict {
  if (argument.length < 4) return "EFAULT";
  const view = new DataView(argument.buffer, argument.byteOffset, argument.byteLength);
  const size = view.getUint32(0, hostOrder === "le");
  if (size < known) return "EINVAL";
  const end = Math.min(size, argument.length);
  for (let at = known; at < end; at += 1) if (argument[at] !== 0) return "E2BIG";
  return end < size ? "EFAULT" : "ok";
}
