/**
 * Capability types of QUERY_HCA_CAP and SET_HCA_CAP, and the op_mod that asks for one: the type shifted left by one, and in
 * the lowest bit whether what is switched on now is wanted, or what the device can do at most.
 *
 * Source: `enum mlx5_cap_type` and HCA_CAP_OPMOD_GET_* in include/linux/mlx5/device.h (Linux 7.2.13); 27 from the hardware
 * steering code.
 */
import { FwctlFault, nearest } from "../fault/index.js";

/** Numbers of the capability types, in the kernel's spelling without `MLX5_CAP_`. */
export const hcaCapTypes = {
  GENERAL: 0,
  ETHERNET_OFFLOADS: 1,
  ODP: 2,
  ATOMIC: 3,
  ROCE: 4,
  IPOIB_OFFLOADS: 5,
  IPOIB_ENHANCED_OFFLOADS: 6,
  FLOW_TABLE: 7,
  ESWITCH_FLOW_TABLE: 8,
  ESWITCH: 9,
  QOS: 12,
  DEBUG: 13,
  RESERVED_14: 14,
  DEV_MEM: 15,
  RESERVED_16: 16,
  TLS: 17,
  VDPA_EMULATION: 19,
  DEV_EVENT: 20,
  IPSEC: 21,
  CRYPTO: 26,
  WQE_BASED_FLOW_TABLE: 27,
  SHAMPO: 29,
  PSP: 30,
  MACSEC: 31,
  GENERAL_2: 32,
  PORT_SELECTION: 37,
  ADV_VIRTUALIZATION: 38,
  ADV_RDMA: 40,
  TLP_EMULATION: 42,
} as const;

/** A capability type by name. */
export type HcaCapType = keyof typeof hcaCapTypes;

/** What is switched on now, or what the device could be set to at most. */
export type HcaCapMode = "current" | "max";

/** True for the name of a capability type. */
export function isHcaCapType(name: string): name is HcaCapType {
  return Object.hasOwn(hcaCapTypes, name);
}

/** The op_mod is 16 bits wide, and its lowest bit is the mode. */
const highestType = 0x7fff;

/**
 * The op_mod that asks for a capability type.
 *
 * @param type its name, or its number for a type that has no name here (0 to 32767).
 * @example queryHcaCap.call({ op_mod: hcaCapOpMod("GENERAL", "current") }) // op_mod 1
 * @throws FwctlFault `unknown-enum` for a name that is none, `range` for a number that does not fit.
 */
export function hcaCapOpMod(type: HcaCapType | number, mode: HcaCapMode): number {
  const number = typeof type === "number" ? type : numberOf(type);
  if (!Number.isInteger(number) || number < 0 || number > highestType) {
    throw new FwctlFault({ code: "range", path: "hca_cap_type", width: 15, received: number });
  }
  if (mode !== "current" && mode !== "max") {
    throw new FwctlFault({
      code: "kind",
      path: "hca_cap_mode",
      expected: '"current" or "max"',
      received: String(mode),
    });
  }
  return number * 2 + (mode === "current" ? 1 : 0);
}

function numberOf(name: string): number {
  if (isHcaCapType(name)) return hcaCapTypes[name];
  const near = nearest(name, Object.keys(hcaCapTypes), 1);
  throw new FwctlFault({
    code: "unknown-enum",
    path: "hca_cap_type",
    expected: "capability type",
    received: name,
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}
