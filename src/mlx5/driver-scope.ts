/** The scope rule of the mlx5 driver, with the family's own commands behind it. */
import { mlx5 } from "./family.js";
import {
  type CommandLookup,
  explainScope as explain,
  type MinimumScope,
  minimumScope as minimum,
  type OpcodeAndMod,
  type ScopeExplanation,
} from "./scope.js";

const known: CommandLookup = (opcode) => {
  const command = mlx5.command(opcode);
  return command === undefined ? undefined : { name: command.name, scope: command.scope };
};

/**
 * The least fwctl scope that the Linux 7.2 driver accepts for a request, or `refused`.
 *
 * @param request the request's bytes, or its opcode and op_mod.
 * @param commands where opcodes are looked up; the mlx5 family when absent.
 * @example
 * minimumScope({ opcode: 0x805, op_mod: 1 }); // 1: a register read
 */
export function minimumScope(request: Uint8Array | OpcodeAndMod, commands: CommandLookup = known): MinimumScope {
  return minimum(request, commands);
}

/** The same, with the reason in words. */
export function explainScope(request: Uint8Array | OpcodeAndMod, commands: CommandLookup = known): ScopeExplanation {
  return explain(request, commands);
}
