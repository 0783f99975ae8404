/** Memory for many short messages: a buffer of its own for each would cost more than reading it. */

const slabBytes = 16_384;
const mostShared = 2048;

/** Copies bytes into shared memory. A copy keeps at most 16 KiB alive. */
export class Slab {
  #memory: Uint8Array = new Uint8Array(0);
  #used = 0;

  copy(bytes: Uint8Array): Uint8Array {
    const size = bytes.length;
    if (size > mostShared) return bytes.slice();
    if (this.#used + size > this.#memory.length) {
      this.#memory = new Uint8Array(slabBytes);
      this.#used = 0;
    }
    const copy = this.#memory.subarray(this.#used, this.#used + size);
    copy.set(bytes);
    this.#used += size;
    return copy;
  }
}
