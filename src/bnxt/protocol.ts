/**
 * Broadcom HWRM: every request starts with `input`, every reply with `output`, all little-endian.
 *
 * Source: include/linux/bnxt/hsi.h, drivers/fwctl/bnxt/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Exchange, Protocol, RpcStatus } from "../catalog/index.js";
import { type Note, note } from "../fault/index.js";
import { explainErrorCode } from "./errors.js";

export const protocol: Protocol = {
  family: "bnxt",
  deviceType: 3,
  opcodeField: "req_type",
  requestHeader: "input",
  responseHeader: "output",
  leastRequest: 16,
  opcode: (request) => dataView(request).getUint16(0, true),
  status: statusOf,
  notes,
};

function statusOf(reply: Uint8Array): RpcStatus | undefined {
  if (reply.length < 2) return undefined;
  const code = dataView(reply).getUint16(0, true);
  const meaning = explainErrorCode(code);
  return {
    code,
    name: meaning.name,
    ok: code === 0,
    errno: meaning.errno,
    delivery: meaning.delivery === "delivered" ? "answered" : "unknown",
  };
}

/** A reply to another request, and a length that does not fit what came back. */
function notes(exchange: Exchange): Note[] {
  const { out } = exchange;
  if (out === undefined || out.length < 8) return [];
  const said: Note[] = [];
  const reply = dataView(out);
  const asked = dataView(exchange.in).getUint16(0, true);
  const answered = reply.getUint16(2, true);
  if (answered !== asked && answered !== 0) {
    const what = `the reply is to request 0x${answered.toString(16)}, asked was 0x${asked.toString(16)}`;
    said.push(note({ code: "mismatch", path: "output.req_type", what, expected: asked, received: answered }));
  }
  const length = reply.getUint16(6, true);
  if (length > out.length) {
    const what = `says ${length} bytes, the reply holds ${out.length}`;
    said.push(note({ code: "truncated", path: "output.resp_len", what, remedy: "Only what is there was read." }));
  }
  return said;
}
