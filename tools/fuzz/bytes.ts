/** Bytes of every bad kind: random, constant, cut short, too long, and good ones with a few bits wrong. */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";

function randomBytes(random: Random, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = random.bits(8);
  return bytes;
}

/** Few bits set: counts stay small, selectors hit their low arms. */
function sparseBytes(random: Random, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let set = 0; set < 1 + length / 16; set += 1)
    bytes[random.below(Math.max(1, length))] = random.bits(8) & random.bits(8);
  return bytes.subarray(0, length);
}

const interesting: readonly number[] = [0, 1, 2, 0x7f, 0x80, 0xfe, 0xff];

/** A copy with one to eight bytes changed: a bit flipped, a byte made extreme, a run overwritten. */
export function mutated(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  if (copy.length === 0) return copy;
  for (let change = 1 + random.below(8); change > 0; change -= 1) {
    const at = random.below(copy.length);
    const kind = random.below(3);
    if (kind === 0) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    else if (kind === 1) copy[at] = choose(random, interesting);
    else copy.fill(choose(random, interesting), at, at + 1 + random.below(8));
  }
  return copy;
}

/** Cut anywhere, or longer than it should be. */
export function resized(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (random.bits(1) === 0) return Uint8Array.from(bytes.subarray(0, random.below(bytes.length + 1)));
  const longer = new Uint8Array(bytes.length + random.below(64));
  longer.set(bytes);
  if (random.bits(1) === 0) longer.fill(random.bits(8), bytes.length);
  return longer;
}

/** Input for a layout of `size` bytes; `seeds` are good inputs for it, if there are any. */
export function someBytes(random: Random, size: number, seeds: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = random.below(4) === 0 ? random.below(size + 65) : size;
  switch (random.below(seeds.length === 0 ? 4 : 8)) {
    case 0:
      return new Uint8Array(length).fill(random.bits(1) === 0 ? 0 : 0xff);
    case 1:
      return randomBytes(random, length);
    case 2:
    case 3:
      return sparseBytes(random, length);
    case 4:
      return resized(random, choose(random, seeds));
    default:
      return mutated(random, choose(random, seeds));
  }
}

/** The same bytes in the middle of a bigger buffer, so that an offset that is forgotten shows. */
export function offsetView(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const before = random.below(9);
  const buffer = new Uint8Array(before + bytes.length + 8).fill(0xa5);
  buffer.set(bytes, before);
  return buffer.subarray(before, before + bytes.length);
}

export const hex = (bytes: Uint8Array, most = 512): string =>
  Array.from(bytes.subarray(0, most), (byte) => byte.toString(16).padStart(2, "0")).join("") +
  (bytes.length > most ? `… (${bytes.length} bytes)` : "");

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
