/** What stands between the fwctl core and a device: one driver. Rules of the kernel, none of the device's. */
import type { ErrnoName } from "./errno-name.js";
import type { Memory } from "./memory.js";

/** One RPC as the core hands it to the driver: the request is already in kernel memory. */
export interface DriverCall {
  readonly scope: number;
  /** The kernel's copy of the request; a driver may write into it. */
  readonly in: Uint8Array;
  /** Bytes that the caller offers for the reply. */
  readonly outLength: number;
  /** User memory, for drivers whose messages carry addresses (pds). */
  readonly memory: Memory;
  /** Which opened descriptor asks, counted from 1. */
  readonly descriptor: number;
}

/** A reply in kernel memory, and what becomes of `out_len`: the core copies the smaller of it and the caller's buffer. */
export interface DriverReply {
  readonly out: Uint8Array;
  readonly outLength: number;
}

/** One fwctl driver, bound to its device. */
export interface Driver {
  readonly deviceType: number;
  /** The record that FWCTL_INFO shows, as long as the driver says it is. Absent when the driver has no info operation. */
  readonly info?: (descriptor: number) => Uint8Array;
  /** Runs the driver's checks and the command; an errno name when it ends before there is a reply. */
  readonly rpc: (call: DriverCall) => DriverReply | ErrnoName;
}
