/** User memory as a kernel sees it: some addresses are mapped, some only for reading, the rest is a fault. */

/**
 * What the kernel copies from and to. Both functions work like `copy_from_user` and `copy_to_user`: they go byte by
 * byte upwards and stop at the first address that is not mapped; what was copied until then stays copied.
 */
export interface Memory {
  /** Fills `target` from `address` on. Returns how many bytes could be read. */
  read(address: bigint, target: Uint8Array): number;
  /** Writes `source` from `address` on. Returns how many bytes could be written. */
  write(address: bigint, source: Uint8Array): number;
}

/** Bytes that lie at an address. The array itself is the memory: the kernel's writes show in it. */
export interface MappedRange {
  readonly address: bigint | number;
  readonly bytes: Uint8Array;
  /** A page that can be read only. */
  readonly readOnly?: boolean;
}

/**
 * Memory made of ranges; everything between them is unmapped, and adjacent ranges are one piece.
 *
 * @example
 * const memory = mappedMemory([{ address: 0x10000000, bytes: argument }, { address: 0x20000000, bytes: input }]);
 */
export function mappedMemory(ranges: readonly MappedRange[]): Memory {
  const sorted = ranges
    .filter((range) => range.bytes.length > 0)
    .map((range) => ({ start: BigInt(range.address), bytes: range.bytes, readOnly: range.readOnly === true }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));

  /** Walks over `length` bytes from `address`, one mapped piece at a time, and returns how far it came. */
  const walk = (
    address: bigint,
    length: number,
    writing: boolean,
    visit: (piece: Uint8Array, done: number) => void,
  ): number => {
    let done = 0;
    for (const { start, bytes, readOnly } of sorted) {
      const at = address + BigInt(done);
      if (done >= length || start > at) break;
      const from = at - start;
      if (from >= BigInt(bytes.length)) continue;
      if (writing && readOnly) break;
      const piece = bytes.subarray(Number(from), Number(from) + length - done);
      visit(piece, done);
      done += piece.length;
    }
    return done;
  };

  return {
    read: (address, target) => walk(address, target.length, false, (piece, done) => target.set(piece, done)),
    write: (address, source) =>
      walk(address, source.length, true, (piece, done) => piece.set(source.subarray(done, done + piece.length))),
  };
}

/** Reads exactly `length` bytes, or nothing when one of them is not mapped. */
export function copyFromUser(memory: Memory, address: bigint, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  return memory.read(address, bytes) === length ? bytes : undefined;
}

/** Writes as much as is mapped; true when that was everything. */
export function copyToUser(memory: Memory, address: bigint, bytes: Uint8Array): boolean {
  return memory.write(address, bytes) === bytes.length;
}

const chunkBytes = 65_536;
const zeros = new Uint8Array(chunkBytes);

/** Zeroes as much of `length` bytes as is mapped; true when that was everything. */
export function clearUser(memory: Memory, address: bigint, length: number): boolean {
  for (let done = 0; done < length; done += chunkBytes) {
    const chunk = zeros.subarray(0, Math.min(chunkBytes, length - done));
    if (memory.write(address + BigInt(done), chunk) !== chunk.length) return false;
  }
  return true;
}

/** What stands in a stretch of memory that ought to be zero: a byte met before the first unmapped one decides. */
export function checkZeroed(memory: Memory, address: bigint, length: number): "zero" | "not zero" | "unmapped" {
  const chunk = new Uint8Array(Math.min(chunkBytes, length));
  for (let done = 0; done < length; done += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, length - done));
    const read = memory.read(address + BigInt(done), part);
    if (part.subarray(0, read).some((byte) => byte !== 0)) return "not zero";
    if (read < part.length) return "unmapped";
  }
  return "zero";
}
