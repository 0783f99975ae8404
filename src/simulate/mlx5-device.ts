/** The mlx5 device, made from a model: what a mailbox command answers. No kernel here. */
import { dataView } from "../bits/index.js";
import { type ModelBytes, modelBytes } from "./bytes.js";
import { type ErrnoName, errnoNameOf } from "./errno-name.js";
import { matches, put } from "./match.js";
import type { Mlx5Model, Mlx5RegisterModel } from "./mlx5-model.js";

/** Runs a command: fills `out`, or gives the errno of a command queue that failed. */
export type Mlx5Device = (request: Uint8Array, out: Uint8Array) => ErrnoName | undefined;

/** Opcodes with rules of their own (include/linux/mlx5/mlx5_ifc.h; the second is the driver's, drivers/fwctl/mlx5/main.c). */
const opcode = { queryHcaCap: 0x100, accessReg: 0x805, accessRegisterUser: 0xb0c } as const;
const status = { badOperation: 2, badParameter: 3 } as const;
const capabilityBytes = 4096;
/** Header of access_register_in and _out; `register_data` follows. */
const registerHeaderBytes = 16;

interface Register {
  readonly model: Mlx5RegisterModel;
  readonly data: Uint8Array;
  readonly writable: Uint8Array | undefined;
}

/**
 * A device that follows the model. It keeps state: registers that were written.
 *
 * @throws FwctlFault `schema` for a model whose bytes cannot be read.
 */
export function mlx5Device(model: Mlx5Model): Mlx5Device {
  const registers = (model.registers ?? []).map((register, index) => readRegister(register, `registers[${index}]`));
  const capabilities = new Map(
    (model.capabilities ?? []).map(({ type, current, max = current }, index): [number, readonly Uint8Array[]] => {
      const path = `capabilities[${index}]`;
      return [type, [max, current].map((bytes: ModelBytes) => modelBytes(bytes, path, capabilityBytes))];
    }),
  );
  return (request, out) => {
    const view = dataView(request);
    const command = view.getUint16(0);
    const modifier = view.getUint16(6);
    out.fill(0);
    const canned = cannedReply(model, request, command, modifier, out);
    if (canned !== "none") return canned;
    if (command === opcode.queryHcaCap) {
      const capability = capabilities.get(modifier >> 1)?.[modifier & 1];
      if (capability === undefined) refuse(out, status.badParameter, 0);
      else out.set(capability.subarray(0, out.length - 16), 16);
    } else if (command === opcode.accessReg || command === opcode.accessRegisterUser) {
      accessRegister(registers, request, modifier === 0, out);
    } else {
      refuse(out, model.otherwise?.status ?? status.badOperation, model.otherwise?.syndrome ?? 0);
    }
    return undefined;
  };
}

function readRegister(model: Mlx5RegisterModel, path: string): Register {
  const data = modelBytes(model.data, path);
  const writable = model.writable === undefined ? undefined : modelBytes(model.writable, path, data.length);
  return { model, data, writable };
}

function refuse(out: Uint8Array, code: number, syndrome: number): void {
  out[0] = code;
  dataView(out).setUint32(4, syndrome);
}

function cannedReply(
  model: Mlx5Model,
  request: Uint8Array,
  command: number,
  modifier: number,
  out: Uint8Array,
): ErrnoName | undefined | "none" {
  for (const [index, reply] of (model.replies ?? []).entries()) {
    const path = `replies[${index}]`;
    if (reply.opcode !== command || (reply.op_mod !== undefined && reply.op_mod !== modifier)) continue;
    if (!matches(request, reply.match, path)) continue;
    if (reply.errno !== undefined) return errnoNameOf(reply.errno, path);
    put(out, 8, reply.out, path);
    refuse(out, reply.status ?? 0, reply.syndrome ?? 0);
    return undefined;
  }
  return "none";
}

/** ACCESS_REG: register_id at byte 10, op_mod 0 writes and 1 reads. */
function accessRegister(registers: readonly Register[], request: Uint8Array, write: boolean, out: Uint8Array): void {
  const id = dataView(request).getUint16(10);
  const data = request.subarray(registerHeaderBytes);
  const found = registers.find(({ model }) => model.id === id && matches(data, model.match, `register ${id}`));
  if (found === undefined || (write && found.writable === undefined)) {
    refuse(out, status.badParameter, 0);
    return;
  }
  if (write) {
    found.writable?.forEach((bits, index) => {
      const byte = data[index];
      if (byte !== undefined) found.data[index] = ((found.data[index] ?? 0) & ~bits) | (byte & bits);
    });
  }
  out.set(found.data.subarray(0, Math.max(0, out.length - registerHeaderBytes)), registerHeaderBytes);
}
