/**
 * The mlx5 mailbox format, as far as it is more than layouts: every request starts with `mbox_in` (opcode, uid, op_mod), every
 * reply with `mbox_out` (status, syndrome).
 *
 * Source: include/linux/mlx5/mlx5_ifc.h; drivers/fwctl/mlx5/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import { type Exchange, type Protocol, type RpcStatus, readBack } from "../catalog/index.js";
import { type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { deliveryOf } from "../uapi/explain.js";
import { accessedRegister, registerAccessScope } from "./access-register.js";
import { commandStatuses, driverAbort, explainStatus } from "./status.js";

const leastBytes = 16;

export const protocol: Protocol = {
  family: "mlx5",
  deviceType: 1,
  opcodeField: "opcode",
  requestHeader: "mbox_in",
  responseHeader: "mbox_out",
  // The driver writes the uid of the open file into bytes 2 and 3 of every request.
  overlay: { name: "uid", bitOffset: 16, width: 16 },
  leastRequest: leastBytes,
  opcode: (request) => dataView(request).getUint16(0),
  status: (reply) => statusOf(reply),
  statusField: "status",
  delivery: ({ errno, out }) => deliveryOf({ driver: "mlx5", errno, out }),
  leastScope: registerAccessScope,
  notes,
};

function statusOf(reply: Uint8Array): RpcStatus | undefined {
  if (reply.length < 8) return undefined;
  const data = dataView(reply);
  const code = data.getUint8(0);
  const syndrome = data.getUint32(4);
  // The driver's own word, when it gave the command up: whether the device ran it nobody knows.
  const aborted = code === driverAbort.status && syndrome === driverAbort.syndrome;
  const named = aborted || commandStatuses().has(code);
  const meaning = explainStatus(code);
  return {
    code,
    name: named ? meaning.name : undefined,
    ok: code === 0,
    syndrome,
    errno: meaning.errno,
    delivery: aborted ? "unknown" : "answered",
  };
}

/** Request and reply of different commands cannot be told from mlx5 bytes; what can be told is said here. */
function notes(
  exchange: Exchange,
  request: StructValue | undefined,
  response: StructValue | undefined,
  seen: readonly Note[],
): Note[] {
  const abort = abortNotes(exchange);
  return [...abort, ...registerNotes(exchange, request, response, seen), ...capabilityNotes(exchange, response)];
}

/** The driver's own word in the device's field. */
function abortNotes({ out }: Exchange): Note[] {
  if (out === undefined || statusOf(out)?.delivery !== "unknown") return [];
  const what = "delivery unknown, 0xfe with syndrome 0xbadd00de is what the driver writes for a command it gave up";
  return [note({ code: "mismatch", path: "mbox_out.status", what, remedy: readBack, received: driverAbort.status })];
}

/** A payload that stayed dwords for want of a layout; one that is too short for its layout has its note already. */
function registerNotes(
  exchange: Exchange,
  request: StructValue | undefined,
  response: StructValue | undefined,
  seen: readonly Note[],
): Note[] {
  const register = accessedRegister(exchange.in);
  if (register === undefined || !(keptAsDwords(request) || keptAsDwords(response))) return [];
  if (seen.some((one) => one.code === "truncated" && one.path?.endsWith(".register_data") === true)) return [];
  const what = `register 0x${register.toString(16)} has no layout in this family; its payload is kept as dwords`;
  const remedy = "Use mlx5.with(mlx5Registers), or a schema that describes the register.";
  return [note({ code: "selector", path: "register_data", what, remedy })];
}

const keptAsDwords = (value: StructValue | undefined): boolean => {
  const payload = value?.["register_data"];
  return Array.isArray(payload) && payload.length > 0;
};

const queryHcaCap = 0x100;

/** A reply to a capability type that nobody has named or described. */
function capabilityNotes(exchange: Exchange, response: StructValue | undefined): Note[] {
  const request = dataView(exchange.in);
  if (request.getUint16(0) !== queryHcaCap || !(response?.["capability"] instanceof Uint8Array)) return [];
  const what = `nobody has described capability type ${request.getUint16(6) >> 1}; kept as bytes`;
  return [note({ code: "selector", path: "query_hca_cap_out.capability", what })];
}
