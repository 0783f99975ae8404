/** What may be written into a field of a queue entry or mailbox block; everything else is refused before a byte is written. */
import { FwctlFault } from "../fault/index.js";

/** A number of `width` bits, up to 32. */
export function fitting(path: string, value: number, width: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** width) return value;
  throw new FwctlFault({ code: "range", path, width, received: value });
}

/** A bus address: 64 bits. */
export function fittingAddress(path: string, value: bigint): bigint {
  if (value >= 0n && value < 1n << 64n) return value;
  throw new FwctlFault({ code: "range", path, width: 64, received: value });
}

/** At most `most` bytes; what is missing stays zero. */
export function fittingBytes(path: string, value: Uint8Array, most: number): Uint8Array {
  if (value.length <= most) return value;
  const what = `holds ${most} bytes, ${value.length} given`;
  throw new FwctlFault({ code: "count", path, expected: most, received: value.length, what });
}
