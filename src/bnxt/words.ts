/** What is told by text or by numbers taken together, in lines for an operator: versions, names, the port of a tunnel, temperatures. */
import type { StructValue } from "../layout/index.js";
import { type ComponentVersion, storedVersionsOf, versionsOf } from "./versions.js";

/**
 * The UDP port of `tunnel_dst_port_val`: the C struct holds it in network order, and it is read as a little-endian number.
 *
 * @example tunnelPort(0xb512) // 4789, VXLAN
 */
export function tunnelPort(value: number): number {
  return ((value & 0xff) << 8) | ((value >>> 8) & 0xff);
}

/**
 * Lines about a reply, for those whose fields do not speak for themselves; none for the others.
 *
 * @param name of the request: `VER_GET`.
 * @param reply its decoded reply.
 * @example replyInWords("VER_GET", reply) // ["hwrm_intf 1.10.3.151", "hwrm_fw 229.0.154.0 (BONO_FW)", …]
 */
export function replyInWords(name: string, reply: StructValue): string[] {
  const words = Object.hasOwn(readers, name) ? readers[name] : undefined;
  return words?.(reply) ?? [];
}

const readers: { readonly [name: string]: (reply: StructValue) => string[] } = {
  VER_GET: (reply) => [
    ...versionsOf(reply).map(versionLine),
    ...named(reply, "package", "active_pkg_name"),
    ...chip(reply),
  ],
  NVM_GET_DEV_INFO: (reply) => [...storedVersionsOf(reply).map(versionLine), ...named(reply, "package", "pkg_name")],
  FW_LIVEPATCH_QUERY: (reply) => [
    ...named(reply, "installed patch", "install_ver"),
    ...named(reply, "active patch", "active_ver"),
  ],
  PORT_PHY_QCFG: (reply) => [
    ...named(reply, "module vendor", "phy_vendor_name"),
    ...named(reply, "module part", "phy_vendor_partnumber"),
  ],
  SELFTEST_QLIST: tests,
  TUNNEL_DST_PORT_QUERY: (reply) => [`UDP port ${tunnelPort(numberIn(reply, "tunnel_dst_port_val"))}`],
  TEMP_MONITOR_QUERY: temperatures,
};

const versionLine = ({ component, version, name }: ComponentVersion): string =>
  name === "" ? `${component} ${version}` : `${component} ${version} (${name})`;

function named(reply: StructValue, what: string, field: string): string[] {
  const text = textIn(reply[field]);
  return text === "" ? [] : [`${what} ${text}`];
}

/** Number and revision of the chip, the revision as a letter and a number: `chip 0x1750 A0`. */
function chip(reply: StructValue): string[] {
  const number = numberIn(reply, "chip_num");
  if (number === 0) return [];
  const revision = `${String.fromCharCode(65 + (numberIn(reply, "chip_rev") & 0xf))}${numberIn(reply, "chip_metal")}`;
  return [`chip 0x${number.toString(16)} ${revision}`];
}

/** Names of the self tests that the device counts, with those it must be offline for. */
function tests(reply: StructValue): string[] {
  const names = reply["test_name"];
  if (!Array.isArray(names)) return [];
  const available = numberIn(reply, "available_tests");
  const offline = numberIn(reply, "offline_tests");
  return names.slice(0, numberIn(reply, "num_tests")).map((name, index) => {
    const bit = 1 << index;
    const state = (available & bit) === 0 ? "not available" : (offline & bit) === 0 ? "online" : "offline only";
    return `test ${index}: ${textIn(name)} (${state})`;
  });
}

/** The flags that say that a reading is not there: bit 0 the chip's, bit 1 the PHY's, bit 2 no module, bit 3 the module's. */
const sensors = [
  ["chip", "temp", 0x1],
  ["PHY", "phy_temp", 0x2],
  ["module", "om_temp", 0xc],
] as const;

function temperatures(reply: StructValue): string[] {
  const missing = numberIn(reply, "flags");
  return sensors
    .filter(([, , bit]) => (missing & bit) === 0)
    .map(([name, field]) => `${name} ${numberIn(reply, field)} degrees Celsius`);
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberIn(value: StructValue, field: string): number {
  const found = Object.hasOwn(value, field) ? value[field] : 0;
  return typeof found === "number" ? found : 0;
}
