/** The driver's record of FWCTL_INFO, decoded. */
import { tableDefinitions } from "../catalog/index.js";
import { Layout, type StructValue } from "../layout/index.js";
import { table } from "../uapi/gen/table.js";
import { driverOf, drivers } from "../uapi/index.js";
import type { DeviceInfo } from "./transport.js";

/**
 * Decodes the info data by the driver (include/uapi/fwctl/{mlx5,bnxt,pds}.h). `undefined` when the driver has no record, told
 * no length of it (pds in Linux 7.2), or is not known here.
 *
 * @param hostOrder byte order of the machine with the device.
 * @example
 * decodeInfo(await transport.info()); // { uid: 7, uctx_caps: 4 }
 */
export function decodeInfo(info: DeviceInfo, hostOrder: "le" | "be" = "le"): StructValue | undefined {
  const driver = driverOf(info.deviceType);
  const name = driver === undefined ? undefined : drivers[driver].struct;
  if (driver === undefined || name === undefined || info.data.length < drivers[driver].bytes) return undefined;
  const definitions = tableDefinitions(table);
  const definition = definitions.definition(name);
  if (definition === undefined) return undefined;
  const layout = new Layout(definition, {
    layout: () => undefined,
    enumeration: (wanted) => definitions.enumeration(wanted),
  });
  return layout.decode(info.data, { hostOrder });
}
