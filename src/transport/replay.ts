/** Replaying: a recording in the place of a device. */

import { toHex } from "../bits/index.js";
import type { CapturePointer, CaptureRecord, InfoRecord, RpcRecord } from "../capture/record.js";
import type { Pointer, RpcReply, RpcRequest } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";
import { ioctlFault } from "./errno.js";
import type { DeviceInfo, Transport } from "./transport.js";

export interface ReplayOptions {
  /**
   * `strict`: calls must come in the order of the recording, each as it was recorded. `content`: a call is answered by
   * the record with the same request, wherever it stands; the same request again gets the next such record, and the
   * last one for good. Default `strict`.
   */
  readonly order?: "strict" | "content" | undefined;
  /** Takes the records of this device type alone, from a recording of several devices. */
  readonly deviceType?: number | undefined;
  /** Takes the records of this device alone, as its `dev` names it. */
  readonly dev?: string | undefined;
}

/** A transport that answers from a recording. */
export interface ReplayTransport extends Transport {
  /** Recorded rpcs that were not asked for yet. */
  readonly left: number;
  /** @throws FwctlFault `transport` when recorded rpcs are left. */
  assertUsedUp(): void;
}

interface Recorded {
  readonly record: RpcRecord;
  /** Place among the recorded rpcs, from 1. */
  readonly place: number;
  used: boolean;
}

/**
 * Answers calls from records (of `recordTransport`, or of any reader of captures; records without a request are passed
 * over). The first record of an info, or the device type of the rpcs, answers `info`.
 *
 * @throws FwctlFault `transport` from `rpc`: the recording is over, the call is not the recorded one (with the first byte
 *   that differs), the reply was not recorded or not far enough; and for a recorded errno.
 * @example
 * const records = await Array.fromAsync(readCapture(text));
 * const device = await openDevice(replayTransport(records), catalog);
 */
export function replayTransport(records: Iterable<CaptureRecord>, options: ReplayOptions = {}): ReplayTransport {
  const infos: InfoRecord[] = [];
  const rpcs: Recorded[] = [];
  for (const record of records) {
    if (record.kind !== "info" && record.kind !== "rpc") continue;
    if (options.deviceType !== undefined && record.deviceType !== options.deviceType) continue;
    if (options.dev !== undefined && record.dev !== options.dev) continue;
    if (record.kind === "info") infos.push(record);
    if (record.kind === "rpc" && record.in !== undefined) rpcs.push({ record, place: rpcs.length + 1, used: false });
  }
  const find = options.order === "content" ? byContent(rpcs) : inOrder(rpcs);
  const left = (): number => rpcs.filter(({ used }) => !used).length;
  return {
    get left() {
      return left();
    },
    assertUsedUp: () => {
      if (left() === 0) return;
      throw recordingFault(`${left()} of ${rpcs.length} recorded calls were never asked for`);
    },
    info: async () => recordedInfo(infos, rpcs),
    rpc: async (request) => {
      const found = find(request);
      found.used = true;
      return recordedReply(found, request);
    },
  };
}

function recordingFault(what: string, more: { byteOffset?: number; remedy?: string } = {}): FwctlFault {
  return new FwctlFault({ code: "transport", path: "recording", what, ...more });
}

type Find = (request: RpcRequest) => Recorded;

function inOrder(rpcs: readonly Recorded[]): Find {
  let next = 0;
  return (request) => {
    const found = rpcs[next];
    if (found === undefined) throw recordingFault(`ends after ${rpcs.length} calls, this is one more`);
    const different = difference(found.record, request);
    if (different !== undefined) {
      const remedy = "Send the calls in recorded order, or replay by content.";
      throw recordingFault(`call ${found.place} ${different.what}`, { byteOffset: different.at, remedy });
    }
    next += 1;
    return found;
  };
}

function byContent(rpcs: readonly Recorded[]): Find {
  const byRequest = new Map<string, Recorded[]>();
  for (const recorded of rpcs) {
    const { in: input, scope, pointers } = recorded.record;
    const key = contentKey(input ?? new Uint8Array(), scope, pointers);
    byRequest.set(key, [...(byRequest.get(key) ?? []), recorded]);
  }
  return (request) => {
    const { in: input, scope, pointers } = request;
    const same =
      byRequest.get(contentKey(input, scope, pointers)) ?? byRequest.get(contentKey(input, undefined, pointers));
    const found = same?.find(({ used }) => !used) ?? same?.at(-1);
    if (found !== undefined) return found;
    throw recordingFault(`has no call with this request of ${input.length} bytes and scope ${scope}`);
  };
}

