import { mlx5 } from "../../../src/mlx5/index.js";
import { readRegister, registerOf, writeRegister } from "../../../src/mlx5/register-access.js";
import { send, type Transport } from "../../../src/transport/index.js";

/** Reads the register of a port, changes one field, and writes it back. */
export async function setMtu(transport: Transport, port: number, bytes: number): Promise<boolean> {
  const reply = await send(transport, readRegister(mlx5, "PMTU", { local_port: port }));
  const register = registerOf(reply.decode());
  if (register === undefined || bytes > Number(register["max_mtu"])) return false;
  const written = await send(transport, writeRegister(mlx5, "PMTU", { ...register, admin_mtu: bytes }));
  return mlx5.protocol.status(written.out)?.ok === true;
}
