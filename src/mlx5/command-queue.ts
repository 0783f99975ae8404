/**
 * Messages on the mlx5 command queue: the first 16 bytes stand in the 64-byte entry, the rest in a chain of 576-byte
 * mailbox blocks with 512 bytes each. Splitting is what the driver does before it rings the doorbell, completing is
 * what the device does, joining is what a reader of a full command dump needs.
 * Source: drivers/net/ethernet/mellanox/mlx5/core/cmd.c, Linux 7.2.
 */
import { FwctlFault } from "../fault/index.js";
import { blockCount, blockDataBytes, blockOffsets, requireBlock, writeBlock } from "./mailbox-block.js";
import { inlineBytes, pcieTransport, readEntry, writeEntry } from "./queue-entry.js";
import { isUnsigned, signBlock, signEntry } from "./signature.js";

export { type Direction, type JoinedMessage, type JoinOptions, joinMessage } from "./join-message.js";
export {
  blockBytes,
  blockCount,
  blockDataBytes,
  blockOffsets,
  type MailboxBlock,
  readBlock,
  writeBlock,
} from "./mailbox-block.js";
export {
  deliveryStatusOf,
  entryBytes,
  entryOffsets,
  inlineBytes,
  type Owner,
  ownerOf,
  pcieTransport,
  type QueueEntry,
  readEntry,
  writeEntry,
} from "./queue-entry.js";
export {
  type BlockSignatures,
  blockSignatures,
  entrySignature,
  isUnsigned,
  signBlock,
  signEntry,
  verifyBlock,
  verifyEntry,
} from "./signature.js";

/** Longest message that is split: what fwctl lets through (MAX_RPC_LEN, 2 MiB). */
export const maxMessageBytes = 2_097_152;

/** How a request is put on the queue. */
export interface SplitOptions {
  /** Bytes offered for the reply. */
  readonly outLength: number;
  /** 1 to 255; the driver counts it up from command to command and skips 0. */
  readonly token: number;
  /** Whether blocks carry signatures. The entry always does. Default `true`. */
  readonly signed?: boolean;
  /** Bus addresses of the request blocks, in chain order. Default: made up, 1,024 bytes apart. */
  readonly inAddresses?: readonly bigint[];
  /** Bus addresses of the reply blocks, in chain order. Default: made up, behind the request's. */
  readonly outAddresses?: readonly bigint[];
}

/** A message as it lies in memory: the entry, the blocks of the request and those that wait for the reply. */
export interface SplitMessage {
  /** 64 bytes. */
  readonly entry: Uint8Array<ArrayBuffer>;
  /** 576 bytes each, of the request. */
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  /** 576 bytes each, for the reply. */
  readonly replyBlocks: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Splits a request into a queue entry that belongs to the device, and the two chains of blocks.
 *
 * @example
 * const { entry, blocks } = splitMessage(request, { outLength: 4112, token: 1 });
 * @throws FwctlFault `range` for a token outside 1..255 or a length above 2 MiB, `count` for too few addresses.
 */
export function splitMessage(message: Uint8Array, options: SplitOptions): SplitMessage {
  const { outLength, token, signed = true } = options;
  within("token", token, 1, 255);
  within("message", message.length, 0, maxMessageBytes);
  within("outLength", outLength, 0, maxMessageBytes);
  const inCount = blockCount(message.length);
  const outCount = blockCount(outLength);
  const inAddresses = addresses("inAddresses", options.inAddresses, inCount, 0);
  const outAddresses = addresses("outAddresses", options.outAddresses, outCount, inCount);
  const entry = writeEntry({
    type: pcieTransport,
    inlen: message.length,
    in_ptr: inAddresses[0] ?? 0n,
    in: message.subarray(0, inlineBytes),
    out: new Uint8Array(inlineBytes),
    out_ptr: outAddresses[0] ?? 0n,
    outlen: outLength,
    token,
    sig: 0,
    status_own: 1,
  });
  signEntry(entry);
  return {
    entry,
    blocks: chain(message, inAddresses, token, signed),
    replyBlocks: chain(new Uint8Array(0), outAddresses, token, signed),
  };
}

/**
 * The same entry and reply blocks after the device answered: reply written, ownership returned, delivery status set.
 * Blocks that were signed are signed again. The reply is cut to the length that the entry offers.
 *
 * @throws FwctlFault `truncated` for an entry or block cut short, `range` for a status above 127,
 *   `count` when the blocks given cannot hold the reply.
 */
export function completeMessage(posted: SplitMessage, reply: Uint8Array, deliveryStatus = 0): SplitMessage {
  within("deliveryStatus", deliveryStatus, 0, 127);
  const entry = readEntry(posted.entry);
  const message = reply.subarray(0, entry.outlen);
  const needed = blockCount(message.length);
  if (posted.replyBlocks.length < needed) throw tooFew("replyBlocks", needed, posted.replyBlocks.length);
  const out = new Uint8Array(inlineBytes);
  out.set(message.subarray(0, inlineBytes));
  const completed = writeEntry({ ...entry, out, status_own: deliveryStatus << 1 });
  signEntry(completed);
  const replyBlocks = posted.replyBlocks.map((block, index) => {
    requireBlock(block, `replyBlocks[${index}]`);
    const copy = block.slice();
    copy.set(part(message, index), blockOffsets.data);
    if (!isUnsigned(block)) signBlock(copy);
    return copy;
  });
  return { entry: completed, blocks: posted.blocks, replyBlocks };
}

/** The 512 bytes of a message that stand in block `index`. */
function part(message: Uint8Array, index: number): Uint8Array {
  const from = inlineBytes + index * blockDataBytes;
  return message.subarray(from, from + blockDataBytes);
}

function chain(
  message: Uint8Array,
  at: readonly bigint[],
  token: number,
  signed: boolean,
): readonly Uint8Array<ArrayBuffer>[] {
  return at.map((_, index) => {
    const next = at[index + 1] ?? 0n;
    const block = writeBlock({ data: part(message, index), next, block_num: index, token, ctrl_sig: 0, sig: 0 });
    if (signed) signBlock(block);
    return block;
  });
}

/** The driver's pool hands out blocks at multiples of 1,024; addresses that nobody gave follow that. */
function addresses(
  path: string,
  given: readonly bigint[] | undefined,
  count: number,
  before: number,
): readonly bigint[] {
  if (given === undefined)
    return Array.from({ length: count }, (_, index) => 0x1000_0000n + 1024n * BigInt(before + index));
  if (given.length < count) throw tooFew(path, count, given.length);
  return given.slice(0, count);
}

function tooFew(path: string, expected: number, received: number): FwctlFault {
  return new FwctlFault({
    code: "count",
    path,
    expected,
    received,
    what: `needs ${expected} blocks, ${received} given`,
  });
}

function within(path: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new FwctlFault({ code: "range", path, received: value, what: `${value} is outside ${least}..${most}` });
}
