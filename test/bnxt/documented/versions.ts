import { bnxt, hwrm, replyInWords } from "../../../src/bnxt/index.js";
import { createCatalog, decodeRpc } from "../../../src/index.js";
import { send, type Transport } from "../../../src/transport/index.js";

export async function versions(transport: Transport): Promise<string[]> {
  const call = hwrm(bnxt, "VER_GET", { hwrm_intf_maj: 1, hwrm_intf_min: 10, hwrm_intf_upd: 3 });
  const { out, outLength } = await send(transport, call);
  const { status, response } = decodeRpc(createCatalog(bnxt), { deviceType: 3, in: call.in, out, outLength });
  if (status?.ok !== true || response === undefined) return [`${status?.name}, delivery ${status?.delivery}`];
  return replyInWords("VER_GET", response);
}
