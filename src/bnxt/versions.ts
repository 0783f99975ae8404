/**
 * Versions in the replies to VER_GET and NVM_GET_DEV_INFO, each in four numbers. VER_GET has them of the HWRM interface and of four
 * firmwares; newer firmware repeats them 16 bits wide and says so in flag EXT_VER_AVAIL (bit 1). NVM_GET_DEV_INFO has them of what is
 * stored, when its flag FW_VER_VALID (bit 0) is set.
 * Source: include/linux/bnxt/hsi.h, `struct hwrm_ver_get_output`, `struct hwrm_nvm_get_dev_info_output`.
 */

/** One component with its version. */
export interface ComponentVersion {
  /** Prefix of the fields: `hwrm_intf`, `hwrm_fw`, `mgmt_fw`, `netctrl_fw`, `roce_fw`. */
  readonly component: string;
  /** Four numbers with dots. */
  readonly version: string;
  /** Text of the component's name field; empty for the interface. */
  readonly name: string;
}

/** A decoded `hwrm_ver_get_output`. */
export interface VersionReply {
  readonly [field: string]: unknown;
}

const components: readonly string[] = ["hwrm_intf", "hwrm_fw", "mgmt_fw", "netctrl_fw", "roce_fw"];
const wide: readonly string[] = ["major", "minor", "build", "patch"];

/**
 * The versions of a VER_GET reply, components whose fields are absent left out. The 16-bit numbers count when the reply says
 * that it has them, else the 8-bit ones.
 *
 * @example versionsOf(reply)[1] // { component: "hwrm_fw", version: "229.0.154.0", name: "..." }
 */
export function versionsOf(reply: VersionReply): ComponentVersion[] {
  const flags = numberIn(reply, "flags") ?? 0;
  const extended = ((flags >>> 1) & 1) === 1;
  return components.flatMap((component) => {
    const third = component === "hwrm_intf" ? "upd" : "bld";
    const narrow = ["maj_8b", "min_8b", `${third}_8b`, "rsvd_8b"];
    const numbers = numbersIn(reply, component, extended ? wide : narrow) ?? numbersIn(reply, component, narrow);
    if (numbers === undefined) return [];
    const name = Object.hasOwn(reply, `${component}_name`) ? reply[`${component}_name`] : "";
    return [{ component, version: versionText(numbers), name: typeof name === "string" ? name : "" }];
  });
}

/** Components of the stored firmware, the last with 8-bit numbers. */
const stored: readonly string[] = ["hwrm_fw", "mgmt_fw", "roce_fw", "netctrl_fw", "srt2_fw", "security_soc_fw"];

/**
 * The versions of a NVM_GET_DEV_INFO reply; none when the reply does not call them valid.
 *
 * @example storedVersionsOf(reply).find((row) => row.component === "hwrm_fw")?.version // "229.0.154.0"
 */
export function storedVersionsOf(reply: VersionReply): ComponentVersion[] {
  if (((numberIn(reply, "flags") ?? 0) & 1) === 0) return [];
  return stored.flatMap((component) => {
    const numbers = numbersIn(reply, component, wide);
    return numbers === undefined ? [] : [{ component, version: versionText(numbers), name: "" }];
  });
}

/** @example versionText([1, 10, 3, 151]) // "1.10.3.151" */
export function versionText(numbers: readonly number[]): string {
  return numbers.join(".");
}

function numbersIn(reply: VersionReply, component: string, endings: readonly string[]): number[] | undefined {
  const numbers = endings.flatMap((ending) => numberIn(reply, `${component}_${ending}`) ?? []);
  return numbers.length === endings.length ? numbers : undefined;
}

function numberIn(reply: VersionReply, field: string): number | undefined {
  const value = Object.hasOwn(reply, field) ? reply[field] : undefined;
  return typeof value === "number" ? value : undefined;
}
