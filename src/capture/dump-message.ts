/** From the bytes of a dump to the message of a command, in either of the driver's two modes. */
import { blockBytes, entryBytes, joinMessage, readEntry } from "../mlx5/command-queue.js";
import { codedNote, type NoteList } from "./notes.js";

/** A message and what is to be said about it. */
export interface DumpedMessage {
  readonly bytes: Uint8Array;
  readonly notes: NoteList;
  /** Token of the queue entry, which ties a reply to its request. Full mode only. */
  readonly token?: number | undefined;
}

/** Data-only mode: the message itself, but in whole rows. `bytes` becomes part of the record. */
export function dataMessage(bytes: Uint8Array, notes: NoteList): DumpedMessage {
  return { bytes, notes };
}

/** The blocks behind the entry; the last may be cut short. */
function blocksOf(bytes: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = entryBytes; at < bytes.length; at += blockBytes) blocks.push(bytes.subarray(at, at + blockBytes));
  return blocks;
}

/**
 * Full mode: a queue entry and the blocks that the message takes. Signatures are checked, with the driver's reservations:
 * unsigned blocks are normal, and on a completed entry the signature proves nothing.
 */
export function fullMessage(bytes: Uint8Array, direction: "in" | "out", line: number, notes: NoteList): DumpedMessage {
  if (bytes.length < entryBytes) {
    const what = `the dump ends after ${bytes.length} of the queue entry's ${entryBytes} bytes`;
    notes.add(codedNote("truncated", line, what, "Nothing of the message is shown."));
    return { bytes: new Uint8Array(0), notes };
  }
  const joined = joinMessage(bytes, blocksOf(bytes), direction);
  for (const one of joined.notes) notes.add(one);
  return { bytes: joined.bytes, notes, token: readEntry(bytes).token };
}
