import { createCatalog, decodeRpc } from "../../../src/catalog/index.js";
import { mlx5 } from "../../../src/mlx5/index.js";
import { queryObject } from "../../../src/mlx5/object-queries.js";
import { send, type Transport } from "../../../src/transport/index.js";

export async function queuePair(transport: Transport, qpn: number): Promise<object | string | undefined> {
  const call = queryObject(mlx5, "qp", { qpn });
  const { out } = await send(transport, call);
  const { status, response } = decodeRpc(createCatalog(mlx5), { deviceType: 1, in: call.in, out });
  return status?.ok === true ? response : `${status?.name}, syndrome 0x${status?.syndrome?.toString(16)}`;
}
