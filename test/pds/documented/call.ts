import { operationId, payloadRegistry, pdsCall } from "../../../src/pds/index.js";
import { loadSchema } from "../../../src/schema/index.js";
import { send, type Transport } from "../../../src/transport/index.js";

/** What you know of your product's firmware: endpoint 1, command 5, and a schema file for its reply. */
export async function portStatistics(transport: Transport, schema: string): Promise<string> {
  const acme = loadSchema(JSON.parse(schema));
  const op = operationId(5, 0);
  const registry = payloadRegistry([
    { ep: 1, op, name: "port statistics", reply: acme.layouts.get("port_statistics") },
  ]);
  const call = pdsCall({ ep: 1, op, replyLength: 64 }, { scope: 1, registry });
  const { retval, payload } = (await send(transport, call)).decode();
  return retval === 0 ? `${payload.value?.["packets"]} packets` : `the firmware answered ${retval}`;
}
