/** What of a reply is data, and which layout reads it. */
import type { Layout } from "../layout/index.js";
import type { Family } from "./family.js";
import type { Exchange, RpcStatus } from "./protocol.js";

/** The bytes of the reply that are data: the driver may have counted more than it wrote. */
export function replyData(family: Family, { out, outLength, hostOrder }: Exchange): Uint8Array | undefined {
  if (out === undefined) return undefined;
  const stated = family.protocol.replyLength?.(out, hostOrder) ?? outLength ?? out.length;
  return out.subarray(0, Math.min(stated, out.length));
}

/** Behind a refusal the buffer is as it was: no data. */
export function refusedData(family: Family, data: Uint8Array): Uint8Array {
  const { refusal } = family.protocol;
  if (refusal === undefined) return data;
  const layout = family.layout(refusal.layout);
  if (data.length < layout.bytes) return data;
  const written = Number(layout.decode(data.subarray(0, layout.bytes))[refusal.length]);
  return data.subarray(0, Math.max(written, layout.bytes));
}

/** A refusal may be a record of its own, or end where the header ends; then the header is all there is to decode. */
export function replyLayout(
  family: Family,
  layout: Layout | undefined,
  data: Uint8Array,
  status: RpcStatus | undefined,
): Layout | undefined {
  const { responseHeader: name, refusal } = family.protocol;
  if (status === undefined || status.ok) return layout;
  const refused = refusal && family.layout(refusal.layout);
  if (refused !== undefined && data.length >= refused.bytes) return refused;
  if (layout === undefined || name === undefined) return layout;
  const header = family.layout(name);
  return data.length <= header.bytes && layout.bytes > data.length ? header : layout;
}
