/**
 * AMD Pensando: one envelope, `fwctl_rpc_pds`, with an endpoint, an operation and two user-space payloads behind pointers.
 * What the payloads mean belongs to the product's firmware and is not public.
 *
 * Source: include/uapi/fwctl/pds.h, drivers/fwctl/pds/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Exchange, Protocol, RpcStatus } from "../catalog/index.js";
import { explainPdsStatus } from "./status.js";

const retvalAt = 24;

export const protocol: Protocol = {
  family: "pds",
  deviceType: 4,
  soleCommand: "RPC",
  requestHeader: "fwctl_rpc_pds",
  responseHeader: "fwctl_rpc_pds",
  leastRequest: 48,
  opcode: () => undefined,
  status: statusOf,
};

function statusOf(reply: Uint8Array, exchange?: Exchange): RpcStatus | undefined {
  if (reply.length < retvalAt + 4) return undefined;
  const code = dataView(reply).getUint32(retvalAt, exchange?.hostOrder !== "be");
  const meaning = explainPdsStatus(code);
  return { code, name: meaning?.name, ok: code === 0, errno: meaning?.errno, delivery: "answered" };
}
