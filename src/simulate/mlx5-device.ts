/** The mlx5 device, made from a model: what a mailbox command answers. No kernel here. */
import { dataView } from "../bits/index.js";
import { type ModelBytes, modelBytes } from "./bytes.js";
import { type ErrnoName, errnoNameOf } from "./errno-name.js";
import { type Matcher, matcher, put } from "./match.js";
import type { Mlx5Model, Mlx5RegisterModel, Mlx5ReplyModel } from "./mlx5-model.js";

/** Runs a command: fills `out`, or gives the errno of a command queue that failed. */
export type Mlx5Device = (request: Uint8Array, out: Uint8Array) => ErrnoName | undefined;

/** Opcodes with rules of their own (include/linux/mlx5/mlx5_ifc.h; the second is the driver's, drivers/fwctl/mlx5/main.c). */
const opcode = { queryHcaCap: 0x100, accessReg: 0x805, accessRegisterUser: 0xb0c } as const;
const status = { badOperation: 2, badParameter: 3 } as const;
const capabilityBytes = 4096;
/** Header of access_register_in and _out; `register_data` follows. */
const registerHeaderBytes = 16;

interface Register {
  readonly id: number;
  readonly fits: Matcher;
  readonly data: Uint8Array;
  readonly writable: Uint8Array | undefined;
}

interface Canned {
  readonly model: Mlx5ReplyModel;
  readonly fits: Matcher;
  readonly out: Uint8Array;
  readonly errno: ErrnoName | undefined;
}

/**
 * A device that follows the model. It keeps state: registers that were written.
 *
 * @throws FwctlFault `schema` for a model whose bytes cannot be read.
 */
export function mlx5Device(model: Mlx5Model): Mlx5Device {
  const registers = (model.registers ?? []).map((register, index) => readRegister(register, `registers[${index}]`));
  const replies = (model.replies ?? []).map((reply, index) => readReply(reply, `replies[${index}]`));
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
    const canned = replies.find((reply) => answers(reply, command, modifier, request));
    if (canned !== undefined) return cannedReply(canned, out);
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
  return { id: model.id, fits: matcher(model.match, path), data, writable };
}

function readReply(model: Mlx5ReplyModel, path: string): Canned {
  const errno = model.errno === undefined ? undefined : errnoNameOf(model.errno, path);
  return { model, fits: matcher(model.match, path), out: modelBytes(model.out ?? "", path), errno };
}

function answers({ model, fits }: Canned, command: number, modifier: number, request: Uint8Array): boolean {
  return model.opcode === command && (model.op_mod === undefined || model.op_mod === modifier) && fits(request);
}

function cannedReply(canned: Canned, out: Uint8Array): ErrnoName | undefined {
  if (canned.errno !== undefined) return canned.errno;
  put(out, 8, canned.out);
  refuse(out, canned.model.status ?? 0, canned.model.syndrome ?? 0);
  return undefined;
}

function refuse(out: Uint8Array, code: number, syndrome: number): void {
  out[0] = code;
  dataView(out).setUint32(4, syndrome);
}

/** ACCESS_REG: register_id at byte 10, op_mod 0 writes and 1 reads. */
function accessRegister(registers: readonly Register[], request: Uint8Array, write: boolean, out: Uint8Array): void {
  const id = dataView(request).getUint16(10);
  const data = request.subarray(registerHeaderBytes);
  const found = registers.find((register) => register.id === id && register.fits(data));
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
