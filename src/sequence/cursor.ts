/**
 * A guarded stream for restructure. restructure trusts its input: several of its types read past the end without a word, an
 * accidental 64-bit read makes the position NaN, and an array believes its count. Here the stream itself refuses all three.
 */
import { DecodeStream } from "restructure";
import { FwctlFault } from "../fault/index.js";
import { overrun, requireCount, unfit, unnamed } from "./place.js";

/** A place in bytes that can only be where there are bytes. */
export interface Cursor {
  readonly buffer: Uint8Array;
  readonly view: DataView;
  /** Next byte. Setting it beyond the end, or to what is no whole number, is a fault. */
  pos: number;
  readonly length: number;
  /** A view of the next bytes, not a copy. */
  readBuffer(length: number): Uint8Array;
}

/**
 * How often a place is looked at before the cursor moves on. Every type looks at its place, so an array of elements that take no
 * bytes comes to this whatever count it was told, and the work stays in proportion to the bytes. A struct looks once a field.
 */
const mostLooks = 1000;

class GuardedStream extends DecodeStream {
  // Declared only: the base constructor sets `pos`, and with it these, before a field of ours would be initialised.
  declare place: number;
  declare looks: number;

  constructor(bytes: Uint8Array) {
    if (!(bytes instanceof Uint8Array)) throw unfit("bytes (a Uint8Array)", bytes);
    // An array whose buffer was transferred away has no bytes, and no DataView can be made of it.
    super(bytes.byteLength === 0 ? new Uint8Array(0) : bytes);
  }

  override get pos(): number {
    this.look();
    return this.place;
  }

  override set pos(next: number) {
    requireCount(next, this.place);
    if (next > this.buffer.length) throw overrun(this.place, next - this.place, this.buffer.length);
    if (next !== this.place) this.looks = 0;
    this.place = next;
  }

  override readBuffer(length: number): Uint8Array {
    const from = this.place;
    requireCount(length, from);
    if (length === 0) this.look();
    this.pos = from + length;
    return this.buffer.subarray(from, from + length);
  }

  look(): void {
    this.looks += 1;
    if (this.looks <= mostLooks) return;
    const what = `elements that take no bytes, more than ${mostLooks} at 0x${this.place.toString(16)}`;
    throw new FwctlFault({ code: "count", path: unnamed, byteOffset: this.place, what });
  }

  /** Makes sure that so many bytes follow. */
  need(bytes: number): void {
    if (this.place + bytes > this.buffer.length) throw overrun(this.place, bytes, this.buffer.length);
  }
}

/** restructure's numbers read before they move, and would end in a bare RangeError of the DataView. */
function guardNumbers(): void {
  for (const [type, bytes] of Object.entries(DecodeStream.TYPES)) {
    for (const name of [`read${type}`, `read${type}BE`, `read${type}LE`]) {
      const inherited: unknown = Reflect.get(DecodeStream.prototype, name);
      if (typeof inherited !== "function") continue;
      Object.defineProperty(GuardedStream.prototype, name, {
        value(this: GuardedStream): unknown {
          this.need(bytes);
          return Reflect.apply(inherited, this, []);
        },
      });
    }
  }
}

guardNumbers();

/** Opens a cursor at the first byte. It can be given to the `decode` of any restructure type. */
export const Cursor: new (bytes: Uint8Array) => Cursor = GuardedStream;
