import { bnxt, hwrmBytes } from "../../../src/bnxt/index.js";
import { send, type Transport } from "../../../src/transport/index.js";

/** FW_HEALTH_CHECK passes, and its records are not public: eight bytes there, whatever comes back. */
export async function healthCheck(transport: Transport): Promise<Uint8Array> {
  const { out } = await send(transport, hwrmBytes(bnxt, "FW_HEALTH_CHECK", new Uint8Array(8)));
  return out.subarray(8);
}
