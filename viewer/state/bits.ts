/**
 * Bits of a layout and bits of bytes. A layout counts its bits in its byte order: big-endian ones from the top bit of a
 * byte, little-endian ones from the lowest. A byte's own bits are counted from the lowest here, as manuals do.
 */

export type Order = "be" | "le";

/** A run of a side's bits, as its layout counts them. */
export interface BitRun {
  readonly bit: number;
  readonly width: number;
}

/** The bit of a layout that is bit `inByte` (0 the lowest) of a byte. */
export function layoutBit(byte: number, inByte: number, order: Order): number {
  return byte * 8 + (order === "be" ? 7 - inByte : inByte);
}

/** The reverse of {@link layoutBit}. */
export function bitInByte(bit: number, order: Order): { readonly byte: number; readonly inByte: number } {
  const inside = bit & 7;
  return { byte: Math.floor(bit / 8), inByte: order === "be" ? 7 - inside : inside };
}

/** Bits of one byte that a run covers, as a mask. */
export function maskInByte(run: BitRun, byte: number, order: Order): number {
  const from = Math.max(run.bit - byte * 8, 0);
  const to = Math.min(run.bit + run.width - byte * 8, 8);
  if (to <= from) return 0;
  const ones = (1 << (to - from)) - 1;
  return order === "be" ? ones << (8 - to) : ones << from;
}

/** First byte of a run, and the byte behind its last. */
export function bytesOf(run: BitRun): { readonly from: number; readonly to: number } {
  return { from: Math.floor(run.bit / 8), to: Math.ceil((run.bit + run.width) / 8) };
}

const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, "0")}`;

/** `byte 0x06`, `bytes 0x10..0x1f`. */
export function byteText(run: BitRun): string {
  const { from, to } = bytesOf(run);
  return to - from <= 1 ? `byte ${hex(from)}` : `bytes ${hex(from)}..${hex(to - 1)}`;
}

/** `dword 0x04, bits 15:0`, as manuals write it: bit 31 is the highest of the four bytes read in the layout's order. */
export function dwordText(run: BitRun, order: Order): string {
  const first = Math.floor(run.bit / 32);
  const last = Math.floor((run.bit + Math.max(run.width, 1) - 1) / 32);
  if (first !== last) return `dwords ${hex(first * 4)}..${hex(last * 4)}`;
  const inside = run.bit - first * 32;
  const low = order === "be" ? 32 - inside - run.width : inside;
  const bits = run.width === 1 ? `bit ${low}` : `bits ${low + run.width - 1}:${low}`;
  return `dword ${hex(first * 4)}, ${bits}`;
}

/** `16 bits`, `12 bytes`, `1 bit`. */
export function widthText(width: number): string {
  if (width > 64 && width % 8 === 0) return `${width / 8} bytes`;
  return `${width} bit${width === 1 ? "" : "s"}`;
}

/** A bit of a dword: which byte and bit it is, and whether it is set. */
export interface DwordBit {
  /** 31 to 0. */
  readonly number: number;
  /** As the layout counts. */
  readonly bit: number;
  readonly set: boolean;
}

/** The bits of the dword at a byte offset, highest first; fewer where the bytes end. */
export function dwordBits(bytes: Uint8Array, dword: number, order: Order): DwordBit[] {
  const bits: DwordBit[] = [];
  for (let number = 31; number >= 0; number -= 1) {
    const offset = order === "be" ? 3 - (number >> 3) : number >> 3;
    const byte = dword + offset;
    const value = bytes[byte];
    if (value === undefined) continue;
    bits.push({ number, bit: layoutBit(byte, number & 7, order), set: ((value >> (number & 7)) & 1) === 1 });
  }
  return bits;
}
