import { allCapabilities } from "../../../src/mlx5/all-capabilities.js";
import {
  type DiagnosticSample,
  diagnosticCounters,
  diagnosticSamples,
  queryDiagnosticCounters,
  setDiagnosticParams,
} from "../../../src/mlx5/diagnostic-counters.js";
import { mlx5 } from "../../../src/mlx5/index.js";
import { run, send, type Transport } from "../../../src/transport/index.js";

/** Samples every diagnostic counter of a device once. Taints the kernel: choosing counters needs DEBUG_WRITE. */
export async function sampleOnce(transport: Transport): Promise<DiagnosticSample[]> {
  const { answered } = await run(transport, allCapabilities(mlx5));
  const [general, debug] = [answered.get("GENERAL"), answered.get("DEBUG")];
  if (general === undefined || debug === undefined) return [];
  const counters = diagnosticCounters(debug.raw.current, general.raw.current).map(({ id }) => id);
  await send(transport, setDiagnosticParams(mlx5, { counters, enable: 1, single: 1 }));
  const reply = await send(transport, queryDiagnosticCounters(mlx5, { samples: 1, counters: counters.length }));
  await send(transport, setDiagnosticParams(mlx5, { counters, enable: 0 }));
  return diagnosticSamples(reply.decode());
}
