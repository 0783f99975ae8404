/** A small reproducible source of bytes (xorshift), so that a failure can be repeated. */
export function randomBytes(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let index = 0; index < size; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    bytes[index] = state & 255;
  }
  return bytes;
}
