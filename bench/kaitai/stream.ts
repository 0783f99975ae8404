/**
 * The part of the Kaitai Struct runtime that compiled classes use. Its own declarations describe the CommonJS export as an
 * ES module, which it is not, so the shape is stated here and checked once.
 */
import { property } from "../contestants/reading.js";

export interface KaitaiStream {
  pos: number;
  seek(position: number): void;
  alignToByte(): void;
  readU1(): number;
  readU2be(): number;
  readU2le(): number;
  readU4be(): number;
  readU4le(): number;
  readU8be(): number;
  readU8le(): number;
  readBitsIntBe(width: number): number;
  readBytes(length: number): Uint8Array;
}

type KaitaiStreamClass = new (view: DataView, offset: number) => KaitaiStream;

const isStreamClass = (value: unknown): value is KaitaiStreamClass =>
  typeof value === "function" && typeof property(value.prototype, "readBitsIntBe") === "function";

const packageName: string = "kaitai-struct";
const loaded: unknown = property(await import(packageName), "KaitaiStream");
if (!isStreamClass(loaded)) throw new Error("kaitai-struct has changed its exports");

export const KaitaiStream: KaitaiStreamClass = loaded;
