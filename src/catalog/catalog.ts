/** A catalog: which families a reader knows. An immutable value that is passed, never a global registry. */
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";
import type { Family } from "./family.js";

export interface Catalog {
  /** By fwctl_device_type. */
  readonly families: ReadonlyMap<number, Family>;
  family(deviceType: number): Family | undefined;
  /** A new catalog with more device types; one that is known already is refused. */
  extend(...families: readonly Family[]): Catalog;
  /** A new catalog in which `family` stands for its device type, whether or not there was one. */
  replace(family: Family): Catalog;
}

/**
 * @example
 * const catalog = createCatalog(mlx5, cxl);
 * @throws FwctlFault `duplicate` for two families of one device type.
 */
export function createCatalog(...families: readonly Family[]): Catalog {
  const byType = new Map<number, Family>();
  for (const family of families) {
    if (typeof family?.deviceType !== "number") throw wrongKind("catalog", "a family", family);
    const known = byType.get(family.deviceType);
    if (known !== undefined) {
      throw new FwctlFault({
        code: "duplicate",
        path: family.name,
        what: `device type ${family.deviceType} is ${known.name} already`,
        remedy: "Give the family a device type of its own, or use replace.",
      });
    }
    byType.set(family.deviceType, family);
  }
  return {
    families: byType,
    family: (deviceType) => byType.get(deviceType),
    extend: (...more) => createCatalog(...byType.values(), ...more),
    replace: (family) =>
      createCatalog(...[...byType.values()].filter((one) => one.deviceType !== family.deviceType), family),
  };
}

/** The family of a device type, or the fault that lists the known ones. */
export function familyOf(catalog: Catalog, deviceType: number): Family {
  if (typeof catalog?.family !== "function") throw wrongKind("catalog", "a catalog", catalog);
  if (typeof deviceType !== "number") throw wrongKind("exchange.deviceType", "a number", deviceType);
  const family = catalog.family(deviceType);
  if (family !== undefined) return family;
  const known = [...catalog.families.values()].map((one) => `${one.deviceType} ${one.name}`).join(", ");
  throw new FwctlFault({
    code: "unknown-command",
    path: "fwctl_info.out_device_type",
    what: `device type ${deviceType} is not in this catalog (${known === "" ? "which is empty" : known})`,
    remedy: "Extend the catalog with its family.",
    received: deviceType,
  });
}
