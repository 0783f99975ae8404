/**
 * The registers of mlx5 devices: what stands behind ACCESS_REG for each register id.
 *
 * @packageDocumentation
 */
import { type FamilyExtension, tableDefinitions } from "../catalog/index.js";
import { registerExtension } from "./family.js";
import { table } from "./gen/registers/table.js";

/**
 * The kernel's register records bound to their ids, and mstflint's for those the kernel does not describe.
 *
 * @example
 * const family = mlx5.with(mlx5Registers);
 * family.layout("access_register_out").decode(reply, { request: { register_id: 0x5004 } });
 */
export const mlx5Registers: FamilyExtension = /* @__PURE__ */ registerExtension(
  "mlx5 registers",
  /* @__PURE__ */ tableDefinitions(table),
);
