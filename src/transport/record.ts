/** Recording: everything that goes through a transport, as records of the capture format. */
import type { CapturePointer, InfoRecord, JsonObject, RpcRecord } from "../capture/record.js";
import type { Pointer, RpcReply, RpcRequest } from "../catalog/rpc.js";
import { errnoName } from "../uapi/explain.js";
import { checkedInfo, checkedReply } from "./check.js";
import { errnoOf, ioctlPath } from "./errno.js";
import type { DeviceInfo, Transport, TransportOptions } from "./transport.js";

/** One recorded exchange: what `writeCaptureLine` writes, and `replayTransport` reads. */
export type ExchangeRecord = RpcRecord | InfoRecord;

export interface RecordOptions {
  /** Device node or address, kept in each record. */
  readonly dev?: string | undefined;
  /** Free words of the recorder (kernel, firmware, PSID), kept in the first record. */
  readonly meta?: JsonObject | undefined;
  /** Time stamp of a record. Default: the current time in ISO 8601. */
  readonly now?: (() => string | number) | undefined;
}

/**
 * A transport that behaves as the one behind it and tells each exchange to `write`, when it is over: replies, errnos,
 * and failures without an errno (whose record has neither reply nor errno, and the message in `meta.failure`), a reply that
 * is none among them.
 * Every record of an rpc needs the device type, so the first rpc without an info before it asks for one.
 *
 * @example
 * const lines: string[] = [];
 * const recording = recordTransport(transport, (record) => lines.push(writeCaptureLine(record)));
 */
export function recordTransport(
  transport: Transport,
  write: (record: ExchangeRecord) => void,
  options: RecordOptions = {},
): Transport {
  let deviceType: number | undefined;
  const emit = emitter(write, options);
  const info = async (how?: TransportOptions): Promise<DeviceInfo> => {
    let answer: DeviceInfo;
    try {
      answer = checkedInfo(await transport.info(how));
    } catch (error) {
      emit({ kind: "info", ...errnoKey(error), notes: [] }, error);
      throw error;
    }
    deviceType = answer.deviceType;
    const out = answer.data.slice();
    emit({ kind: "info", deviceType, out, outLength: out.length, notes: [] });
    return answer;
  };
  const rpc = async (request: RpcRequest, how?: TransportOptions): Promise<RpcReply> => {
    if (deviceType === undefined) await info(how);
    const asked: RpcRecord = { kind: "rpc", deviceType, scope: request.scope, in: request.in.slice(), notes: [] };
    const before = copies(request);
    let reply: RpcReply;
    try {
      reply = checkedReply(await transport.rpc(request, how), request, ioctlPath("rpc", deviceType));
    } catch (error) {
      emit({ ...asked, ...recorded(before, undefined), ...errnoKey(error) }, error);
      throw error;
    }
    const { out, outLength, pointers } = reply;
    emit({ ...asked, ...recorded(before, pointers), out: out.slice(), outLength });
    return reply;
  };
  return { info, rpc };
}

/** Hands a record on with the recorder's own words; those of `meta` go with the first one. */
function emitter(
  write: (record: ExchangeRecord) => void,
  options: RecordOptions,
): (record: ExchangeRecord, failure?: unknown) => void {
  let first = true;
  return (record, failure) => {
    const meta = { ...(first ? options.meta : undefined), ...failureWords(failure) };
    first = false;
    const ts = options.now === undefined ? new Date().toISOString() : options.now();
    write({ ...record, ts, dev: options.dev, ...(Object.keys(meta).length > 0 ? { meta } : {}) });
  };
}

function errnoKey(error: unknown): { readonly errno?: string | number } {
  const errno = errnoOf(error);
  if (errno === undefined) return {};
  const name = errnoName(errno);
  return { errno: name.startsWith("E") ? name : errno };
}

function failureWords(error: unknown): JsonObject {
  if (error === undefined || errnoOf(error) !== undefined) return {};
  return { failure: (error instanceof Error ? error.message : String(error)).slice(0, 500) };
}

/** The buffers as they were sent: a backend may write into them. */
function copies(request: RpcRequest): readonly Pointer[] {
  const copy = (pointer: Pointer): Pointer => ({
    ...pointer,
    data: pointer.data?.slice(),
    pointers: pointer.pointers?.map(copy),
  });
  return (request.pointers ?? []).map(copy);
}

function recorded(
  before: readonly Pointer[],
  after: readonly Pointer[] | undefined,
): { readonly pointers?: readonly CapturePointer[] } {
  if (before.length === 0) return {};
  return {
    pointers: before.map((pointer, index): CapturePointer => {
      const answer = after?.[index];
      const { at, direction, length, data } = pointer;
      return {
        at,
        direction,
        length,
        ...(data === undefined ? {} : { data }),
        ...(answer?.data === undefined ? {} : { after: answer.data.slice() }),
        ...recorded(pointer.pointers ?? [], answer?.pointers),
      };
    }),
  };
}
