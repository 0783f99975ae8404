/**
 * A call as it must lie in memory: the argument struct, the two buffers, and every buffer behind a pointer, with all
 * addresses filled in. A backend only lends memory and performs one ioctl; it needs no knowledge of any protocol.
 *
 * Layout of the arguments: include/uapi/fwctl/fwctl.h, `struct fwctl_info` (24 bytes) and `struct fwctl_rpc` (32 bytes).
 */
import { dataView, type Endian } from "../bits/index.js";
import type { Pointer, RpcReply, RpcRequest } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";
import { argumentBytes, type IoctlName, ioctlNumber } from "../uapi/index.js";
import type { DeviceInfo } from "./transport.js";

/** Memory that a backend lends for one call: `bytes` is what lies at `address` as the kernel sees it. */
export interface Allocation {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** Lends `length` bytes that do not move until the reply was read. Never called with 0. */
export type Allocate = (length: number) => Allocation;

/** How the machine that performs the ioctl differs from x86-64. */
export interface ImageOptions {
  /** Byte order of the argument structs and of addresses. Default `le`. */
  readonly hostOrder?: Endian;
  /** `_IOC_NONE` is 1 there: alpha, mips, powerpc, sparc. Changes the ioctl number. */
  readonly noneIsOne?: boolean;
  /** Most bytes of all buffers together. Default 64 MiB. */
  readonly limit?: number;
}

/** A buffer behind an address that stands at `at` in the buffer before it. */
interface ImageBuffer {
  readonly pointer: Pointer;
  readonly memory: Allocation;
  /** What stood in the eight bytes before the address was written there. */
  readonly covered: Uint8Array;
  readonly pointers: readonly ImageBuffer[];
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

const nothing: Allocation = { address: 0n, bytes: new Uint8Array(0) };
const defaultLimit = 64 * 2 ** 20;
const deepest = 8;

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

type Lend = (length: number, path: string) => Allocation;

function lender(allocate: Allocate, limit: number): Lend {
  let left = limit;
  return (length, path) => {
    if (length === 0) return nothing;
    if (length > left) {
      const what = `buffers exceed the limit of ${limit} bytes`;
      throw new FwctlFault({ code: "range", path, what, expected: limit, remedy: "Ask for less, or raise `limit`." });
    }
    left -= length;
    const { address, bytes } = allocate(length);
    if (bytes.length >= length) {
      const exact = bytes.subarray(0, length);
      exact.fill(0);
      return { address, bytes: exact };
    }
    const what = `the backend lent ${bytes.length} bytes, ${length} were asked for`;
    throw new FwctlFault({ code: "transport", path, what, expected: length, received: bytes.length });
  };
}

interface Placing {
  readonly lend: Lend;
  readonly hostOrder: Endian;
}

/** Lends a buffer for each pointer of a message, innermost first, and writes its address into the message. */
function place(
  pointers: readonly Pointer[],
  message: Uint8Array,
  length: number,
  placing: Placing,
  path: string,
  depth = 1,
): readonly ImageBuffer[] {
  if (pointers.length > 0 && depth > deepest) {
    throw new FwctlFault({
      code: "range",
      path,
      what: `pointers nest deeper than ${deepest} buffers`,
      expected: deepest,
    });
  }
  const taken = new Set<number>();
  return pointers.map((pointer, index) => {
    const here = `${path}.pointers[${index}]`;
    checkPlace(pointer, length, taken, here);
    const memory = placing.lend(unsigned(pointer.length, `${here}.length`), here);
    if (pointer.data !== undefined) memory.bytes.set(fitting(pointer.data, pointer.length, here));
    const inner = place(pointer.pointers ?? [], memory.bytes, pointer.length, placing, here, depth + 1);
    const covered = message.slice(pointer.at, pointer.at + 8);
    dataView(message).setBigUint64(pointer.at, memory.address, placing.hostOrder === "le");
    return { pointer, memory, covered, pointers: inner };
  });
}

/** The eight bytes at `at` must lie inside the buffer and belong to no other pointer. */
function checkPlace(pointer: Pointer, length: number, taken: Set<number>, path: string): void {
  const { at } = pointer;
  if (!Number.isSafeInteger(at) || at < 0 || at + 8 > length) {
    const what = `an address at byte ${at} needs bytes ${at}..${at + 7}, the buffer has ${length}`;
    throw new FwctlFault({ code: "range", path: `${path}.at`, what, received: at });
  }
  for (let byte = at; byte < at + 8; byte += 1) {
    if (taken.has(byte)) {
      const what = `byte ${byte} belongs to the address of another pointer`;
      throw new FwctlFault({ code: "range", path: `${path}.at`, what, received: at });
    }
    taken.add(byte);
  }
}

function fitting(data: Uint8Array, length: number, path: string): Uint8Array {
  if (data.length <= length) return data;
  const what = `${data.length} bytes of data for a buffer of ${length}`;
  throw new FwctlFault({ code: "range", path: `${path}.data`, what, expected: length, received: data.length });
}

function unsigned(value: number, path: string): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= 0xffff_ffff) return value;
  throw new FwctlFault({ code: "range", path, received: value, width: 32 });
}

function uncover(message: Uint8Array, buffers: readonly ImageBuffer[], hostOrder: Endian): void {
  const view = dataView(message);
  for (const { pointer, memory, covered } of buffers) {
    if (pointer.at + 8 > message.length) continue;
    if (view.getBigUint64(pointer.at, hostOrder === "le") === memory.address) message.set(covered, pointer.at);
  }
}

function readBuffer(buffer: ImageBuffer, hostOrder: Endian): Pointer {
  const { at, direction, length } = buffer.pointer;
  const data = buffer.memory.bytes.slice();
  uncover(data, buffer.pointers, hostOrder);
  if (buffer.pointers.length === 0) return { at, direction, length, data };
  return { at, direction, length, data, pointers: buffer.pointers.map((inner) => readBuffer(inner, hostOrder)) };
}
