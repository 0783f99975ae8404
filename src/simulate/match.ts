/** Canned answers: which of them belongs to a request. */
import { modelBytes } from "./bytes.js";

/** Bytes that a request must hold, at an offset from its start; with a mask only the set bits are compared. */
export interface MatchModel {
  readonly at: number;
  readonly bytes: string;
  readonly mask?: string;
}

/** True when a request holds all the bytes; without any it always does. */
export type Matcher = (request: Uint8Array) => boolean;

/** @throws FwctlFault `schema` when the bytes of a condition cannot be read. */
export function matcher(conditions: readonly MatchModel[] | undefined, path: string): Matcher {
  const read = (conditions ?? []).map(({ at, bytes, mask }) => {
    const wanted = modelBytes(bytes, path);
    const bits = mask === undefined ? new Uint8Array(wanted.length).fill(0xff) : modelBytes(mask, path, wanted.length);
    return { at, wanted, bits };
  });
  return (request) =>
    read.every(({ at, wanted, bits }) =>
      wanted.every((byte, index) => (((request[at + index] ?? 0) ^ byte) & (bits[index] ?? 0)) === 0),
    );
}

/** Copies a record into a reply, cut to the room that is there. */
export function put(out: Uint8Array, at: number, record: Uint8Array): void {
  if (at < out.length) out.set(record.subarray(0, out.length - at), at);
}
