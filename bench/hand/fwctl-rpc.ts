/** struct fwctl_rpc by hand: 32 bytes, host order (little-endian here). */
import { refuse, refuseBig } from "./refuse.js";

export type HandFwctlRpc = {
  size: number;
  scope: number;
  in_len: number;
  out_len: number;
  in: bigint;
  out: bigint;
};

const largest = 0xffff_ffff_ffff_ffffn;

/** Reads the 32 bytes at `at`; the record must end at or before `end`. */
export function readFwctlRpc(view: DataView, at: number, end: number): HandFwctlRpc {
  if (at + 32 > end) throw new RangeError(`fwctl_rpc needs 32 bytes, ${end - at} left`);
  return {
    size: view.getUint32(at, true),
    scope: view.getUint32(at + 4, true),
    in_len: view.getUint32(at + 8, true),
    out_len: view.getUint32(at + 12, true),
    in: view.getBigUint64(at + 16, true),
    out: view.getBigUint64(at + 24, true),
  };
}

/** Writes 32 bytes at `at`. Every field is checked before the first byte is written. */
export function writeFwctlRpc(view: DataView, at: number, value: HandFwctlRpc): void {
  const size = value.size;
  if (size >>> 0 !== size) refuse("size", size, 32);
  const scope = value.scope;
  if (scope >>> 0 !== scope) refuse("scope", scope, 32);
  const inLength = value.in_len;
  if (inLength >>> 0 !== inLength) refuse("in_len", inLength, 32);
  const outLength = value.out_len;
  if (outLength >>> 0 !== outLength) refuse("out_len", outLength, 32);
  const input = value.in;
  if (typeof input !== "bigint" || input < 0n || input > largest) refuseBig("in", input);
  const output = value.out;
  if (typeof output !== "bigint" || output < 0n || output > largest) refuseBig("out", output);
  view.setUint32(at, size, true);
  view.setUint32(at + 4, scope, true);
  view.setUint32(at + 8, inLength, true);
  view.setUint32(at + 12, outLength, true);
  view.setBigUint64(at + 16, input, true);
  view.setBigUint64(at + 24, output, true);
}
