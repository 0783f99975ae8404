/**
 * The one thing that a backend implements: FWCTL_INFO and FWCTL_RPC as two functions. Whatever performs the ioctl
 * (a foreign function call, a native addon, an agent on another machine, a recording) stands behind this interface.
 */
import type { RpcReply, RpcRequest } from "../catalog/rpc.js";

/** What FWCTL_INFO tells: which driver, and that driver's own record. */
export interface DeviceInfo {
  /** `enum fwctl_device_type`: 1 mlx5, 2 CXL, 3 bnxt, 4 pds in mainline. */
  readonly deviceType: number;
  /** The driver's record, cut to the length that the kernel reports (0 bytes for CXL and pds in Linux 7.2). */
  readonly data: Uint8Array;
}

/** What goes with every call. */
export interface TransportOptions {
  /** Gives up waiting. A command that was already sent may run all the same: an abort does not undo. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A device that answers RPCs, whatever lies between.
 *
 * A backend rejects when there is no reply: with {@link ioctlFault} for an errno, or with any error that carries an
 * `errno` (number) or a `code` (`"EINVAL"`); {@link send} turns it into a transport fault that explains itself.
 * A device's own refusal (status, syndrome, return code) is part of a reply and never rejects. A time limit for one
 * call belongs to the backend, which alone knows what can be interrupted; it rejects with ETIMEDOUT.
 *
 * @example
 * const transport: Transport = {
 *   info: async () => ({ deviceType: 2, data: new Uint8Array() }),
 *   rpc: async (request) => ({ out: await deliver(request), outLength: request.outLength }),
 * };
 */
export interface Transport {
  info(options?: TransportOptions): Promise<DeviceInfo>;
  rpc(request: RpcRequest, options?: TransportOptions): Promise<RpcReply>;
}

/** One call and what came of it, as far as it got: what a fault of a transport keeps, and what a recording is made of. */
export interface TransportExchange {
  readonly ioctl: "info" | "rpc";
  readonly deviceType?: number | undefined;
  /** Of an rpc. */
  readonly request?: RpcRequest | undefined;
  /** Also one that was refused because it is too short, too long, or without its buffers. */
  readonly reply?: RpcReply | undefined;
  /** Of an info. */
  readonly info?: DeviceInfo | undefined;
  /** Positive errno, when the kernel gave one. */
  readonly errno?: number | undefined;
}
