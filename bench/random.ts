/** A small seeded generator (mulberry32), so that every run and every child process works on the same bytes. */
export interface Random {
  /** A whole number of `bits` bits, up to 32. */
  bits(bits: number): number;
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    bits: (bits) => (bits === 0 ? 0 : next() >>> (32 - bits)),
    below: (below) => Math.floor((next() / 2 ** 32) * below),
  };
}
