/**
 * A call as it must lie in memory: the argument struct, the two buffers, and every buffer behind a pointer, with all
 * addresses filled in. A backend only lends memory and performs one ioctl; it needs no knowledge of any protocol.
 *
 * Layout of the arguments: include/uapi/fwctl/fwctl.h, `struct fwctl_info` (24 bytes) and `struct fwctl_rpc` (32 bytes).
 */
import { dataView, type Endian } from "../bits/index.js";
import type { RpcReply, RpcRequest } from "../catalog/rpc.js";
import { argumentBytes, type IoctlName, ioctlNumber } from "../uapi/index.js";
import {
  type Allocate,
  type Allocation,
  type ImageBuffer,
  lender,
  nothing,
  place,
  readBuffer,
  uncover,
  unsigned,
} from "./buffers.js";
import type { DeviceInfo } from "./transport.js";

/** How the machine that performs the ioctl differs from x86-64. */
export interface ImageOptions {
  /** Byte order of the argument structs and of addresses. Default `le`. */
  readonly hostOrder?: Endian;
  /** `_IOC_NONE` is 1 there: alpha, mips, powerpc, sparc. Changes the ioctl number. */
  readonly noneIsOne?: boolean;
  /** Most bytes of all buffers together. Default 64 MiB. */
  readonly limit?: number;
}

/** One ioctl, ready: call `ioctl(descriptor, number, argument.address)`, then read the image back. */
export interface IoctlImage {
  readonly ioctl: IoctlName;
  /** The request number for ioctl(2). */
  readonly number: number;
  readonly argument: Allocation;
  /** The request; empty for an info. Whoever holds the image holds every buffer that the kernel will touch. */
  readonly in: Allocation;
  /** Bytes offered for the reply (`out`, or `out_device_data`). */
  readonly out: Allocation;
  readonly hostOrder: Endian;
  /** Buffers behind the pointers of `in`, in request order. */
  readonly pointers: readonly ImageBuffer[];
}

const defaultLimit = 64 * 2 ** 20;

/**
 * Lays out one FWCTL_RPC. Pointers of any depth are placed; their addresses go, eight bytes in host order, to where
 * `at` says. A buffer of 0 bytes gets the address 0.
 *
 * @throws FwctlFault `range` when a pointer does not fit its buffer or the whole exceeds the limit, `transport` when
 *   `allocate` lends too little.
 * @example
 * const image = ioctlImage(call, allocate);
 * const errno = ioctl(descriptor, image.number, image.argument.address);
 * if (errno === 0) return readImage(image);
 */
export function ioctlImage(request: RpcRequest, allocate: Allocate, options: ImageOptions = {}): IoctlImage {
  const hostOrder = options.hostOrder ?? "le";
  const lend = lender(allocate, options.limit ?? defaultLimit);
  const inBuffer = lend(request.in.length, "fwctl_rpc.in");
  inBuffer.bytes.set(request.in);
  const pointers = place(
    request.pointers ?? [],
    inBuffer.bytes,
    request.in.length,
    { lend, hostOrder },
    "fwctl_rpc.in",
  );
  const out = lend(unsigned(request.outLength, "fwctl_rpc.out_len"), "fwctl_rpc.out");
  const argument = lend(argumentBytes.rpc, "fwctl_rpc");
  const view = dataView(argument.bytes);
  const little = hostOrder === "le";
  view.setUint32(0, argumentBytes.rpc, little);
  view.setUint32(4, unsigned(request.scope, "fwctl_rpc.scope"), little);
  view.setUint32(8, request.in.length, little);
  view.setUint32(12, request.outLength, little);
  view.setBigUint64(16, inBuffer.address, little);
  view.setBigUint64(24, out.address, little);
  return {
    ioctl: "rpc",
    number: ioctlNumber("rpc", options.noneIsOne),
    argument,
    in: inBuffer,
    out,
    hostOrder,
    pointers,
  };
}

/**
 * Lays out one FWCTL_INFO with room for `dataLength` bytes of the driver's record (no driver has more than 8 in 7.2).
 *
 * @throws FwctlFault as {@link ioctlImage}.
 */
export function infoImage(dataLength: number, allocate: Allocate, options: ImageOptions = {}): IoctlImage {
  const hostOrder = options.hostOrder ?? "le";
  const lend = lender(allocate, options.limit ?? defaultLimit);
  const out = lend(unsigned(dataLength, "fwctl_info.device_data_len"), "fwctl_info.out_device_data");
  const argument = lend(argumentBytes.info, "fwctl_info");
  const view = dataView(argument.bytes);
  const little = hostOrder === "le";
  view.setUint32(0, argumentBytes.info, little);
  view.setUint32(12, dataLength, little);
  view.setBigUint64(16, out.address, little);
  return {
    ioctl: "info",
    number: ioctlNumber("info", options.noneIsOne),
    argument,
    in: nothing,
    out,
    hostOrder,
    pointers: [],
  };
}

/**
 * Reads the reply after an FWCTL_RPC that returned 0. Everything is copied, so the lent memory is free afterwards.
 * An address that was written for the call and comes back at the same place (pds returns its request) is replaced by
 * the bytes that stood there before: no address of this process enters a reply or a recording.
 */
export function readImage(image: IoctlImage): RpcReply {
  const outLength = dataView(image.argument.bytes).getUint32(12, image.hostOrder === "le");
  const out = image.out.bytes.slice(0, outLength);
  uncover(out, image.pointers, image.hostOrder);
  const pointers = image.pointers.map((buffer) => readBuffer(buffer, image.hostOrder));
  return pointers.length === 0 ? { out, outLength } : { out, outLength, pointers };
}

/** Reads the answer after an FWCTL_INFO that returned 0. */
export function readInfoImage(image: IoctlImage): DeviceInfo {
  const view = dataView(image.argument.bytes);
  const little = image.hostOrder === "le";
  return { deviceType: view.getUint32(8, little), data: image.out.bytes.slice(0, view.getUint32(12, little)) };
}
