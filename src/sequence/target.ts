/**
 * What encoders write into. restructure's numbers take whatever they are given: 300 becomes 44 in a byte, a missing one becomes
 * 0. Here they refuse it.
 */
import { DecodeStream, EncodeStream } from "restructure";
import { FwctlFault } from "../fault/index.js";
import { overrun, unfit, unnamed } from "./place.js";

/** What an encoder writes into. */
export interface Target {
  readonly buffer: Uint8Array;
  readonly view: DataView;
  pos: number;
}

/** Makes sure that so many bytes have room. */
export function requireRoom(stream: Target, bytes: number): void {
  if (stream.pos + bytes > stream.buffer.length) throw overrun(stream.pos, bytes, stream.buffer.length);
}

export function put(stream: Target, bytes: Uint8Array): void {
  requireRoom(stream, bytes.length);
  stream.buffer.set(bytes, stream.pos);
  stream.pos += bytes.length;
}

/** A whole number between two bounds, of either kind. */
export function requireRange<N extends number | bigint>(value: N, least: N, most: N): void {
  if (value >= least && value <= most) return;
  const what = `${value} does not fit (${least}..${most})`;
  throw new FwctlFault({ code: "range", path: unnamed, received: value, what });
}

function requireNumber(type: string, bytes: number, value: unknown): void {
  if (typeof value !== "number") throw unfit("a number", value);
  if (!/^U?Int/.test(type)) return;
  if (!Number.isInteger(value)) throw unfit("a whole number", value);
  const half = 2 ** (bytes * 8 - 1);
  requireRange(value, type.startsWith("U") ? 0 : -half, type.startsWith("U") ? 2 * half - 1 : half - 1);
}

/** A stream of its own, so that restructure's prototype stays as it is for others. */
class GuardedTarget extends EncodeStream {}

function guardNumbers(): void {
  for (const [type, bytes] of Object.entries(DecodeStream.TYPES)) {
    for (const name of [`write${type}`, `write${type}BE`, `write${type}LE`]) {
      const inherited: unknown = Reflect.get(EncodeStream.prototype, name);
      if (typeof inherited !== "function") continue;
      Object.defineProperty(GuardedTarget.prototype, name, {
        value(this: GuardedTarget, value: unknown): void {
          requireNumber(type, bytes, value);
          requireRoom(this, bytes);
          Reflect.apply(inherited, this, [value]);
        },
      });
    }
  }
}

guardNumbers();

/** A target of zeros. It can be given to the `encode` of any restructure type. */
export function targetOf(size: number): Target & { readonly buffer: Uint8Array<ArrayBuffer> } {
  const buffer = new Uint8Array(size);
  return Object.assign(new GuardedTarget(buffer), { buffer });
}
