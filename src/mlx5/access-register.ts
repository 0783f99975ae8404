/** ACCESS_REG and ACCESS_REGISTER_USER: which register a request is about, in which direction, and at which scope. */
import { dataView } from "../bits/index.js";

/** Opcodes that carry a register (MLX5_CMD_OP_ACCESS_REG, MLX5_CMD_OP_ACCESS_REGISTER_USER). */
export const accessRegisterOpcodes: readonly number[] = [0x805, 0xb0c];

/** The register id of a request; `undefined` for other commands and for requests too short to say. */
export function accessedRegister(request: Uint8Array): number | undefined {
  if (request.length < 16) return undefined;
  const data = dataView(request);
  return accessRegisterOpcodes.includes(data.getUint16(0)) ? data.getUint16(10) : undefined;
}

/**
 * The least scope of a register access: 0 for a write (op_mod 0), 1 for anything else. `undefined` for other commands.
 *
 * Source: `mlx5ctl_validate_rpc` in drivers/fwctl/mlx5/main.c (Linux 7.2.13).
 */
export function registerAccessScope(request: Uint8Array): number | undefined {
  if (accessedRegister(request) === undefined) return undefined;
  return dataView(request).getUint16(6) === 0 ? 0 : 1;
}
