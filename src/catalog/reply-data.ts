/** What of a reply is data, what it says of its outcome, and which layout reads it. */
import type { Layout } from "../layout/index.js";
import type { Exchange, Protocol, RpcStatus } from "./protocol.js";

/** Finds a layout by its kernel name. */
export type LayoutNamed<Value extends object = object> = (name: string) => Layout<Value> | undefined;

export interface ReplyReading<Value extends object> {
  /** `undefined` when the reply is too short to say. */
  readonly status: RpcStatus | undefined;
  readonly data: Uint8Array;
  readonly layout: Layout<Value> | undefined;
}

/**
 * How to read a reply whose command has `response`: a refusal may be a record of its own, or end where the header ends.
 * The records that a protocol names are found by `named`.
 */
export function replyReading<Value extends object>(
  protocol: Protocol,
  named: LayoutNamed<Value>,
  response: Layout<Value> | undefined,
  exchange: Exchange & { readonly out: Uint8Array },
): ReplyReading<Value> {
  const status = protocol.status(exchange.out, exchange);
  const all = replyData(protocol, exchange);
  if (status === undefined || status.ok) return { status, data: all, layout: response };
  const refused = protocol.refusal && named(protocol.refusal.layout);
  const data = refused === undefined ? all : refusedData(protocol, refused, all);
  if (refused !== undefined && data.length >= refused.bytes) return { status, data, layout: refused };
  const header = protocol.responseHeader === undefined ? undefined : named(protocol.responseHeader);
  const headerOnly = header !== undefined && data.length <= header.bytes && (response?.bytes ?? 0) > data.length;
  return { status, data, layout: headerOnly ? header : response };
}

/** The bytes of the reply that are data: the driver may have counted more than it wrote. */
function replyData(protocol: Protocol, { out, outLength, hostOrder }: Exchange & { out: Uint8Array }): Uint8Array {
  const stated = protocol.replyLength?.(out, hostOrder) ?? outLength ?? out.length;
  return out.subarray(0, Math.min(stated, out.length));
}

/** Behind a refusal the buffer is as it was: no data. */
function refusedData({ refusal }: Protocol, layout: Layout<object>, data: Uint8Array): Uint8Array {
  if (refusal === undefined || data.length < layout.bytes) return data;
  const written = Number(Reflect.get(layout.decode(data.subarray(0, layout.bytes)), refusal.length));
  return data.subarray(0, Math.max(written, layout.bytes));
}
