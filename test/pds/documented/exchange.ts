import { createCatalog, decodeRpc } from "../../../src/index.js";
import { pds } from "../../../src/pds/index.js";

export function whatIsMissing(request: Uint8Array): string[] {
  const rpc = decodeRpc(createCatalog(pds), { deviceType: 4, in: request });
  return rpc.notes.map((note) => note.message);
}
