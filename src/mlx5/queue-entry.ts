/**
 * The 64-byte entry of the command queue (`struct mlx5_cmd_layout`, include/linux/mlx5/device.h): the first 16 bytes
 * of request and reply, their lengths, and pointers to the mailbox blocks with the rest. All numbers are big-endian.
 * Through fwctl nobody sees it, the kernel builds it; it stands in the driver's full command dumps.
 */
import { dataView } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { fitting, fittingAddress, fittingBytes } from "./wire-fields.js";

/** Bytes of an entry, and of the message part that an entry holds itself. */
export const entryBytes = 64;
export const inlineBytes = 16;

/** `type` of every entry: PCIe transport. */
export const pcieTransport = 7;

/** Byte offsets in the entry, with the kernel's names. */
export const entryOffsets: {
  readonly [field in
    | "type"
    | "rsvd0"
    | "inlen"
    | "in_ptr"
    | "in"
    | "out"
    | "out_ptr"
    | "outlen"
    | "token"
    | "sig"
    | "rsvd1"
    | "status_own"]: number;
} = {
  type: 0,
  rsvd0: 1,
  inlen: 4,
  in_ptr: 8,
  in: 16,
  out: 32,
  out_ptr: 48,
  outlen: 56,
  token: 60,
  sig: 61,
  rsvd1: 62,
  status_own: 63,
};

/** A queue entry with the kernel's field names. `in` and `out` are the first 16 bytes of request and reply. */
export interface QueueEntry {
  readonly type: number;
  /** Reserved, 24 bits. Absent means 0 when writing. */
  readonly rsvd0?: number;
  /** Length of the request in bytes. */
  readonly inlen: number;
  /** Bus address of the first request block, 0 when the request fits the entry. */
  readonly in_ptr: bigint;
  readonly in: Uint8Array;
  readonly out: Uint8Array;
  /** Bus address of the first reply block, 0 when the reply fits the entry. */
  readonly out_ptr: bigint;
  /** Length of the reply buffer in bytes. */
  readonly outlen: number;
  /** Ties an entry to its blocks: 1 to 255. */
  readonly token: number;
  readonly sig: number;
  /** Reserved, 8 bits. Absent means 0 when writing. */
  readonly rsvd1?: number;
  /** Bit 0: owner. Bits 7..1: delivery status. */
  readonly status_own: number;
}

/** Who may touch the entry: the device while it works (bit 0 set), else software. */
export type Owner = "device" | "software";

/** The owner of an entry, from bit 0 of `status_own`. */
export function ownerOf(entry: Pick<QueueEntry, "status_own">): Owner {
  return (entry.status_own & 1) === 1 ? "device" : "software";
}

/** The delivery status, bits 7..1 of `status_own`. Means something once software owns the entry. */
export function deliveryStatusOf(entry: Pick<QueueEntry, "status_own">): number {
  return entry.status_own >> 1;
}

/**
 * Reads an entry. `in` and `out` are views of the buffer.
 *
 * @throws FwctlFault `truncated` below 64 bytes; bytes behind them are ignored.
 */
export function readEntry(bytes: Uint8Array): Required<QueueEntry> {
  requireEntry(bytes);
  const data = dataView(bytes);
  const at = entryOffsets;
  return {
    type: data.getUint8(at.type),
    rsvd0: data.getUint32(at.type) & 0xff_ffff,
    inlen: data.getUint32(at.inlen),
    in_ptr: data.getBigUint64(at.in_ptr),
    in: bytes.subarray(at.in, at.in + inlineBytes),
    out: bytes.subarray(at.out, at.out + inlineBytes),
    out_ptr: data.getBigUint64(at.out_ptr),
    outlen: data.getUint32(at.outlen),
    token: data.getUint8(at.token),
    sig: data.getUint8(at.sig),
    rsvd1: data.getUint8(at.rsvd1),
    status_own: data.getUint8(at.status_own),
  };
}

/**
 * Writes an entry as it is given, signature included: `writeEntry(readEntry(bytes))` is `bytes`. To sign it, use `signEntry`.
 * `in` and `out` may be shorter than 16 bytes; the rest is zero.
 *
 * @throws FwctlFault `range` for a number that does not fit its field, `count` for more than 16 inline bytes.
 */
export function writeEntry(entry: QueueEntry): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(entryBytes);
  const data = dataView(bytes);
  const at = entryOffsets;
  data.setUint32(at.type, fitting("entry.rsvd0", entry.rsvd0 ?? 0, 24));
  data.setUint8(at.type, fitting("entry.type", entry.type, 8));
  data.setUint32(at.inlen, fitting("entry.inlen", entry.inlen, 32));
  data.setBigUint64(at.in_ptr, fittingAddress("entry.in_ptr", entry.in_ptr));
  bytes.set(fittingBytes("entry.in", entry.in, inlineBytes), at.in);
  bytes.set(fittingBytes("entry.out", entry.out, inlineBytes), at.out);
  data.setBigUint64(at.out_ptr, fittingAddress("entry.out_ptr", entry.out_ptr));
  data.setUint32(at.outlen, fitting("entry.outlen", entry.outlen, 32));
  data.setUint8(at.token, fitting("entry.token", entry.token, 8));
  data.setUint8(at.sig, fitting("entry.sig", entry.sig, 8));
  data.setUint8(at.rsvd1, fitting("entry.rsvd1", entry.rsvd1 ?? 0, 8));
  data.setUint8(at.status_own, fitting("entry.status_own", entry.status_own, 8));
  return bytes;
}

/** Refuses a buffer below 64 bytes. */
export function requireEntry(bytes: Uint8Array): void {
  if (bytes.length >= entryBytes) return;
  const width = entryBytes * 8;
  throw new FwctlFault({ code: "truncated", path: "entry", byteOffset: 0, width, received: bytes.length });
}
