/**
 * Broadcom HWRM: every request starts with `input`, every reply with `output`, all little-endian.
 *
 * Source: include/linux/bnxt/hsi.h, drivers/fwctl/bnxt/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Protocol, RpcStatus } from "../catalog/index.js";
import { deliveryOf } from "../uapi/explain.js";
import { explainErrorCode } from "./errors.js";
import { notesOf } from "./notes.js";
import { requestDefaults } from "./request-defaults.js";

export const protocol: Protocol = {
  family: "bnxt",
  deviceType: 3,
  opcodeField: "req_type",
  requestDefaults: () => requestDefaults,
  requestHeader: "input",
  responseHeader: "output",
  refusal: { layout: "hwrm_err_output", length: "resp_len" },
  leastRequest: 16,
  opcode: (request) => dataView(request).getUint16(0, true),
  status: statusOf,
  statusField: "error_code",
  delivery: ({ errno, out }) => deliveryOf({ driver: "bnxt", errno, out }),
  notes: (exchange, _request, response) => notesOf(exchange, response),
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
