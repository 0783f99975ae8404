/**
 * CXL features by UUID: who owns one, which payload records describe it, and a feature entry in words.
 * Sources: include/uapi/cxl/features.h, include/cxl/features.h, drivers/cxl/core/features.c and edac.c (Linux 7.2).
 */
import { decodeEffects, immediateEffects, resetEffects } from "./effects.js";
import { exclusiveUuids, type FeatureEntry, featureFlags } from "./feature-entry.js";
import { leastSetScope } from "./scope.js";

/** What is known of one feature besides what the device lists. */
export interface FeatureDescription {
  readonly name: string;
  /** Layout of the data of a Get Feature at offset 0. */
  readonly read?: string | undefined;
  /** Layout of the data of a Set Feature at offset 0; absent when there is none or nobody has described it. */
  readonly write?: string | undefined;
  /** Layout of the payload of the maintenance command that belongs to the feature. */
  readonly maintenance?: string | undefined;
  /** Versions of the payload that those layouts describe, where they are known. */
  readonly getVersion?: number | undefined;
  readonly setVersion?: number | undefined;
}

/** Features by lower-case UUID. Add a vendor's own with `new Map([...knownFeatures, [uuid, description]])`. */
export type FeatureRegistry = ReadonlyMap<string, FeatureDescription>;

/** The kernel looks at no version: they are those that QEMU's device (hw/cxl) lists with records of the described sizes. */
const first = { getVersion: 1, setVersion: 1 };
const ppr = { read: "cxl_memdev_ppr_rd_attrbs", maintenance: "cxl_memdev_ppr_maintenance_attrbs", getVersion: 3 };
const sparing = { read: "cxl_memdev_sparing_rd_attrbs", maintenance: "cxl_memdev_sparing_in_payload", getVersion: 1 };

/** The eight features of the specification that Linux 7.2 describes. It keeps all of them to itself. */
export const knownFeatures: FeatureRegistry = /* @__PURE__ */ new Map<string, FeatureDescription>([
  [
    "96dad7d6-fde8-482b-a733-75774e06db8a",
    { name: "patrol scrub", read: "cxl_scrub_rd_attrbs", write: "cxl_scrub_wr_attrbs", ...first },
  ],
  [
    "e5b13f22-2328-4a14-b8ba-b9691e893386",
    { name: "DDR5 ECS", read: "cxl_ecs_rd_attrbs", write: "cxl_ecs_wr_attrbs", ...first },
  ],
  ["892ba475-fad8-474e-9d3e-692c917568bb", { name: "soft PPR", ...ppr }],
  ["80ea4521-786f-4127-afb1-ec7459fb0e24", { name: "hard PPR", ...ppr }],
  ["96c33386-91dd-44c7-9ecb-fdaf6503bac4", { name: "cacheline sparing", ...sparing }],
  ["450ebf67-b135-4f97-a498-c2d57f279bed", { name: "row sparing", ...sparing }],
  ["78b79636-90ac-4b64-a4ef-faac5d18a863", { name: "bank sparing", ...sparing }],
  ["34dbaff5-0552-4281-8f76-da0b5e7a76a7", { name: "rank sparing", ...sparing }],
]);

/** A feature entry in words. Each text stands alone, so that a tool shows the ones it has room for. */
export interface FeatureWords {
  /** `patrol scrub`, or the UUID of a feature that nobody has described. */
  readonly name: string;
  /** Who may write it. */
  readonly owner: string;
  /** The least scope that fwctl accepts for a Set Feature, and why. */
  readonly scope: string;
  /** When a change shows. */
  readonly takesEffect: string;
  /** Whether a change is still there after a reset. */
  readonly survivesReset: string;
  /** Whether a change is still there after a firmware update. */
  readonly survivesUpdate: string;
  /** Where the device's payload versions are not the described ones; empty when they agree or are not known. */
  readonly drift: readonly string[];
}

/**
 * Says what an entry of Get Supported Features means to an operator.
 *
 * @param entry the entry as fwctl lists it.
 * @example featureInWords(entry).owner // "the kernel: use EDAC; fwctl refuses to write it"
 */
export function featureInWords(entry: FeatureEntry, registry: FeatureRegistry = knownFeatures): FeatureWords {
  const uuid = entry.uuid.toLowerCase();
  const described = registry.get(uuid);
  return {
    name: described?.name ?? uuid,
    owner: exclusiveUuids.has(uuid)
      ? "the kernel: use EDAC; fwctl refuses to write it"
      : "user space: nothing in the kernel claims it",
    scope: leastSetScope(entry).reason,
    takesEffect: takesEffect(entry.effects),
    survivesReset: has(entry, featureFlags.SAVED_SEL)
      ? "yes: the device keeps a saved copy, and fwctl always asks it to save"
      : "not promised: the device keeps no saved copy",
    survivesUpdate: has(entry, featureFlags.PERSIST_FW_UPDATE) ? "yes" : "no: a firmware update may reset it",
    drift: drift(entry, described),
  };
}

/** Number of field-replaceable units in the data of DDR5 ECS, from the listed size: one byte, then four (read) or two (write) each. */
export function ecsUnitCount(size: number, direction: "read" | "write"): number {
  return Math.max(0, Math.floor((size - 1) / (direction === "read" ? 4 : 2)));
}

function takesEffect(mask: number): string {
  const shown = decodeEffects(mask & (immediateEffects | resetEffects)).effects;
  if (shown.length === 0) return "not stated: no effect is declared";
  return shown.map((effect) => effect.meaning).join("; ");
}

function has(entry: FeatureEntry, bit: number): boolean {
  return ((entry.flags >>> bit) & 1) === 1;
}

function drift(entry: FeatureEntry, described: FeatureDescription | undefined): string[] {
  const rows = [
    ["get", entry.get_feat_ver, described?.getVersion],
    ["set", entry.set_feat_ver, described?.setVersion],
  ] as const;
  return rows.flatMap(([what, listed, known]) => {
    if (known === undefined || known === listed) return [];
    const reading =
      listed > known
        ? "newer: fields behind the described ones are kept as bytes"
        : "older: later fields may be absent";
    return [`${what} payload is version ${listed}, described is ${known}; ${reading}`];
  });
}
