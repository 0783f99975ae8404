/**
 * The CXL envelope: a host-order header in front of the mailbox payload (`fwctl_rpc_cxl`), and one in front of the reply
 * (`fwctl_rpc_cxl_out`).
 *
 * Source: include/uapi/fwctl/cxl.h, drivers/cxl/core/features.c (Linux 7.2.13), and a running kernel.
 */
import { dataView } from "../bits/index.js";
import type { Exchange, Protocol, RpcStatus } from "../catalog/index.js";
import { type Note, note } from "../fault/index.js";
import { explainReturnCode } from "./return-codes.js";

/** Opcodes that the driver accepts. */
export const cxlOpcodes: {
  readonly GET_SUPPORTED_FEATURES: 0x500;
  readonly GET_FEATURE: 0x501;
  readonly SET_FEATURE: 0x502;
} = { GET_SUPPORTED_FEATURES: 0x500, GET_FEATURE: 0x501, SET_FEATURE: 0x502 };

const requestHeaderBytes = 16;
const responseHeaderBytes = 8;

export const protocol: Protocol = {
  family: "cxl",
  deviceType: 2,
  opcodeField: "opcode",
  requestHeader: "fwctl_rpc_cxl_hdr",
  responseHeader: "fwctl_rpc_cxl_out_hdr",
  leastRequest: requestHeaderBytes,
  opcode: (request, hostOrder) => opcodeOf(request, hostOrder),
  status: (reply, exchange) => statusOf(reply, exchange),
  // out_len counts eight bytes more than there are; `size` is what the payload really has.
  replyLength: (reply) => (reply.length < 4 ? undefined : responseHeaderBytes + dataView(reply).getUint32(0, true)),
  outLength,
  notes,
};

/** The driver looks at the low 16 bits: 0x10500 acts as 0x0500. */
function opcodeOf(request: Uint8Array, hostOrder: "be" | "le" = "le"): number {
  return dataView(request).getUint32(0, hostOrder === "le") & 0xffff;
}

function statusOf(reply: Uint8Array, exchange: Exchange | undefined): RpcStatus | undefined {
  if (reply.length < responseHeaderBytes) return undefined;
  const code = dataView(reply).getUint32(4, exchange?.hostOrder !== "be");
  const meaning = explainReturnCode(code);
  const silent = code === 0 && isSilent(reply, exchange);
  return {
    code,
    name: meaning.name,
    ok: code === 0,
    errno: meaning.errno,
    delivery: silent ? "unknown" : "answered",
  };
}

/** Success without data: what a busy or timed-out mailbox looks like, too. */
function isSilent(reply: Uint8Array, exchange: Exchange | undefined): boolean {
  if (exchange === undefined || exchange.in.length < requestHeaderBytes) return false;
  const size = dataView(reply).getUint32(0, exchange.hostOrder !== "be");
  return size === 0 && opcodeOf(exchange.in, exchange.hostOrder) !== cxlOpcodes.GET_SUPPORTED_FEATURES;
}

/** What the kernel asks of the reply buffer: a header, and for a Get as many bytes as are asked for. */
function outLength(request: Uint8Array): number | undefined {
  const data = dataView(request);
  switch (opcodeOf(request)) {
    case cxlOpcodes.GET_SUPPORTED_FEATURES:
      return request.length < 20 ? undefined : 2 * responseHeaderBytes + Math.min(data.getUint32(16, true), 2_000_000);
    case cxlOpcodes.GET_FEATURE:
      return request.length < 36 ? undefined : responseHeaderBytes + data.getUint16(34, true);
    default:
      return responseHeaderBytes;
  }
}

function notes(exchange: Exchange): Note[] {
  const { out } = exchange;
  if (out === undefined || out.length < responseHeaderBytes) return [];
  const data = dataView(out);
  const little = exchange.hostOrder !== "be";
  const size = data.getUint32(0, little);
  const said: Note[] = [];
  if (data.getUint32(4, little) === 0 && isSilent(out, exchange)) said.push(silence(exchange));
  if (responseHeaderBytes + size > out.length) {
    said.push(
      note({
        code: "truncated",
        path: "fwctl_rpc_cxl_out.size",
        what: `says ${size} bytes of data, the reply holds ${out.length - responseHeaderBytes}`,
      }),
    );
  }
  const counted = exchange.outLength;
  if (counted !== undefined && counted === 2 * responseHeaderBytes + size) {
    const what = `out_len is ${counted}, 8 more than the header and the ${size} bytes of data; size is used`;
    said.push(note({ code: "mismatch", path: "fwctl_rpc.out_len", what }));
  }
  return said;
}

function silence(exchange: Exchange): Note {
  const set = opcodeOf(exchange.in, exchange.hostOrder) === cxlOpcodes.SET_FEATURE;
  return note({
    code: "mismatch",
    path: "fwctl_rpc_cxl_out",
    what: set
      ? "retval 0 and size 0: success, or a mailbox that was busy or timed out"
      : "retval 0 and size 0: success without data, nothing was read",
    remedy: set ? "Read the feature back; that is the only proof." : "Ask again, with a count the device can deliver.",
  });
}
