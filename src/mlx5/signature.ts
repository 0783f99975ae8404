/**
 * Signatures of the command queue: one byte that makes the xor of a range of bytes 0xff (`xor8_buf`, `calc_block_sig`,
 * `set_signature` in drivers/net/ethernet/mellanox/mlx5/core/cmd.c). The driver always signs entries; blocks only when
 * command checksums are on, which mainline leaves off, so a block whose two signatures are 0 is unsigned, not corrupt.
 */
import { type Note, note } from "../fault/index.js";
import { blockBytes, blockOffsets, requireBlock } from "./mailbox-block.js";
import { entryBytes, entryOffsets, requireEntry } from "./queue-entry.js";

/** The two signatures of a mailbox block. */
export interface BlockSignatures {
  /** Covers bytes 512 to 573. */
  readonly ctrl_sig: number;
  /** Covers bytes 0 to 574, so `ctrl_sig` too. */
  readonly sig: number;
}

/** Xor of the bytes from `from` up to, not including, `to`. */
function xor8(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value ^= bytes[index] ?? 0;
  return value;
}

/**
 * The `sig` that an entry should carry. The owner bit is covered too: the driver signs with the device as owner.
 *
 * @throws FwctlFault `truncated` below 64 bytes.
 */
export function entrySignature(bytes: Uint8Array): number {
  requireEntry(bytes);
  return 0xff ^ xor8(bytes, 0, entryBytes) ^ (bytes[entryOffsets.sig] ?? 0);
}

/**
 * The `ctrl_sig` and `sig` that a block should carry.
 *
 * @throws FwctlFault `truncated` below 576 bytes.
 */
export function blockSignatures(bytes: Uint8Array): BlockSignatures {
  requireBlock(bytes);
  const ctrl_sig = 0xff ^ xor8(bytes, blockOffsets.rsvd0, blockOffsets.ctrl_sig);
  const sig = 0xff ^ xor8(bytes, 0, blockOffsets.ctrl_sig) ^ ctrl_sig;
  return { ctrl_sig, sig };
}

/** Writes the right `sig` into an entry, in place. */
export function signEntry(bytes: Uint8Array): void {
  bytes[entryOffsets.sig] = entrySignature(bytes);
}

/** Writes the right `ctrl_sig` and `sig` into a block, in place. */
export function signBlock(bytes: Uint8Array): void {
  const { ctrl_sig, sig } = blockSignatures(bytes);
  bytes[blockOffsets.ctrl_sig] = ctrl_sig;
  bytes[blockOffsets.sig] = sig;
}

/** True when both signatures of a block are 0: it was sent unsigned and nothing can be verified. */
export function isUnsigned(bytes: Uint8Array): boolean {
  requireBlock(bytes);
  return bytes[blockOffsets.ctrl_sig] === 0 && bytes[blockOffsets.sig] === 0;
}

/**
 * Checks an entry's signature. No note means that it is right.
 * On a completed entry a wrong one proves nothing when checksums are off: the note says so.
 *
 * @throws FwctlFault `truncated` below 64 bytes.
 */
export function verifyEntry(bytes: Uint8Array): Note[] {
  const expected = entrySignature(bytes);
  const received = bytes[entryOffsets.sig] ?? 0;
  if (received === expected) return [];
  const completed = ((bytes[entryOffsets.status_own] ?? 0) & 1) === 0;
  const remedy = completed
    ? "The device completed this entry; with command checksums off, as in mainline, that says nothing."
    : "A byte of the entry was changed after it was signed.";
  return [wrong("entry.sig", entryOffsets.sig, expected, received, remedy)];
}

/**
 * Checks both signatures of a block. No note means that they are right or that the block is unsigned (see {@link isUnsigned}).
 *
 * @throws FwctlFault `truncated` below 576 bytes.
 */
export function verifyBlock(bytes: Uint8Array, path = "block"): Note[] {
  if (isUnsigned(bytes)) return [];
  const notes: Note[] = [];
  const at = blockOffsets;
  const ctrl = 0xff ^ xor8(bytes, at.rsvd0, at.ctrl_sig);
  const foundCtrl = bytes[at.ctrl_sig] ?? 0;
  if (foundCtrl !== ctrl) {
    notes.push(
      wrong(`${path}.ctrl_sig`, at.ctrl_sig, ctrl, foundCtrl, "The control part (bytes 0x200..0x23d) was changed."),
    );
  }
  // The stored ctrl_sig is covered as it is: a wrong one does not by itself make the other wrong.
  const full = 0xff ^ xor8(bytes, 0, blockBytes - 1);
  const foundFull = bytes[at.sig] ?? 0;
  if (foundFull !== full) {
    notes.push(wrong(`${path}.sig`, at.sig, full, foundFull, "A byte of the block was changed after it was signed."));
  }
  return notes;
}

function wrong(path: string, byteOffset: number, expected: number, received: number, remedy: string): Note {
  const hex = (value: number): string => `0x${value.toString(16).padStart(2, "0")}`;
  const what = `signature ${hex(received)}, the bytes give ${hex(expected)}`;
  return note({ code: "integrity", path, byteOffset, width: 8, expected, received, what, remedy });
}
