/** The mixed stream by hand: a scan that reads two fields of each record in place, and a full decode of one record. */
import { featuresType, frameBytes, replyType, rpcType } from "../stream.js";
import { readFwctlRpc } from "./fwctl-rpc.js";
import { readOffloadReply } from "./offload-reply.js";
import { readFeatures } from "./supported-features.js";

function tooShort(at: number): never {
  throw new RangeError(`the record at ${at} is too short`);
}

/** Adds up two fields of every record, reading nothing else. */
export function scanByHand(view: DataView): number {
  const end = view.byteLength;
  let total = 0;
  let at = 0;
  while (at < end) {
    if (at + frameBytes > end) tooShort(at);
    const type = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    const from = at + frameBytes;
    if (from + length > end) tooShort(at);
    if (type === rpcType) {
      if (length < 32) tooShort(at);
      total += view.getUint32(from + 4, true) + view.getUint32(from + 8, true);
    } else if (type === replyType) {
      if (length < 272) tooShort(at);
      total += ((view.getUint32(from + 16) >>> 16) & 0x1f) + view.getUint16(from + 26);
    } else if (type === featuresType) {
      if (length < 8) tooShort(at);
      total += view.getUint16(from, true) + view.getUint16(from + 2, true);
    }
    at = from + length;
  }
  return total;
}

/** The record between `at` and `end`, decoded by its type. */
export function readRecord(view: DataView, type: number, at: number, end: number): unknown {
  if (type === rpcType) return readFwctlRpc(view, at, end);
  if (type === replyType) return readOffloadReply(view, at, end);
  return readFeatures(view, at, end);
}
