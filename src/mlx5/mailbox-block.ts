/**
 * The 576-byte mailbox block (`struct mlx5_cmd_prot_block`, include/linux/mlx5/device.h): 512 bytes of a message
 * and a control part that chains it to the next block. All numbers are big-endian.
 */
import { dataView } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { fitting, fittingAddress, fittingBytes } from "./wire-fields.js";

/** Bytes of a block, and of the message part in it. */
export const blockBytes = 576;
export const blockDataBytes = 512;

/** Byte offsets in the block, with the kernel's names. */
export const blockOffsets: {
  readonly [field in "data" | "rsvd0" | "next" | "block_num" | "rsvd1" | "token" | "ctrl_sig" | "sig"]: number;
} = { data: 0, rsvd0: 512, next: 560, block_num: 568, rsvd1: 572, token: 573, ctrl_sig: 574, sig: 575 };

/** A mailbox block with the kernel's field names. */
export interface MailboxBlock {
  /** Up to 512 bytes of the message; in the last block the rest is undefined (old data of a reused chain). */
  readonly data: Uint8Array;
  /** Reserved, 48 bytes. Absent means zero when writing. */
  readonly rsvd0?: Uint8Array;
  /** Bus address of the next block, 0 at the end of the chain. */
  readonly next: bigint;
  /** Position in the chain, from 0. */
  readonly block_num: number;
  /** Reserved, 8 bits. Absent means 0 when writing. */
  readonly rsvd1?: number;
  /** The token of the entry that the block belongs to. */
  readonly token: number;
  /** Signature of the control part (bytes 512 to 573). */
  readonly ctrl_sig: number;
  /** Signature of the whole block. Both signatures 0: the block is not signed. */
  readonly sig: number;
}

/** Blocks that a message of `length` bytes needs besides the 16 bytes in the entry. */
export function blockCount(length: number): number {
  return Math.ceil(Math.max(length - 16, 0) / blockDataBytes);
}

/**
 * Reads a block. `data` and `rsvd0` are views of the buffer.
 *
 * @throws FwctlFault `truncated` below 576 bytes; bytes behind them are ignored.
 */
export function readBlock(bytes: Uint8Array): Required<MailboxBlock> {
  requireBlock(bytes);
  const data = dataView(bytes);
  const at = blockOffsets;
  return {
    data: bytes.subarray(at.data, at.rsvd0),
    rsvd0: bytes.subarray(at.rsvd0, at.next),
    next: data.getBigUint64(at.next),
    block_num: data.getUint32(at.block_num),
    rsvd1: data.getUint8(at.rsvd1),
    token: data.getUint8(at.token),
    ctrl_sig: data.getUint8(at.ctrl_sig),
    sig: data.getUint8(at.sig),
  };
}

/**
 * Writes a block as it is given, signatures included: `writeBlock(readBlock(bytes))` is `bytes`. To sign it, use `signBlock`.
 *
 * @throws FwctlFault `range` for a number that does not fit its field, `count` for too many bytes.
 */
export function writeBlock(block: MailboxBlock): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(blockBytes);
  const data = dataView(bytes);
  const at = blockOffsets;
  bytes.set(fittingBytes("block.data", block.data, blockDataBytes), at.data);
  bytes.set(fittingBytes("block.rsvd0", block.rsvd0 ?? new Uint8Array(0), at.next - at.rsvd0), at.rsvd0);
  data.setBigUint64(at.next, fittingAddress("block.next", block.next));
  data.setUint32(at.block_num, fitting("block.block_num", block.block_num, 32));
  data.setUint8(at.rsvd1, fitting("block.rsvd1", block.rsvd1 ?? 0, 8));
  data.setUint8(at.token, fitting("block.token", block.token, 8));
  data.setUint8(at.ctrl_sig, fitting("block.ctrl_sig", block.ctrl_sig, 8));
  data.setUint8(at.sig, fitting("block.sig", block.sig, 8));
  return bytes;
}

/** Refuses a buffer below 576 bytes. */
export function requireBlock(bytes: Uint8Array, path = "block"): void {
  if (bytes.length >= blockBytes) return;
  throw new FwctlFault({ code: "truncated", path, byteOffset: 0, width: blockBytes * 8, received: bytes.length });
}
