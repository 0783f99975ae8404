/**
 * Builders for ACCESS_REG: read and write a register by name. The content that goes with a read says which port, group or
 * page is wanted; the content of a write is the register.
 *
 * Source: `access_register_in` of include/linux/mlx5/mlx5_ifc.h, op_mod as in `mlx5_core_access_reg`, scope as in
 * drivers/fwctl/mlx5/main.c (Linux 7.2.13).
 */
import { type Call, type CallOptions, commandNamed, type Family } from "../catalog/index.js";
import { isStructValue, type StructValue, tailKey } from "../layout/index.js";
import { type Register, registerContent, registerNamed } from "./register-layout.js";

export interface RegisterOptions extends CallOptions {
  /** `ACCESS_REGISTER_USER` reaches the registers that a user context may touch. */
  readonly command?: "ACCESS_REG" | "ACCESS_REGISTER_USER" | undefined;
  /** Of the request; few registers look at it. */
  readonly argument?: number | undefined;
}

/** op_mod of a register access. */
const write = 0;
const read = 1;

/** What stands before the content in a request and in a reply. */
const headerBytes = 16;

/**
 * Reads a register.
 *
 * @param register its name (`PTYS`) or number (0x5004); of two descriptions the kernel's is taken, `PTYS~adb` is the other.
 * @param index the register's index fields: which port, group, page, sensor. Other fields may be given too.
 * @example
 * const reply = await send(transport, readRegister(mlx5, "PPCNT", { local_port: 1, grp: 0 }));
 * registerOf(reply.decode())?.counter_set;
 * @throws FwctlFault `unknown-command` for a register without a description, `missing` for an index field that is absent; as
 *   `Layout.encode`.
 */
export function readRegister(
  family: Family,
  register: string | number,
  index: object = {},
  options: RegisterOptions = {},
): Call {
  const found = registerNamed(family, register);
  return access(family, found, read, registerContent(found, index), options);
}

/**
 * Writes a register. Fields that are absent are written as 0: to change one field of a register, read it, and write what was
 * read with that field changed.
 *
 * @param content the register's fields, or its bytes.
 * @example writeRegister(mlx5, "PAOS", { local_port: 1, admin_status: 1, ase: 1 })
 * @throws FwctlFault as `readRegister`.
 */
export function writeRegister(
  family: Family,
  register: string | number,
  content: object | Uint8Array,
  options: RegisterOptions = {},
): Call {
  const found = registerNamed(family, register);
  const bytes = content instanceof Uint8Array ? content : registerContent(found, content);
  return access(family, found, write, bytes, options);
}

/** The content of a register in a decoded reply; `undefined` where it stayed dwords. */
export function registerOf(response: StructValue): StructValue | undefined {
  const payload = response["register_data"];
  if (payload === undefined || !isStructValue(payload)) return undefined;
  const [content] = Object.values(payload);
  return content !== undefined && isStructValue(content) ? content : undefined;
}

function access(family: Family, register: Register, op_mod: number, bytes: Uint8Array, options: RegisterOptions): Call {
  const { command = "ACCESS_REG", argument = 0, scope, outLength, pointers } = options;
  const fields = { op_mod, register_id: register.id, argument, register_data: dwords(bytes) };
  const offered = outLength ?? headerBytes + Math.ceil(register.layout.bytes / 4) * 4;
  const call = commandNamed(family, command).call(fields, { scope, outLength: offered, pointers });
  return {
    ...call,
    decode: (reply, how) =>
      withContent(call.decode(reply, how), register, reply instanceof Uint8Array ? reply : reply.out),
  };
}

/** Contents that are no whole number of dwords are filled up with zeros. */
function dwords(bytes: Uint8Array): number[] {
  const data = new DataView(new ArrayBuffer(Math.ceil(bytes.length / 4) * 4));
  new Uint8Array(data.buffer).set(bytes);
  return Array.from({ length: data.byteLength / 4 }, (_, index) => data.getUint32(index * 4));
}

/** The reply with its content by the register's own layout, also in a family that binds another one to it, or none. */
function withContent(response: StructValue, { layout }: Register, out: Uint8Array): StructValue {
  const content = response["register_data"];
  const end = headerBytes + layout.bytes;
  if (content === undefined || out.length < end) return response;
  if (isStructValue(content) && Object.hasOwn(content, layout.name)) return response;
  const value = { ...response, register_data: { [layout.name]: layout.decode(out.subarray(headerBytes, end)) } };
  return out.length === end ? value : { ...value, [tailKey]: out.subarray(end) };
}
