/** One entry of Get Supported Features (`struct cxl_feat_entry`, include/uapi/cxl/features.h), and what the kernel claims of them. */
import type { StructValue } from "../layout/index.js";

/** The fields of an entry that say what can be done with the feature, with the kernel's names. */
export interface FeatureEntry {
  /** Text with dashes, either case. */
  readonly uuid: string;
  /** Index in the device's own list. */
  readonly id?: number | undefined;
  /** Bytes that Get Feature delivers. */
  readonly get_feat_size: number;
  /** Most bytes that Set Feature takes; 0 as listed for a feature that the kernel keeps. */
  readonly set_feat_size: number;
  /** See {@link featureFlags}. */
  readonly flags: number;
  readonly get_feat_ver: number;
  readonly set_feat_ver: number;
  /** See `decodeEffects`. */
  readonly effects: number;
}

/** Bytes of one entry in the list (`sizeof(struct cxl_feat_entry)`). */
export const featureEntryBytes = 48;

/** A decoded `cxl_feat_entry` as an entry; `undefined` for a value that is none. */
export function featureEntry(value: StructValue): FeatureEntry | undefined {
  const { uuid, id, get_feat_size, set_feat_size, flags, get_feat_ver, set_feat_ver, effects } = value;
  const numbers = [get_feat_size, set_feat_size, flags, get_feat_ver, set_feat_ver, effects];
  if (typeof uuid !== "string" || !numbers.every((one) => typeof one === "number")) return undefined;
  return {
    uuid,
    id: typeof id === "number" ? id : undefined,
    get_feat_size: Number(get_feat_size),
    set_feat_size: Number(set_feat_size),
    flags: Number(flags),
    get_feat_ver: Number(get_feat_ver),
    set_feat_ver: Number(set_feat_ver),
    effects: Number(effects),
  };
}

/** Bits of `flags`. */
export const featureFlags: {
  readonly CHANGEABLE: 0;
  readonly PERSIST_FW_UPDATE: 4;
  readonly DEFAULT_SEL: 5;
  readonly SAVED_SEL: 6;
} = { CHANGEABLE: 0, PERSIST_FW_UPDATE: 4, DEFAULT_SEL: 5, SAVED_SEL: 6 };

/**
 * Features that the kernel keeps to itself (`cxl_exclusive_feats`, drivers/cxl/core/features.c). Listed through fwctl they have
 * `set_feat_size` 0 and CHANGEABLE clear, so the entry does not tell what the device itself says.
 */
export const exclusiveUuids: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "96dad7d6-fde8-482b-a733-75774e06db8a",
  "e5b13f22-2328-4a14-b8ba-b9691e893386",
  "892ba475-fad8-474e-9d3e-692c917568bb",
  "80ea4521-786f-4127-afb1-ec7459fb0e24",
  "96c33386-91dd-44c7-9ecb-fdaf6503bac4",
  "450ebf67-b135-4f97-a498-c2d57f279bed",
  "78b79636-90ac-4b64-a4ef-faac5d18a863",
  "34dbaff5-0552-4281-8f76-da0b5e7a76a7",
]);

/** Whether the kernel keeps a feature to itself. */
export function isExclusive(uuid: string): boolean {
  return exclusiveUuids.has(uuid.toLowerCase());
}
