/** A recorded session in the place of a device: support without hardware, tests without a kernel. */
import { readFile } from "node:fs/promises";
import { readCapture } from "../../src/capture/index.js";
import { createCatalog } from "../../src/catalog/index.js";
import { cxl, getFeature } from "../../src/cxl/index.js";
import { type DeviceRpc, openDevice, replayTransport } from "../../src/transport/index.js";

/** Reads a feature of the recorded CXL device. Nothing here knows that there is no device. */
export async function recordedFeature(path: string, uuid: string, count: number): Promise<DeviceRpc> {
  const records = readCapture(await readFile(path));
  const recording = replayTransport(records, { order: "content", deviceType: 2 });
  const device = await openDevice(recording, createCatalog(cxl));
  return device.rpc(getFeature({ uuid, count }));
}
