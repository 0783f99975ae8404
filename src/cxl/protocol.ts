/**
 * The CXL envelope: a host-order header in front of the mailbox payload (`fwctl_rpc_cxl`), and one in front of the reply
 * (`fwctl_rpc_cxl_out`).
 *
 * Source: include/uapi/fwctl/cxl.h, drivers/cxl/core/features.c (Linux 7.2.13), and a running kernel.
 */
import { dataView } from "../bits/index.js";
import type { Delivery, Exchange, Protocol, RpcStatus } from "../catalog/index.js";
import { deliveryOf } from "../uapi/explain.js";
import { notesOf } from "./notes.js";
import { cxlOpcodes, opcodeOf, requestHeaderBytes, responseHeaderBytes } from "./opcodes.js";
import { isSilent } from "./reply-notes.js";
import { explainReturnCode } from "./return-codes.js";

export { cxlOpcodes } from "./opcodes.js";

export const protocol: Protocol = {
  family: "cxl",
  deviceType: 2,
  opcodeField: "opcode",
  requestDefaults: (fields) => ({ op_size: operationSize(fields) }),
  requestHeader: "fwctl_rpc_cxl_hdr",
  responseHeader: "fwctl_rpc_cxl_out_hdr",
  leastRequest: requestHeaderBytes,
  opcode: (request, hostOrder) => opcodeOf(request, hostOrder),
  status: (reply, exchange) => statusOf(reply, exchange),
  statusField: "retval",
  delivery,
  // out_len counts eight bytes more than there are; `size` is what the payload really has.
  replyLength: (reply, hostOrder) =>
    reply.length < 4 ? undefined : responseHeaderBytes + dataView(reply).getUint32(0, hostOrder !== "be"),
  outLength,
  notes: notesOf,
};

function statusOf(reply: Uint8Array, exchange: Exchange | undefined): RpcStatus | undefined {
  if (reply.length < responseHeaderBytes) return undefined;
  const code = dataView(reply).getUint32(4, exchange?.hostOrder !== "be");
  const meaning = explainReturnCode(code);
  const silent = exchange !== undefined && isSilent({ ...exchange, out: reply });
  return {
    code,
    name: meaning.name,
    ok: code === 0,
    errno: meaning.errno,
    delivery: silent ? "unknown" : "answered",
  };
}

/** An empty list of features says nothing of a time-out: such a reply counts as the device's answer. */
function delivery(exchange: Exchange): Delivery {
  const { errno, out } = exchange;
  return deliveryOf({ driver: "cxl", errno, out: isSilent(exchange) ? out : undefined });
}

/** Largest room for a list that leaves the reply below 2 MiB. */
const mostListBytes = 2_000_000;

/** What the kernel asks of the reply buffer: a header, and for a Get as many bytes as are asked for. */
function outLength(request: Uint8Array): number | undefined {
  const data = dataView(request);
  switch (opcodeOf(request)) {
    case cxlOpcodes.GET_SUPPORTED_FEATURES:
      return request.length < 20
        ? undefined
        : 2 * responseHeaderBytes + Math.min(data.getUint32(16, true), mostListBytes);
    case cxlOpcodes.GET_FEATURE:
      return request.length < 36 ? undefined : responseHeaderBytes + data.getUint16(34, true);
    default:
      return responseHeaderBytes;
  }
}

/** Bytes of the mailbox payload that a request's fields make: 8, 21, or 32 and the data. */
function operationSize(fields: object): number {
  if ("get_sup_feats_in" in fields) return 8;
  if ("get_feat_in" in fields) return 21;
  if (!("set_feat_in" in fields)) return 0;
  const change = fields.set_feat_in;
  const data = typeof change === "object" && change !== null && "feat_data" in change ? change.feat_data : undefined;
  return 32 + (data instanceof Uint8Array || Array.isArray(data) ? data.length : 0);
}
