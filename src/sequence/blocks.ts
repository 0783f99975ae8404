/**
 * A stream of blocks, each of which begins with its own length: resource dump segments, pcapng blocks. Where the stream ends
 * stands in no struct; it ends where the bytes do.
 */
import { type Note, note } from "../fault/index.js";
import { Cursor } from "./cursor.js";
import { namedFault } from "./named-fault.js";
import { type Decoder, readAt } from "./read.js";

export interface BlockRule<Head> {
  /** Names the stream in notes. */
  readonly name: string;
  /** What every block begins with. */
  readonly head: Decoder<Head>;
  /** Bytes of the head. */
  readonly headBytes: number;
  /** Bytes of the whole block, its head included. */
  length(head: Head): number;
}

export interface Block<Head> {
  /** First byte in the stream. */
  readonly at: number;
  readonly head: Head;
  /** The whole block, head included; a view. */
  readonly bytes: Uint8Array;
}

export interface Blocks<Head> {
  readonly blocks: readonly Block<Head>[];
  readonly notes: readonly Note[];
  /** Bytes behind the last whole block. */
  readonly rest: Uint8Array;
}

/**
 * Splits a stream into its blocks. A length that lies ends the walk with a note, and what was read stays: a block must hold
 * its own head and end within the bytes.
 */
export function readBlocks<Head>(bytes: Uint8Array, rule: BlockRule<Head>): Blocks<Head> {
  const blocks: Block<Head>[] = [];
  const notes: Note[] = [];
  const cursor = new Cursor(bytes);
  while (cursor.length - cursor.pos >= rule.headBytes) {
    const at = cursor.pos;
    const path = `${rule.name}[${blocks.length}]`;
    const head = readAt(rule.head, cursor, path);
    const length = stated(rule, head, path);
    if (!Number.isInteger(length) || length < rule.headBytes || at + length > bytes.length) {
      notes.push(lying(rule, blocks.length, at, length, bytes.length));
      return { blocks, notes, rest: bytes.subarray(at) };
    }
    blocks.push({ at, head, bytes: bytes.subarray(at, at + length) });
    cursor.pos = at + length;
  }
  const rest = bytes.subarray(cursor.pos);
  if (rest.length > 0) {
    const what = `${rest.length} bytes behind the last block, too few for another`;
    notes.push(note({ code: "trailing", path: rule.name, byteOffset: cursor.pos, what }));
  }
  return { blocks, notes, rest };
}

function stated<Head>(rule: BlockRule<Head>, head: Head, path: string): number {
  try {
    return rule.length(head);
  } catch (error) {
    throw namedFault(error, path);
  }
}

function lying<Head>(rule: BlockRule<Head>, index: number, at: number, length: number, size: number): Note {
  const path = `${rule.name}[${index}]`;
  const what =
    length < rule.headBytes
      ? `states ${length} bytes, less than its own ${rule.headBytes}-byte head`
      : `states ${length} bytes, ${size - at} are left`;
  return note({ code: "truncated", path, byteOffset: at, what, remedy: "What follows was not read." });
}
