/** A driver for each kind of device model. */
import { FwctlFault } from "../fault/index.js";
import { bindBnxt, bnxtDevice } from "./bnxt-driver.js";
import type { BnxtModel } from "./bnxt-model.js";
import { commandsOf, cxlDevice } from "./cxl-device.js";
import { bindCxl } from "./cxl-driver.js";
import type { CxlMailbox } from "./cxl-mailbox.js";
import type { CxlModel } from "./cxl-model.js";
import type { Driver } from "./driver.js";
import { mlx5Device } from "./mlx5-device.js";
import { bindMlx5 } from "./mlx5-driver.js";
import type { Mlx5Model } from "./mlx5-model.js";
import { bindPds, pdsDevice } from "./pds-driver.js";
import type { PdsModel } from "./pds-model.js";
import type { ScopePolicy } from "./policy.js";

/** A device as data, told apart by the driver that drives it. */
export type DeviceModel = CxlModel | Mlx5Model | BnxtModel | PdsModel;

/** Makes the device; each call of the function that comes back binds the driver to it anew. */
export function bindDevice(model: DeviceModel, policy: ScopePolicy | undefined): () => Driver {
  switch (model.driver) {
    case "cxl":
      return cxl(model);
    case "mlx5": {
      const device = mlx5Device(model);
      const context = { firstUid: model.uid ?? 1, uctxCaps: model.uctx_caps ?? 4 };
      const rules = needed(policy, "mlx5");
      return () => bindMlx5(device, rules, context);
    }
    case "bnxt": {
      const device = bnxtDevice(model);
      const rules = needed(policy, "bnxt");
      return () => bindBnxt(device, rules, model);
    }
    case "pds": {
      const device = pdsDevice(model);
      return () => bindPds(device);
    }
  }
}

function cxl(model: CxlModel): () => Driver {
  const device = cxlDevice(model);
  return () => {
    let bound = false;
    const silent = (): boolean => bound && model.answers === false;
    const mailbox: CxlMailbox = {
      payloadBytes: device.payloadBytes,
      send: (opcode, payload) => (silent() ? undefined : device.send(opcode, payload)),
    };
    const driver = bindCxl(mailbox, commandsOf(model));
    bound = true;
    if (driver !== undefined) return driver;
    const what =
      "the kernel registers no fwctl device: it needs Get Supported Features, Get Feature and a feature of the vendor's";
    throw new FwctlFault({ code: "transport", path: "features", what });
  };
}

function needed(policy: ScopePolicy | undefined, driver: string): ScopePolicy {
  if (policy !== undefined) return policy;
  const what = `is missing: the ${driver} driver lets commands pass by a table`;
  throw new FwctlFault({ code: "missing", path: "policy", what, remedy: `Pass scopePolicy(${driver}).` });
}
