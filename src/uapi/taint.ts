/**
 * The kernel's taint mask (`/proc/sys/kernel/tainted`; include/linux/panic.h, Documentation/admin-guide/tainted-kernels.rst),
 * bits 0 to 19. Bit 19, letter J, is fwctl's: an RPC with scope 2 or 3 was sent.
 */
import { FwctlFault } from "../fault/index.js";

/** One taint: its bit, the letter in an oops, the kernel's name without `TAINT_`, and why it is set. */
export interface Taint {
  readonly bit: number;
  readonly letter: string;
  readonly name: string;
  readonly meaning: string;
}

const rows: readonly (readonly [letter: string, name: string, meaning: string])[] = [
  ["P", "PROPRIETARY_MODULE", "a proprietary module was loaded"],
  ["F", "FORCED_MODULE", "a module was loaded by force"],
  ["S", "CPU_OUT_OF_SPEC", "the system runs out of specification"],
  ["R", "FORCED_RMMOD", "a module was unloaded by force"],
  ["M", "MACHINE_CHECK", "a machine check happened"],
  ["B", "BAD_PAGE", "a bad page was found"],
  ["U", "USER", "user space asked for it"],
  ["D", "DIE", "the kernel died recently (oops or bug)"],
  ["A", "OVERRIDDEN_ACPI_TABLE", "an ACPI table was overridden"],
  ["W", "WARN", "a kernel warning was issued"],
  ["C", "CRAP", "a staging driver was loaded"],
  ["I", "FIRMWARE_WORKAROUND", "a platform firmware bug is worked around"],
  ["O", "OOT_MODULE", "an out-of-tree module was loaded"],
  ["E", "UNSIGNED_MODULE", "an unsigned module was loaded"],
  ["L", "SOFTLOCKUP", "a soft lockup happened"],
  ["K", "LIVEPATCH", "the kernel was live patched"],
  ["X", "AUX", "auxiliary, for distributions"],
  ["T", "RANDSTRUCT", "built with struct layout randomisation"],
  ["N", "TEST", "a test ran inside the kernel"],
  ["J", "FWCTL", "an fwctl RPC with a write scope was sent"],
];

/** All taints, by bit. */
export const taints: readonly Taint[] = /* @__PURE__ */ rows.map(([letter, name, meaning], bit) => ({
  bit,
  letter,
  name,
  meaning,
}));

/** The bit that fwctl sets, and its mask. */
export const fwctlTaint: { readonly bit: 19; readonly mask: 524_288; readonly letter: "J" } = {
  bit: 19,
  mask: 524_288,
  letter: "J",
};

/** A taint mask in words. */
export interface DecodedTaint {
  readonly taints: readonly Taint[];
  /** The letters of an oops, without the blanks it prints for clear bits; `G` stands first when `P` does not. */
  readonly letters: string;
  /** Bits that Linux 7.2 has no name for. */
  readonly unknownBits: readonly number[];
  /** Whether an fwctl RPC did it, alone or among others. */
  readonly byFwctl: boolean;
}

/**
 * Decodes a taint mask.
 *
 * @example decodeTaint(524288).letters // "GJ"
 * @param mask the decimal number of /proc/sys/kernel/tainted, up to 64 bits.
 * @throws FwctlFault `range` for a negative, fractional or wider number.
 */
export function decodeTaint(mask: number | bigint): DecodedTaint {
  const digits = checked(mask).toString(2);
  const set = [...digits].reverse().flatMap((digit, bit) => (digit === "1" ? [bit] : []));
  const known = taints.filter((taint) => set.includes(taint.bit));
  return {
    taints: known,
    letters: `${set.includes(0) ? "" : "G"}${known.map((taint) => taint.letter).join("")}`,
    unknownBits: set.filter((bit) => bit >= taints.length),
    byFwctl: set.includes(fwctlTaint.bit),
  };
}

function checked(mask: number | bigint): bigint {
  if (typeof mask === "bigint" || Number.isInteger(mask)) {
    const value = BigInt(mask);
    if (value >= 0n && value < 1n << 64n) return value;
  }
  throw new FwctlFault({ code: "range", path: "taint", width: 64, received: mask });
}
