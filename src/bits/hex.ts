/** Bytes as hexadecimal text and back. Table-driven: `Uint8Array.prototype.toHex` does not exist on Node 20. */

/** All 256, made when the first is asked for. */
let pairs: readonly string[] = [];

/** Lower-case hex, first byte first, without separators. */
export function toHex(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  if (pairs.length === 0) pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
  let text = "";
  for (let index = from; index < to; index += 1) text += pairs[bytes[index] ?? 0] ?? "";
  return text;
}

const digit = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

/**
 * Reads hex digits, two a byte, in either case. Returns `undefined` for an odd count or any other character,
 * so that the caller can word the fault with its own place.
 */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const high = digit(text.charCodeAt(index * 2));
    const low = digit(text.charCodeAt(index * 2 + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[index] = high * 16 + low;
  }
  return bytes;
}
