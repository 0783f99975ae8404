/** Canned answers: which of them belongs to a request. */
import { type ModelBytes, modelBytes } from "./bytes.js";

/** Bytes that a request must hold, at an offset from its start; with a mask only the set bits are compared. */
export interface MatchModel {
  readonly at: number;
  readonly bytes: string;
  readonly mask?: string;
}

/** True when a request holds all the bytes; without any it always does. */
export function matches(request: Uint8Array, conditions: readonly MatchModel[] | undefined, path: string): boolean {
  return (conditions ?? []).every(({ at, bytes, mask }) => {
    const wanted = modelBytes(bytes, path);
    const bits = mask === undefined ? new Uint8Array(wanted.length).fill(0xff) : modelBytes(mask, path, wanted.length);
    return wanted.every((byte, index) => (((request[at + index] ?? 0) ^ byte) & (bits[index] ?? 0)) === 0);
  });
}

/** Copies a record into a reply, cut to the room that is there. */
export function put(out: Uint8Array, at: number, record: ModelBytes | undefined, path: string): void {
  if (record === undefined || at >= out.length) return;
  out.set(modelBytes(record, path).subarray(0, out.length - at), at);
}
