/**
 * Builders for ACCESS_REG: read and write a register by name. The content that goes with a read says which port, group or
 * page is wanted; the content of a write is the register.
 *
 * Source: `access_register_in` of include/linux/mlx5/mlx5_ifc.h, op_mod as in `mlx5_core_access_reg`, scope as in
 * drivers/fwctl/mlx5/main.c (Linux 7.2.13).
 */
import { type Call, type CallOptions, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { isStructValue, type StructValue, tailKey } from "../layout/index.js";
import { roomFor } from "../layout/room.js";
import { maxRpcBytes } from "../uapi/limits.js";
import { type Register, registerContent, registerNamed } from "./register-layout.js";

export interface RegisterOptions extends CallOptions {
  /** `ACCESS_REGISTER_USER` reaches the registers that a user context may touch. */
  readonly command?: "ACCESS_REG" | "ACCESS_REGISTER_USER" | undefined;
  /** Of the request; few registers look at it. */
  readonly argument?: number | undefined;
  /**
   * Elements to make room for, of a register that ends in a list. When absent, what the content counts (`read_size`, `size`,
   * the `length` of a configuration item), and one where it counts none.
   */
  readonly elements?: number | undefined;
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
  const content = registerContent(found, index);
  // As long as the reply's: the device takes the length of a register from the request.
  const whole = new Uint8Array(contentRoom(found, content, options.elements));
  whole.set(content);
  return access(family, found, read, whole, options);
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
  const offered = outLength ?? headerBytes + contentRoom(register, bytes, options.elements);
  const call = commandNamed(family, command).call(fields, { scope, outLength: offered, pointers });
  return {
    ...call,
    decode: (reply, how) =>
      withContent(call.decode(reply, how), register, reply instanceof Uint8Array ? reply : reply.out),
  };
}

/** Whole dwords that the content takes, here and in the reply. */
function contentRoom({ name, layout }: Register, content: Uint8Array, elements: number | undefined): number {
  if (elements !== undefined && !(Number.isInteger(elements) && elements >= 0)) {
    throw new FwctlFault({ code: "kind", path: `${name}.elements`, expected: "a whole number" });
  }
  const room = wholeDwords(Math.max(content.length, roomFor(layout, content, elements)));
  if (headerBytes + room <= maxRpcBytes) return room;
  const what = `takes ${headerBytes + room} bytes, fwctl carries ${maxRpcBytes}`;
  throw new FwctlFault({ code: "range", path: name, what, remedy: "Read it in parts." });
}

const wholeDwords = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** Contents that are no whole number of dwords are filled up with zeros. */
function dwords(bytes: Uint8Array): number[] {
  const data = new DataView(new ArrayBuffer(wholeDwords(bytes.length)));
  new Uint8Array(data.buffer).set(bytes);
  return Array.from({ length: data.byteLength / 4 }, (_, index) => data.getUint32(index * 4));
}

/** The reply with its content by the register's own layout, also in a family that binds another one to it, or none. */
function withContent(response: StructValue, { layout }: Register, out: Uint8Array): StructValue {
  const { register_data: payload, [tailKey]: _, ...header } = response;
  if (payload === undefined || out.length < headerBytes + layout.bytes) return response;
  if (isStructValue(payload) && Object.hasOwn(payload, layout.name)) return response;
  const { [tailKey]: tail, ...content } = layout.decode(out.subarray(headerBytes));
  return { ...header, register_data: { [layout.name]: content }, ...(tail === undefined ? {} : { [tailKey]: tail }) };
}
