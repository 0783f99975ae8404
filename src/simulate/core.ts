/**
 * The fwctl core: what happens to an ioctl before and after the driver, in the kernel's order
 * (drivers/fwctl/main.c, Linux 7.2; observed on a running kernel).
 */
import { dataView } from "../bits/index.js";
import { fwctlTaint } from "../uapi/explain.js";
import { argumentBytes, firstTaintingScope, ioctlNumber, maxRpcBytes, privilegedScope } from "../uapi/index.js";
import type { Driver } from "./driver.js";
import type { ErrnoName } from "./errno-name.js";
import { checkZeroed, clearUser, copyFromUser, copyToUser, type Memory } from "./memory.js";

/** What the core keeps for the whole kernel. */
export interface CoreState {
  /** `/proc/sys/kernel/tainted`. */
  taint: number;
}

/** One ioctl on its way through the core. */
export interface CoreCall {
  readonly state: CoreState;
  /** Absent when the device was unbound since the descriptor was opened. */
  readonly driver: Driver | undefined;
  readonly descriptor: number;
  /** The caller has CAP_SYS_RAWIO. */
  readonly rawIo: boolean;
  readonly memory: Memory;
  readonly number: number;
  readonly argument: bigint;
}

/** `ioctl(2)` on a fwctl descriptor. `undefined` is success. The argument structs are little-endian, as on x86-64. */
export function coreIoctl(call: CoreCall): ErrnoName | undefined {
  if (call.number === ioctlNumber("info")) return withArgument(call, argumentBytes.info, info);
  if (call.number === ioctlNumber("rpc")) return withArgument(call, argumentBytes.rpc, rpc);
  return "ENOTTY";
}

type Operation = (call: CoreCall, driver: Driver, argument: DataView) => ErrnoName | undefined;

/** The size rule (`copy_struct_from_user`), then the question whether the device is still there. */
function withArgument(call: CoreCall, known: number, operation: Operation): ErrnoName | undefined {
  const { memory, argument, driver } = call;
  const sizeField = copyFromUser(memory, argument, 4);
  if (sizeField === undefined) return "EFAULT";
  const size = dataView(sizeField).getUint32(0, true);
  if (size < known) return "EINVAL";
  const tail = checkZeroed(memory, argument + BigInt(known), size - known);
  if (tail !== "zero") return tail === "unmapped" ? "EFAULT" : "E2BIG";
  const struct = copyFromUser(memory, argument, known);
  if (struct === undefined) return "EFAULT";
  if (driver === undefined) return "ENODEV";
  return operation(call, driver, dataView(struct));
}

/** Writes the argument back: as many bytes as this kernel knows, `size` unchanged. */
function respond(call: CoreCall, argument: DataView): ErrnoName | undefined {
  const bytes = new Uint8Array(argument.buffer, argument.byteOffset, argument.byteLength);
  return copyToUser(call.memory, call.argument, bytes) ? undefined : "EFAULT";
}

/** struct fwctl_info: size, flags at 4, out_device_type at 8, device_data_len at 12, out_device_data at 16. */
function info(call: CoreCall, driver: Driver, argument: DataView): ErrnoName | undefined {
  if (argument.getUint32(4, true) !== 0) return "EOPNOTSUPP";
  const room = argument.getUint32(12, true);
  const address = argument.getBigUint64(16, true);
  const record = driver.info !== undefined && room > 0 ? driver.info(call.descriptor) : new Uint8Array();
  if (room > 0) {
    const part = record.subarray(0, room);
    if (!copyToUser(call.memory, address, part)) return "EFAULT";
    if (!clearUser(call.memory, address + BigInt(part.length), room - part.length)) return "EFAULT";
  }
  argument.setUint32(8, driver.deviceType, true);
  argument.setUint32(12, record.length, true);
  return respond(call, argument);
}

/** struct fwctl_rpc: size, scope at 4, in_len at 8, out_len at 12, in at 16, out at 24. */
function rpc(call: CoreCall, driver: Driver, argument: DataView): ErrnoName | undefined {
  const inLength = argument.getUint32(8, true);
  const outLength = argument.getUint32(12, true);
  if (inLength > maxRpcBytes || outLength > maxRpcBytes) return "EMSGSIZE";
  const scope = argument.getUint32(4, true);
  const refused = enterScope(call, scope);
  if (refused !== undefined) return refused;
  const input = copyFromUser(call.memory, argument.getBigUint64(16, true), inLength);
  if (input === undefined) return "EFAULT";
  const { memory, descriptor } = call;
  const reply = driver.rpc({ scope, in: input, outLength, memory, descriptor });
  if (typeof reply === "string") return reply;
  const part = reply.out.subarray(0, Math.min(outLength, reply.outLength));
  if (!copyToUser(memory, argument.getBigUint64(24, true), part)) return "EFAULT";
  argument.setUint32(12, reply.outLength, true);
  return respond(call, argument);
}

/** A write scope taints the kernel, whatever becomes of the command; the capability is asked for before. */
function enterScope(call: CoreCall, scope: number): ErrnoName | undefined {
  if (scope > privilegedScope.scope) return "EOPNOTSUPP";
  if (scope === privilegedScope.scope && !call.rawIo) return "EPERM";
  if (scope >= firstTaintingScope) call.state.taint |= fwctlTaint.mask;
  return undefined;
}
