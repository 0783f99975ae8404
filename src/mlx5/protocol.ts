/**
 * The mlx5 mailbox format, as far as it is more than layouts: every request starts with `mbox_in` (opcode, uid, op_mod), every
 * reply with `mbox_out` (status, syndrome).
 *
 * Source: include/linux/mlx5/mlx5_ifc.h; drivers/fwctl/mlx5/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Exchange, Protocol, RpcStatus } from "../catalog/index.js";
import { type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { accessedRegister, registerAccessScope } from "./access-register.js";
import { commandStatuses } from "./status.js";

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
  leastScope: registerAccessScope,
  notes,
};

function statusOf(reply: Uint8Array): RpcStatus | undefined {
  if (reply.length < 8) return undefined;
  const data = dataView(reply);
  const code = data.getUint8(0);
  const meaning = commandStatuses.get(code);
  return {
    code,
    name: meaning?.name,
    ok: code === 0,
    syndrome: data.getUint32(4),
    errno: code === 0 ? undefined : meaning?.errno,
    delivery: "answered",
  };
}

/** Request and reply of different commands cannot be told from mlx5 bytes; what can be told is said here. */
function notes(exchange: Exchange, request: StructValue | undefined, response: StructValue | undefined): Note[] {
  const said: Note[] = [];
  const register = accessedRegister(exchange.in);
  if (register !== undefined && (keptAsDwords(request) || keptAsDwords(response))) {
    said.push(
      note({
        code: "selector",
        path: "register_data",
        what: `register 0x${register.toString(16)} has no layout in this family; its payload is kept as dwords`,
        remedy: "Use mlx5.with(mlx5Registers), or a schema that describes the register.",
      }),
    );
  }
  return said;
}

const keptAsDwords = (value: StructValue | undefined): boolean => {
  const payload = value?.["register_data"];
  return Array.isArray(payload) && payload.length > 0;
};
