/**
 * Joins a command queue entry and its mailbox blocks back into the message, and says what is wrong with them.
 * Nothing here is trusted: the length stands in the entry, the number of blocks is what the caller has.
 */
import { type Note, note } from "../fault/index.js";
import { blockBytes, blockCount, blockDataBytes, blockOffsets, type MailboxBlock, readBlock } from "./mailbox-block.js";
import {
  deliveryStatusOf,
  entryOffsets,
  inlineBytes,
  type Owner,
  ownerOf,
  type QueueEntry,
  readEntry,
} from "./queue-entry.js";
import { verifyBlock, verifyEntry } from "./signature.js";
import { explainDelivery } from "./status.js";

/** `in` is the request, `out` the reply. */
export type Direction = "in" | "out";

/** How to join. */
export interface JoinOptions {
  /** Check signatures. Default `true`. */
  readonly signatures?: boolean;
}

/** A message put together again. */
export interface JoinedMessage {
  /** The message: `length` bytes, or fewer when blocks are missing. A copy. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the entry says: `inlen` for a request, `outlen` (the size of the buffer) for a reply. */
  readonly length: number;
  /** Everything wrong: `integrity` a signature, `mismatch` token, number, pointer or owner, `truncated` bytes that are missing. */
  readonly notes: readonly Note[];
  readonly owner: Owner;
  /** See `explainDelivery`. */
  readonly deliveryStatus: number;
}

/**
 * Joins one direction of a command. `blocks` are that direction's blocks in chain order; a chain may be longer than
 * the message (the driver reuses them), so only the first `ceil((length - 16) / 512)` are looked at.
 *
 * @example
 * const { bytes, notes } = joinMessage(entry, blocks, "in");
 * @throws FwctlFault `truncated` when the entry is shorter than 64 bytes. Everything else is a note.
 */
export function joinMessage(
  entryBytes: Uint8Array,
  blocks: readonly Uint8Array[],
  direction: Direction,
  options: JoinOptions = {},
): JoinedMessage {
  const signatures = options.signatures ?? true;
  const entry = readEntry(entryBytes);
  const length = direction === "in" ? entry.inlen : entry.outlen;
  const notes = signatures ? verifyEntry(entryBytes) : [];
  notes.push(...entryNotes(entry, direction, length));
  const gathered = gather(blocks, { direction, needed: blockCount(length), token: entry.token, signatures });
  notes.push(...gathered.notes);
  const inline = direction === "in" ? entry.in : entry.out;
  const bytes = together(inline.subarray(0, length), gathered.parts, length);
  return { bytes, length, notes, owner: ownerOf(entry), deliveryStatus: deliveryStatusOf(entry) };
}

interface Chain {
  readonly direction: Direction;
  readonly needed: number;
  readonly token: number;
  readonly signatures: boolean;
}

/** Walks the blocks that the message needs and stops at the first that is missing or cut short. */
function gather(blocks: readonly Uint8Array[], chain: Chain): { parts: readonly Uint8Array[]; notes: readonly Note[] } {
  const { needed } = chain;
  const notes: Note[] = [];
  const parts: Uint8Array[] = [];
  for (let index = 0; index < needed; index += 1) {
    const path = `${chain.direction}_block[${index}]`;
    const bytes = blocks[index];
    if (bytes === undefined) {
      notes.push(missing(path, needed, blocks.length));
      break;
    }
    if (bytes.length < blockBytes) {
      // What it holds of its 512 data bytes counts; nothing behind it can be placed or checked.
      notes.push(note({ code: "truncated", path, byteOffset: 0, width: blockBytes * 8, received: bytes.length }));
      parts.push(bytes.subarray(0, blockDataBytes));
      break;
    }
    const block = readBlock(bytes);
    if (block.block_num > index && blocks.length < needed) {
      notes.push(missing(path, needed, blocks.length, block.block_num));
      break;
    }
    notes.push(...blockNotes(block, { path, index, needed, token: chain.token }));
    if (chain.signatures) notes.push(...verifyBlock(bytes, path));
    parts.push(block.data);
  }
  return { parts, notes };
}

/** What the entry itself says against the message. */
function entryNotes(entry: Required<QueueEntry>, direction: Direction, length: number): Note[] {
  const notes: Note[] = [];
  const field = direction === "in" ? "in_ptr" : "out_ptr";
  const lengthField = direction === "in" ? "inlen" : "outlen";
  const pointer = entry[field];
  const byteOffset = entryOffsets[field];
  if (length > inlineBytes && pointer === 0n) {
    const what = `is 0, but ${lengthField} ${length} needs mailbox blocks`;
    notes.push(note({ code: "mismatch", path: `entry.${field}`, byteOffset, width: 64, received: 0n, what }));
  }
  if (length <= inlineBytes && pointer !== 0n) {
    const what = `is 0x${pointer.toString(16)}, but ${lengthField} ${length} fits the entry`;
    notes.push(note({ code: "mismatch", path: `entry.${field}`, byteOffset, width: 64, received: pointer, what }));
  }
  if (direction === "out") notes.push(...completionNotes(entry));
  return notes;
}

/** A reply counts only once software owns the entry and the delivery succeeded. */
function completionNotes(entry: Required<QueueEntry>): Note[] {
  const at = { path: "entry.status_own", byteOffset: entryOffsets.status_own, width: 8, received: entry.status_own };
  if (ownerOf(entry) === "device") {
    const what = "the device still owns the entry, so the reply is not there yet";
    return [note({ code: "mismatch", ...at, what })];
  }
  const status = deliveryStatusOf(entry);
  if (status === 0) return [];
  const { name, meaning } = explainDelivery(status);
  const what = `delivery status ${status} (${name}): ${meaning}`;
  return [note({ code: "transport", ...at, what, remedy: "The reply bytes are not the device's answer." })];
}

interface Place {
  readonly path: string;
  readonly index: number;
  readonly needed: number;
  readonly token: number;
}

function blockNotes(block: Required<MailboxBlock>, place: Place): Note[] {
  const { path, index, needed, token } = place;
  const notes: Note[] = [];
  const add = (
    field: "block_num" | "token" | "next",
    width: number,
    expected: number,
    received: number,
    what: string,
  ): void => {
    const byteOffset = blockOffsets[field];
    notes.push(note({ code: "mismatch", path: `${path}.${field}`, byteOffset, width, expected, received, what }));
  };
  if (block.block_num !== index) {
    add("block_num", 32, index, block.block_num, `is ${block.block_num}, expected ${index}; taken in the order given`);
  }
  if (block.token !== token) {
    add(
      "token",
      8,
      token,
      block.token,
      `is ${block.token}, the entry's token is ${token}: the block belongs to another command`,
    );
  }
  if (block.next === 0n && index + 1 < needed) {
    add("next", 64, 1, 0, `is 0, but ${needed - index - 1} more blocks should follow`);
  }
  return notes;
}

function missing(path: string, needed: number, given: number, found?: number): Note {
  const instead = found === undefined ? "" : `, block ${found} stands in its place`;
  const what = `is missing${instead}: the message needs ${needed} blocks, ${given} given`;
  const remedy = "The message ends before it.";
  return note({ code: "truncated", path, expected: needed, received: given, what, remedy });
}

function together(inline: Uint8Array, parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const held = parts.reduce((sum, part) => sum + part.length, inline.length);
  const bytes = new Uint8Array(Math.min(length, held));
  bytes.set(inline);
  let at = inline.length;
  for (const part of parts) {
    bytes.set(part.subarray(0, Math.max(0, bytes.length - at)), at);
    at += part.length;
  }
  return bytes;
}
