/**
 * The two ioctls of /dev/fwctl/fwctlN and their numbers (include/uapi/fwctl/fwctl.h: type 0x9A, `_IO(0x9A, nr)`),
 * and those of the older out-of-tree `mlx5ctl` interface, which captures still contain.
 */

/** Type byte of the fwctl ioctl numbers, `FWCTL_TYPE`. */
export const ioctlType = 0x9a;

/** Which ioctl: what is behind the device, or one remote procedure call. */
export type IoctlName = "info" | "rpc";

/** `nr` of each ioctl. */
export const ioctlNr: { readonly info: 0; readonly rpc: 1 } = { info: 0, rpc: 1 };

/**
 * Architectures whose `_IOC_NONE` is 1, three bits up from the size field; everywhere else it is 0.
 * (arch/<name>/include/uapi/asm/ioctl.h)
 */
export const noneIsOneOn: readonly string[] = ["alpha", "mips", "powerpc", "sparc"];

/** FWCTL_INFO and FWCTL_RPC where `_IOC_NONE` is 0: x86, arm, riscv, s390, loongarch, parisc. */
export const FWCTL_INFO = 0x9a00;
export const FWCTL_RPC = 0x9a01;

/** Numbers of the older mlx5ctl driver (saeedtx/mlx5ctl, mstflint): `_IOR(0x5c, 0, 16 bytes)` and `_IOWR(0x5c, 1, 24 bytes)`. */
export const MLX5CTL_IOCTL_INFO = 0x8010_5c00;
export const MLX5CTL_IOCTL_CMDRPC = 0xc018_5c01;

/**
 * The number to pass to ioctl(2).
 *
 * @param noneIsOne true on the architectures of {@link noneIsOneOn}.
 * @example ioctlNumber("rpc") // 0x9a01
 * @example ioctlNumber("rpc", true) // 0x20009a01
 */
export function ioctlNumber(name: IoctlName, noneIsOne = false): number {
  return (noneIsOne ? 0x2000_0000 : 0) + ioctlType * 256 + ioctlNr[name];
}

/** The ioctl behind a number as strace prints it, in either encoding; `undefined` for every other number (the kernel answers ENOTTY). */
export function ioctlName(number: number): IoctlName | undefined {
  if (number === ioctlNumber("info") || number === ioctlNumber("info", true)) return "info";
  return number === ioctlNumber("rpc") || number === ioctlNumber("rpc", true) ? "rpc" : undefined;
}
