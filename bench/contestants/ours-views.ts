/** Reading in place: the loops around this library's views, the same for generated views and for those made at run time. */
import { moveView, type View } from "../../src/layout/index.js";
import type { Sample } from "../sample.js";
import { featuresType, frameBytes, replyType, rpcType } from "../stream.js";
import type { Task } from "./contestant.js";

export type RpcFields = View & { readonly scope: number; readonly in_len: number };
export type OffloadFields = View & { readonly max_lso_cap: number; readonly lro_min_mss_size: number };
export type FeaturesFields = View & { readonly num_entries: number; readonly supported_feats: number };

/** The capability stands behind 16 bytes of reply header. */
export const headerBytes = 16;

function cut(at: number): never {
  throw new RangeError(`the stream is cut at ${at}`);
}

/** Two fields of every record. A moved view checks its own bounds, so only the frame is checked here. */
export function scanStream({ view }: Sample, rpc: RpcFields, offloads: OffloadFields, features: FeaturesFields): Task {
  const end = view.byteLength;
  const run = (): number => {
    let total = 0;
    let at = 0;
    while (at < end) {
      if (at + frameBytes > end) cut(at);
      const type = view.getUint32(at, true);
      const length = view.getUint32(at + 4, true);
      const from = at + frameBytes;
      if (from + length > end) cut(at);
      if (type === rpcType) {
        moveView(rpc, from);
        total += rpc.scope + rpc.in_len;
      } else if (type === replyType) {
        moveView(offloads, from + headerBytes);
        total += offloads.max_lso_cap + offloads.lro_min_mss_size;
      } else if (type === featuresType) {
        moveView(features, from);
        total += features.num_entries + features.supported_feats;
      }
      at = from + length;
    }
    return total;
  };
  return { run };
}

/** `in_len` of every record. */
export function sumInLength({ starts }: Sample, rpc: RpcFields): Task {
  const run = (): number => {
    let total = 0;
    for (let index = 0; index < starts.length; index += 1) total += moveView(rpc, starts[index] ?? 0).in_len;
    return total;
  };
  return { run };
}

/** `max_lso_cap` of every reply. */
export function sumLsoCap({ starts }: Sample, offloads: OffloadFields): Task {
  const run = (): number => {
    let total = 0;
    for (let index = 0; index < starts.length; index += 1) {
      total += moveView(offloads, (starts[index] ?? 0) + headerBytes).max_lso_cap;
    }
    return total;
  };
  return { run };
}
