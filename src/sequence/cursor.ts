/**
 * A guarded stream for restructure. restructure trusts its input: several of its types read past the end without a word, and
 * an accidental 64-bit read makes the position NaN. Here the position itself refuses both.
 */
import { DecodeStream } from "restructure";
import { FwctlFault } from "../fault/index.js";

/** A place in bytes that can only move forward to where there are bytes. */
export interface Cursor {
  readonly buffer: Uint8Array;
  readonly view: DataView;
  /** Next byte. Setting it beyond the end, or to what is no whole number, is a fault. */
  pos: number;
  readonly length: number;
  /** A view of the next bytes, not a copy. */
  readBuffer(length: number): Uint8Array;
}

function overrun(at: number, wanted: number, length: number): FwctlFault {
  return new FwctlFault({
    code: "truncated",
    path: "sequence",
    byteOffset: at,
    width: Math.max(0, Math.min(wanted, Number.MAX_SAFE_INTEGER / 8)) * 8,
    received: length,
  });
}

/** Opens a cursor at the first byte. It can be given to the `decode` of any restructure type. */
export const Cursor: new (bytes: Uint8Array) => Cursor = class extends DecodeStream {
  // Declared only: the base constructor sets `pos`, and with it this, before a field of ours would be initialised.
  declare place: number;

  override get pos(): number {
    return this.place;
  }

  override set pos(next: number) {
    if (!Number.isInteger(next) || next < 0 || next > this.buffer.length) {
      throw overrun(this.place, Number.isInteger(next) ? next - this.place : 8, this.buffer.length);
    }
    this.place = next;
  }

  override readBuffer(length: number): Uint8Array {
    const from = this.place;
    if (!Number.isInteger(length) || length < 0) throw overrun(from, 0, this.buffer.length);
    this.pos = from + length;
    return this.buffer.subarray(from, from + length);
  }
};
