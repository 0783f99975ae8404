/**
 * AMD Pensando: one envelope, `fwctl_rpc_pds`, with an endpoint, an operation and two user-space payloads behind pointers.
 * What the payloads mean belongs to the product's firmware and is not public.
 *
 * Source: include/uapi/fwctl/pds.h, drivers/fwctl/pds/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Exchange, Pointer, Protocol, RpcStatus } from "../catalog/index.js";
import type { Note } from "../fault/index.js";
import { deliveryOf } from "../uapi/explain.js";
import { envelopeBytes, envelopeOffsets, readEnvelope } from "./envelope.js";
import { pointerNotes } from "./payloads.js";

export const protocol: Protocol = {
  family: "pds",
  deviceType: 4,
  soleCommand: "FWCTL_RPC",
  requestHeader: "fwctl_rpc_pds",
  responseHeader: "fwctl_rpc_pds",
  leastRequest: envelopeBytes,
  opcode: () => undefined,
  status: statusOf,
  delivery: ({ errno, out }) => deliveryOf({ driver: "pds", errno, out }),
  outLength: () => envelopeBytes,
  notes,
};

/** The operation's own result, whose numbers belong to the product's firmware: only 0 has a meaning that is public. */
function statusOf(reply: Uint8Array, exchange?: Exchange): RpcStatus | undefined {
  if (reply.length < envelopeOffsets.retval + 4) return undefined;
  const code = dataView(reply).getUint32(envelopeOffsets.retval, exchange?.hostOrder !== "be");
  return { code, name: code === 0 ? "SUCCESS" : undefined, ok: code === 0, delivery: "answered" };
}

/** Payloads that stand behind addresses and are not here. */
function notes(exchange: Exchange): Note[] {
  const envelope = readEnvelope(exchange.in, exchange.hostOrder);
  if (envelope === undefined) return [];
  const pointers = pointersOf(exchange);
  return [...pointerNotes("in", envelope.inLength, pointers), ...pointerNotes("out", envelope.outLength, pointers)];
}

/** The buffers behind the addresses, when whoever has the exchange kept them. */
function pointersOf(
  exchange: Exchange & { readonly pointers?: readonly Pointer[] | undefined },
): readonly Pointer[] | undefined {
  return exchange.pointers;
}