/** What makes two requests the same: bytes, scope where it was recorded, and what stands behind the pointers. */
function contentKey(input: Uint8Array, scope: number | undefined, pointers: readonly Pointer[] | undefined): string {
  const behind = (list: readonly Pointer[] | undefined): string =>
    (list ?? []).map((one) => `${one.at}:${sent(one)}(${behind(one.pointers)})`).join();
  return `${scope ?? ""}/${toHex(withoutAddresses(input, pointers))}/${behind(pointers)}`;
}

const sent = ({ direction, data, pointers }: Pointer): string =>
  direction === "out" || data === undefined ? "" : toHex(withoutAddresses(data, pointers));

/** Where a buffer lies is no part of the request: a recording of another process has its addresses there. */
function withoutAddresses(message: Uint8Array, pointers: readonly Pointer[] | undefined): Uint8Array {
  if (pointers === undefined || pointers.length === 0) return message;
  const bare = message.slice();
  for (const { at } of pointers) bare.fill(0, at, at + 8);
  return bare;
}

/** How a call differs from the recorded one, in words. */
function difference(
  record: RpcRecord,
  request: RpcRequest,
): { readonly what: string; readonly at: number } | undefined {
  const recorded = withoutAddresses(record.in ?? new Uint8Array(), record.pointers);
  const asked = withoutAddresses(request.in, request.pointers);
  if (record.scope !== undefined && record.scope !== request.scope) {
    return { what: `was recorded with scope ${record.scope}, this one has ${request.scope}`, at: 0 };
  }
  const at = firstDifference(recorded, asked);
  if (at !== undefined) {
    const shown = (bytes: Uint8Array): string => toHex(bytes.subarray(at, at + 8)) || "the end";
    return {
      what: `was recorded with ${shown(recorded)} at byte ${at} of the request, this one has ${shown(asked)}`,
      at,
    };
  }
  if (contentKey(recorded, undefined, record.pointers) === contentKey(request.in, undefined, request.pointers))
    return undefined;
  return { what: "was recorded with other buffers behind its pointers", at: 0 };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const common = Math.min(a.length, b.length);
  for (let at = 0; at < common; at += 1) if (a[at] !== b[at]) return at;
  return a.length === b.length ? undefined : common;
}

function recordedReply({ record, place }: Recorded, request: RpcRequest): RpcReply {
  if (record.errno !== undefined) {
    throw ioctlFault({ ioctl: "rpc", errno: record.errno, deviceType: record.deviceType, request });
  }
  if (record.out === undefined)
    throw recordingFault(`call ${place} has no reply and no errno: how it ended was not recorded`);
  const outLength = record.outLength ?? record.out.length;
  const wanted = Math.min(outLength, request.outLength);
  if (wanted > record.out.length) {
    const what = `call ${place} has ${record.out.length} bytes of the reply, ${wanted} are asked for`;
    throw recordingFault(what, { remedy: "Ask for no more than was recorded." });
  }
  const out = record.out.slice(0, wanted);
  const pointers = repliedPointers(request.pointers ?? [], record.pointers ?? []);
  return pointers.length === 0 ? { out, outLength } : { out, outLength, pointers };
}

function repliedPointers(asked: readonly Pointer[], recorded: readonly CapturePointer[]): Pointer[] {
  return asked.map((pointer, index) => {
    const answer = recorded[index];
    const data = answer?.after ?? answer?.data ?? pointer.data;
    const { at, direction, length } = pointer;
    const inner = repliedPointers(pointer.pointers ?? [], answer?.pointers ?? []);
    const own = { at, direction, length, ...(data === undefined ? {} : { data: data.slice(0, length) }) };
    return inner.length === 0 ? own : { ...own, pointers: inner };
  });
}

function recordedInfo(infos: InfoRecord[], rpcs: readonly Recorded[]): DeviceInfo {
  // Each info once, the last one for good.
  const info = infos.length > 1 ? infos.shift() : infos[0];
  if (info?.errno !== undefined) throw ioctlFault({ ioctl: "info", errno: info.errno, deviceType: info.deviceType });
  const deviceType = info?.deviceType ?? rpcs[0]?.record.deviceType;
  if (deviceType === undefined) throw recordingFault("says nowhere what device it is of");
  return { deviceType, data: info?.out?.slice() ?? new Uint8Array() };
}
