/**
 * Read and write n bits at a bit offset. Knows no schema.
 *
 * `be`: bit 0 is the most significant bit of byte 0, and a value's bits follow most significant first.
 * `le`: bit `8 * byte + k` is bit k of that byte (k = 0 the least significant), and a value's bits follow least significant first.
 * Neither function checks bounds beyond what DataView does: callers prove the length first.
 */

/** Byte order of a number in a buffer. `host` order is resolved to one of these before bits are touched. */
export type Endian = "be" | "le";

/** Widest value that is a `number`; wider ones up to {@link maxBigintBits} are `bigint`, still wider ones bytes. */
export const maxNumberBits = 32;
export const maxBigintBits = 64;

/** The byte in which a bit lies, also behind 256 MiB, where bit offsets are no 32-bit numbers any more. */
export function byteOf(bit: number): number {
  return bit < 0x8000_0000 ? bit >> 3 : Math.floor(bit / 8);
}

/** Reads up to 32 bits at any bit offset. */
export function readNumber(data: DataView, bit: number, width: number, endian: Endian): number {
  if ((bit & 7) === 0) {
    if (width === 32) return data.getUint32(byteOf(bit), endian === "le");
    if (width === 16) return data.getUint16(byteOf(bit), endian === "le");
    if (width === 8) return data.getUint8(byteOf(bit));
  }
  return width === 0 ? 0 : endian === "be" ? readNumberBe(data, bit, width) : readNumberLe(data, bit, width);
}

function readNumberBe(data: DataView, bit: number, width: number): number {
  let value = 0;
  let position = bit;
  let left = width;
  while (left > 0) {
    const inByte = position & 7;
    const take = Math.min(8 - inByte, left);
    const piece = (data.getUint8(byteOf(position)) >> (8 - inByte - take)) & ((1 << take) - 1);
    value = value * 2 ** take + piece;
    position += take;
    left -= take;
  }
  return value;
}

function readNumberLe(data: DataView, bit: number, width: number): number {
  let value = 0;
  let done = 0;
  while (done < width) {
    const position = bit + done;
    const inByte = position & 7;
    const take = Math.min(8 - inByte, width - done);
    const piece = (data.getUint8(byteOf(position)) >> inByte) & ((1 << take) - 1);
    value += piece * 2 ** done;
    done += take;
  }
  return value;
}

/** Writes up to 32 bits at any bit offset; bits beside them stay as they are. */
export function writeNumber(data: DataView, bit: number, width: number, endian: Endian, value: number): void {
  let done = 0;
  while (done < width) {
    const position = bit + done;
    const inByte = position & 7;
    const take = Math.min(8 - inByte, width - done);
    const mask = (1 << take) - 1;
    const fromLow = endian === "be" ? width - done - take : done;
    const piece = Math.floor(value / 2 ** fromLow) & mask;
    const shift = endian === "be" ? 8 - inByte - take : inByte;
    const byte = byteOf(position);
    data.setUint8(byte, (data.getUint8(byte) & ~(mask << shift)) | (piece << shift));
    done += take;
  }
}

/** Reads up to 64 bits as a `bigint`. */
export function readBigint(data: DataView, bit: number, width: number, endian: Endian): bigint {
  if (width === 64 && (bit & 7) === 0) return data.getBigUint64(byteOf(bit), endian === "le");
  if (width <= 32) return BigInt(readNumber(data, bit, width, endian));
  if (endian === "be") {
    const high = readNumberBe(data, bit, width - 32);
    return (BigInt(high) << 32n) | BigInt(readNumberBe(data, bit + width - 32, 32));
  }
  const low = readNumberLe(data, bit, 32);
  return (BigInt(readNumberLe(data, bit + 32, width - 32)) << 32n) | BigInt(low);
}

