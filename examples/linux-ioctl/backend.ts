/** A transport for `/dev/fwctl/fwctlN` on this machine. It knows ioctls and nothing of any firmware protocol. */
import { endianness } from "node:os";
import { FwctlFault } from "../../src/fault/index.js";
import {
  type Allocate,
  type Allocation,
  type IoctlImage,
  infoImage,
  ioctlFault,
  ioctlImage,
  readImage,
  readInfoImage,
  type Transport,
  type TransportOptions,
} from "../../src/transport/index.js";
import { errnoName } from "../../src/uapi/explain.js";
import { type IoctlName, noneIsOneOn } from "../../src/uapi/index.js";
import { type Libc, loadLibc, pinned } from "./libc.js";

/** An open device node. */
export interface LinuxDevice extends Transport {
  readonly path: string;
  /** Waits for calls that are under way, then closes the descriptor. Calling it again does nothing. */
  close(): Promise<void>;
}

export interface LinuxOptions {
  /** The system calls; a stand-in in tests. */
  readonly libc?: Libc;
  /** Gives up waiting for one ioctl after so many milliseconds: ETIMEDOUT, delivery unknown. Default: waits for ever. */
  readonly timeout?: number;
}

/** No driver of Linux 7.2 has more than 8 bytes of info data. */
const infoBytes = 64;

/**
 * Opens a device node.
 *
 * @throws FwctlFault `transport` when it cannot be opened. That it is a fwctl device shows with the first call:
 *   ENOTTY otherwise.
 * @example
 * const device = await openDevice(openLinuxDevice("/dev/fwctl/fwctl0"), catalog);
 */
export function openLinuxDevice(path: string, options: LinuxOptions = {}): LinuxDevice {
  const libc = options.libc ?? loadLibc();
  const { descriptor, errno } = libc.open(path);
  if (errno !== 0) throw openFault(path, errno);
  const node: OpenNode = {
    libc,
    descriptor,
    timeout: options.timeout,
    pending: new Set(),
    open: true,
    deviceType: undefined,
  };
  return {
    path,
    info: async (how) => {
      const info = readInfoImage(await perform(node, "info", (lend) => infoImage(infoBytes, lend, host), how));
      node.deviceType = info.deviceType;
      return info;
    },
    rpc: async (request, how) => readImage(await perform(node, "rpc", (lend) => ioctlImage(request, lend, host), how)),
    close: async () => {
      if (!node.open) return;
      node.open = false;
      await Promise.allSettled(node.pending);
      libc.close(descriptor);
    },
  };
}

interface OpenNode {
  readonly libc: Libc;
  readonly descriptor: number;
  readonly timeout: number | undefined;
  /** Ioctls that the kernel has not returned from. */
  readonly pending: Set<Promise<number>>;
  open: boolean;
  /** Known after the first info: the same errno means different things behind different drivers. */
  deviceType: number | undefined;
}

/** Lays the call out in pinned memory, performs it, and explains an errno. */
async function perform(
  node: OpenNode,
  ioctl: IoctlName,
  layOut: (allocate: Allocate) => IoctlImage,
  how: TransportOptions | undefined,
): Promise<IoctlImage> {
  how?.signal?.throwIfAborted();
  if (!node.open) throw ioctlFault({ ioctl, errno: "EBADF", deviceType: node.deviceType });
  const held: Allocation[] = [];
  const image = layOut((length) => {
    const memory = pinned(length);
    held.push(memory);
    return memory;
  });
  const call = node.libc.ioctl(node.descriptor, image.number, image.argument.address, held);
  node.pending.add(call);
  void call.catch(() => 0).finally(() => node.pending.delete(call));
  const errno = await orTimeout(call, node.timeout);
  if (errno !== 0) throw ioctlFault({ ioctl, errno, deviceType: node.deviceType });
  return image;
}

/** How this machine differs from x86-64. */
const host = {
  hostOrder: endianness() === "BE" ? "be" : "le",
  noneIsOne: noneIsOneOn.some((name) => process.arch.startsWith(name === "powerpc" ? "ppc" : name)),
} as const;

const ETIMEDOUT = 110;

/** The ioctl itself cannot be interrupted: it goes on in its thread, with its buffers. */
async function orTimeout(call: Promise<number>, milliseconds: number | undefined): Promise<number> {
  if (milliseconds === undefined) return call;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(ETIMEDOUT), milliseconds);
  });
  try {
    return await Promise.race([call, expired]);
  } finally {
    clearTimeout(timer);
  }
}

function openFault(path: string, errno: number): FwctlFault {
  const name = errnoName(errno);
  const remedies: ReadonlyMap<string, string> = new Map([
    ["ENOENT", "See /sys/class/fwctl for the devices that there are; a driver's fwctl module may have to be loaded."],
    ["EACCES", "Run as a user who may open it: by default only root."],
    ["ENXIO", "The device was removed."],
    ["ENODEV", "The device was removed."],
  ]);
  const facts = { code: "transport", path, what: `cannot be opened: ${name}`, received: name } as const;
  const remedy = remedies.get(name);
  return new FwctlFault(remedy === undefined ? facts : { ...facts, remedy }, { cause: { errno } });
}
