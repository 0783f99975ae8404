import { mlx5 } from "../../../src/mlx5/index.js";
import { readRegister, writeRegister } from "../../../src/mlx5/register-access.js";
import { explainScope } from "../../../src/mlx5/scope.js";

export function scopes(): string[] {
  const read = readRegister(mlx5, "PMTU", { local_port: 1 });
  const write = writeRegister(mlx5, "PMTU", { local_port: 1, admin_mtu: 9000 });
  const createQueue = mlx5.commands.get("CREATE_QP")?.call();
  return [read, write, createQueue].flatMap((call) => {
    if (call === undefined) return [];
    const { command, scope, reason } = explainScope(call.in, mlx5.command);
    return `${command}: ${scope}, ${reason}`;
  });
}
