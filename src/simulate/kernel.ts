/** An fwctl device in memory: the kernel's rules over a device model, as a transport and one level lower as an ioctl. */
import type { RpcReply, RpcRequest } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";
import {
  type Allocation,
  type DeviceInfo,
  type IoctlImage,
  infoImage,
  ioctlFault,
  ioctlImage,
  readImage,
  readInfoImage,
  type Transport,
  type TransportOptions,
} from "../transport/index.js";
import { findErrno } from "../uapi/explain.js";
import { bindDevice, type DeviceModel } from "./bind.js";
import { type CoreState, coreIoctl } from "./core.js";
import type { Driver } from "./driver.js";
import { type Memory, mappedMemory } from "./memory.js";
import type { ScopePolicy } from "./policy.js";

/** Who calls, and through what kind of descriptor. */
export interface Caller {
  /** The process has CAP_SYS_RAWIO. Default true. */
  readonly rawIo?: boolean;
  /** The descriptor was opened with O_PATH, which is good for nothing: EBADF. Default false. */
  readonly pathOnly?: boolean;
}

/** What `ioctl(2)` gives: 0, or -1 with an errno. */
export interface IoctlResult {
  readonly ret: 0 | -1;
  /** 0 on success. */
  readonly errno: number;
  /** `"OK"`, or the errno's name. */
  readonly errname: string;
}

/** One opened `/dev/fwctl/fwctl0`. */
export interface SimulatedDescriptor extends Transport {
  /**
   * The system call itself: any number, any argument address, and the caller's memory, into which replies are written.
   * It never throws.
   *
   * @example
   * const memory = mappedMemory([{ address: 0x1000, bytes: argument }]);
   * kernel.ioctl(0x9a00, 0x1000, memory); // { ret: 0, errno: 0, errname: "OK" }
   */
  ioctl(number: number, argument: bigint | number, memory: Memory, caller?: Caller): IoctlResult;
  /** Every ioctl after it is EBADF. */
  close(): void;
}

/** A kernel with one device. It is a descriptor itself: the first one that was opened. */
export interface SimulatedKernel extends SimulatedDescriptor {
  /** `/proc/sys/kernel/tainted`: bit 19 once an RPC of scope 2 or 3 was sent. */
  readonly taint: number;
  /**
   * Opens the device once more, with the caller that its `info` and `rpc` use.
   *
   * @throws FwctlFault `transport` when the device is unbound.
   */
  open(caller?: Caller): SimulatedDescriptor;
  /** Takes the device from its driver. Descriptors opened so far are dead for good: ENODEV. */
  unbind(): void;
  /** Gives it back. The device is as it was left; only new descriptors see it. */
  bind(): void;
}

/** What a simulated kernel is made of. */
export interface SimulatedKernelOptions {
  readonly device: DeviceModel;
  /** Which scope a command needs; mlx5 and bnxt cannot do without. */
  readonly policy?: ScopePolicy;
  /** The caller of this transport's own `info` and `rpc`. */
  readonly caller?: Caller;
  /** Taint before the first call. Default 0. */
  readonly taint?: number;
}

/**
 * An in-memory fwctl device with which tools are written and tested without hardware. The checks are the kernel's, in
 * the kernel's order; what the device holds and answers comes from the model.
 *
 * @throws FwctlFault `schema` for a bad model, `missing` without the policy that the driver needs, `transport` when a
 *   kernel would register no fwctl device for it.
 * @example
 * const transport = simulatedKernel({ device: exampleCxlDevice });
 * (await transport.info()).deviceType; // 2
 */
export function simulatedKernel(options: SimulatedKernelOptions): SimulatedKernel {
  const state: CoreState = { taint: options.taint ?? 0 };
  const attach = bindDevice(options.device, options.policy);
  let driver: Driver | undefined = attach();
  let opened = 0;
  const open = (caller: Caller = {}): SimulatedDescriptor => {
    const mine = driver;
    if (mine === undefined) {
      const what = "is not there: no driver is bound to the device";
      throw new FwctlFault({ code: "transport", path: "/dev/fwctl/fwctl0", what, remedy: "Call `bind` first." });
    }
    opened += 1;
    return descriptor({ state, driver: () => (driver === mine ? mine : undefined), number: opened, caller });
  };
  return {
    ...open(options.caller),
    get taint() {
      return state.taint;
    },
    open,
    unbind: () => {
      driver = undefined;
    },
    bind: () => {
      driver ??= attach();
    },
  };
}

interface Opened {
  readonly state: CoreState;
  readonly driver: () => Driver | undefined;
  readonly number: number;
  readonly caller: Caller;
}

function descriptor(opened: Opened): SimulatedDescriptor {
  let closed = false;
  const ioctl: SimulatedDescriptor["ioctl"] = (number, argument, memory, caller = opened.caller) => {
    if (closed || caller.pathOnly === true) return result("EBADF");
    const call = { number: number >>> 0, argument: addressOf(argument), memory };
    const { state, driver, number: descriptor } = opened;
    return result(coreIoctl({ ...call, state, driver: driver(), descriptor, rawIo: caller.rawIo !== false }));
  };
  const perform = (build: (arena: Arena) => IoctlImage, request?: RpcRequest): IoctlImage => {
    const memory = arena();
    const image = build(memory);
    const { errname } = ioctl(image.number, image.argument.address, mappedMemory(memory.lent));
    if (errname === "OK") return image;
    throw ioctlFault({ ioctl: image.ioctl, errno: errname, deviceType: opened.driver()?.deviceType, request });
  };
  return {
    ioctl,
    close: () => {
      closed = true;
    },
    info: async (options?: TransportOptions): Promise<DeviceInfo> => {
      refuseAborted(options);
      return readInfoImage(perform(({ allocate }) => infoImage(64, allocate)));
    },
    rpc: async (request: RpcRequest, options?: TransportOptions): Promise<RpcReply> => {
      refuseAborted(options);
      return readImage(perform(({ allocate }) => ioctlImage(request, allocate), request));
    },
  };
}

/** A number that is no address leads nowhere. */
function addressOf(argument: bigint | number): bigint {
  if (typeof argument === "number" && !Number.isSafeInteger(argument)) return 0n;
  return BigInt.asUintN(64, BigInt(argument));
}

function result(errname: string | undefined): IoctlResult {
  if (errname === undefined) return { ret: 0, errno: 0, errname: "OK" };
  return { ret: -1, errno: findErrno(errname)?.number ?? 0, errname };
}

interface Arena {
  readonly lent: Allocation[];
  readonly allocate: (length: number) => Allocation;
}

/** Addresses as a 64-bit process has them; each buffer begins on a page of its own. */
function arena(): Arena {
  const lent: Allocation[] = [];
  let next = 0x7f00_0000_0000n;
  const allocate = (length: number): Allocation => {
    const allocation = { address: next, bytes: new Uint8Array(length) };
    lent.push(allocation);
    next += BigInt(Math.ceil((length + 1) / 4096) * 4096);
    return allocation;
  };
  return { lent, allocate };
}

function refuseAborted(options: TransportOptions | undefined): void {
  if (options?.signal?.aborted !== true) return;
  throw new FwctlFault({ code: "aborted", what: "aborted before it was sent" }, { cause: options.signal.reason });
}
