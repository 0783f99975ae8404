/** The buffers of a call: lending memory, and writing addresses to where the pointers of a request say. */
import { dataView, type Endian } from "../bits/index.js";
import type { Pointer } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";

/** Memory that a backend lends for one call: `bytes` is what lies at `address` as the kernel sees it. */
export interface Allocation {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** Lends `length` bytes that do not move until the reply was read. Never called with 0. */
export type Allocate = (length: number) => Allocation;

/** A buffer behind an address that stands at `at` in the buffer before it. */
export interface ImageBuffer {
  readonly pointer: Pointer;
  readonly memory: Allocation;
  /** What stood in the eight bytes before the address was written there. */
  readonly covered: Uint8Array;
  readonly pointers: readonly ImageBuffer[];
}

/** Stands for a buffer of 0 bytes. */
export const nothing: Allocation = { address: 0n, bytes: new Uint8Array(0) };

const deepest = 8;

/** Lends zeroed memory; `path` names it in faults. */
export type Lend = (length: number, path: string) => Allocation;

/** Lends through a backend's `allocate`, up to a limit for the whole call. */
export function lender(allocate: Allocate, limit: number): Lend {
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

/** What placing needs beside the pointers. */
export interface Placing {
  readonly lend: Lend;
  readonly hostOrder: Endian;
}

/** Lends a buffer for each pointer of a message, innermost first, and writes its address into the message. */
export function place(
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

/** @throws FwctlFault `range` unless it is an unsigned number of 32 bits. */
export function unsigned(value: number, path: string): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= 0xffff_ffff) return value;
  throw new FwctlFault({ code: "range", path, received: value, width: 32 });
}

/** Puts back what stood where addresses were written, if the address still stands there. */
export function uncover(message: Uint8Array, buffers: readonly ImageBuffer[], hostOrder: Endian): void {
  const view = dataView(message);
  for (const { pointer, memory, covered } of buffers) {
    if (pointer.at + 8 > message.length) continue;
    if (view.getBigUint64(pointer.at, hostOrder === "le") === memory.address) message.set(covered, pointer.at);
  }
}

/** A buffer as it is after the call, in a copy. */
export function readBuffer(buffer: ImageBuffer, hostOrder: Endian): Pointer {
  const { at, direction, length } = buffer.pointer;
  const data = buffer.memory.bytes.slice();
  uncover(data, buffer.pointers, hostOrder);
  if (buffer.pointers.length === 0) return { at, direction, length, data };
  return { at, direction, length, data, pointers: buffer.pointers.map((inner) => readBuffer(inner, hostOrder)) };
}
