import { mlx5 } from "../../../src/mlx5/index.js";
import { menuRecordNamed, menuSegmentType, resourceDump } from "../../../src/mlx5/resource-dump.js";
import { run, type Transport } from "../../../src/transport/index.js";

export async function dumpQueuePair(transport: Transport, qpn: number): Promise<unknown> {
  const { menu } = await run(transport, resourceDump(mlx5, { segmentType: menuSegmentType }));
  const { type } = menuRecordNamed(menu, "PRM_QUERY_QP");
  const dump = await run(transport, resourceDump(mlx5, { segmentType: type, index1: qpn }, { menu }));
  for (const { message } of dump.notes) console.log(message);
  return dump.segments.find(({ name }) => name === "PRM_QUERY_QP")?.payload?.value?.["qpc"];
}
