import { cxl, getFeature } from "../../../src/cxl/index.js";
import { createCatalog, decodeRpc } from "../../../src/index.js";

export function whatIsWrong(reply: Uint8Array, outLength: number): string[] {
  const request = getFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", count: 64 });
  const rpc = decodeRpc(createCatalog(cxl), { deviceType: 2, in: request.in, out: reply, outLength });
  return [`${rpc.status?.name}, delivery ${rpc.status?.delivery}`, ...rpc.notes.map((note) => note.message)];
}