/** Writes up to 64 bits; bits beside them stay as they are. */
export function writeBigint(data: DataView, bit: number, width: number, endian: Endian, value: bigint): void {
  if (width === 64 && (bit & 7) === 0) {
    data.setBigUint64(byteOf(bit), value, endian === "le");
    return;
  }
  const low = Number(value & 0xffff_ffffn);
  if (width <= 32) {
    writeNumber(data, bit, width, endian, low);
    return;
  }
  const high = Number((value >> 32n) & 0xffff_ffffn);
  if (endian === "be") {
    writeNumber(data, bit, width - 32, endian, high);
    writeNumber(data, bit + width - 32, 32, endian, low);
  } else {
    writeNumber(data, bit, 32, endian, low);
    writeNumber(data, bit + 32, width - 32, endian, high);
  }
}

/**
 * Reads a value of any width as bytes: a view of the buffer when offset and width are whole bytes, else a copy,
 * most significant byte first and right-aligned.
 */
export function readBytes(data: DataView, bit: number, width: number, endian: Endian): Uint8Array {
  if (((bit | width) & 7) === 0) return new Uint8Array(data.buffer, data.byteOffset + byteOf(bit), byteOf(width));
  const size = Math.ceil(width / 8);
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) {
    const above = Math.min(8, width - index * 8);
    const position = endian === "be" ? bit + width - index * 8 - above : bit + index * 8;
    bytes[size - 1 - index] = readNumber(data, position, above, endian);
  }
  return bytes;
}

/** The reverse of {@link readBytes}: `bytes` has exactly `ceil(width / 8)` elements. */
export function writeBytes(data: DataView, bit: number, width: number, endian: Endian, bytes: Uint8Array): void {
  if (((bit | width) & 7) === 0) {
    new Uint8Array(data.buffer, data.byteOffset + byteOf(bit), byteOf(width)).set(bytes);
    return;
  }
  const size = Math.ceil(width / 8);
  for (let index = 0; index < size; index += 1) {
    const above = Math.min(8, width - index * 8);
    const position = endian === "be" ? bit + width - index * 8 - above : bit + index * 8;
    writeNumber(data, position, above, endian, bytes[size - 1 - index] ?? 0);
  }
}

/**
 * Reads bytes one behind the other: a view of the buffer when offset and width are whole bytes, else a copy. Bits of a last
 * byte that is not whole stand where the order has them: at its top (`be`), at its bottom (`le`).
 */
export function readRun(data: DataView, bit: number, width: number, endian: Endian): Uint8Array {
  if (((bit | width) & 7) === 0) return new Uint8Array(data.buffer, data.byteOffset + byteOf(bit), byteOf(width));
  const bytes = new Uint8Array(Math.ceil(width / 8));
  for (let index = 0; index < bytes.length; index += 1) {
    const piece = Math.min(8, width - index * 8);
    const value = readNumber(data, bit + index * 8, piece, endian);
    bytes[index] = endian === "be" ? value << (8 - piece) : value;
  }
  return bytes;
}

/** The reverse of {@link readRun}: writes `width` bits, and none of a last byte beyond them. */
export function writeRun(data: DataView, bit: number, width: number, endian: Endian, bytes: Uint8Array): void {
  if (((bit | width) & 7) === 0) {
    new Uint8Array(data.buffer, data.byteOffset + byteOf(bit), byteOf(width)).set(bytes.subarray(0, byteOf(width)));
    return;
  }
  for (let done = 0; done < width; done += 8) {
    const piece = Math.min(8, width - done);
    const byte = bytes[byteOf(done)] ?? 0;
    writeNumber(data, bit + done, piece, endian, endian === "be" ? byte >> (8 - piece) : byte);
  }
}

/**
 * A DataView over the bytes of any view, honouring its offset. Bytes whose buffer was transferred away have a length of 0,
 * and are read like any other bytes that end too early.
 */
export function dataView(bytes: Uint8Array): DataView {
  if (bytes.byteLength === 0) return new DataView(new ArrayBuffer(0));
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
