/** The recorded memory device behind a simulated kernel, fresh for each test. */
import { readDeviceModel, type SimulatedKernel, simulatedKernel } from "../../src/simulate/index.js";
import { vectorBytes } from "./lines.js";

const model = new TextDecoder().decode(vectorBytes("kernel/device.json"));

export function cxlKernel(): SimulatedKernel {
  return simulatedKernel({ device: readDeviceModel(model) });
}
