/** The two kinds of identifier that are written as text: uuid (16 bytes, in text order) and mac (6 bytes). */
import { fromHex, toHex } from "./hex.js";

/** Sixteen bytes as `96dad7d6-fde8-482b-a733-75774e06db8a`: bytes in the order of the text, as CXL stores them. */
export function uuidText(bytes: Uint8Array, at = 0): string {
  const part = (from: number, to: number): string => toHex(bytes, at + from, at + to);
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
}

/** Reads a uuid in either case, with its four dashes. `undefined` when the text is none. */
export function uuidBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return undefined;
  return fromHex(text.replaceAll("-", ""));
}

/** Six bytes as `b8:3f:d2:00:00:01`. */
export function macText(bytes: Uint8Array, at = 0): string {
  const parts: string[] = [];
  for (let index = 0; index < 6; index += 1) parts.push(toHex(bytes, at + index, at + index + 1));
  return parts.join(":");
}

/** Reads a mac with colons or dashes, in either case. `undefined` when the text is none. */
export function macBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return fromHex(text.replaceAll(/[:-]/g, ""));
}
