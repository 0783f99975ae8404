/**
 * Event records in words: what kind, how severe, where, and every field whose validity bit is set.
 *
 * Source: include/cxl/event.h, drivers/cxl/core/mbox.c and trace.h (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";
import type { Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import type { InspectionNode, Layout } from "../layout/index.js";
import { type ComponentId, readComponentId } from "./component-id.js";
import { cxl } from "./family.js";
import { celsius } from "./units.js";
import { invalidFields } from "./valid-fields.js";

/** One field of an event that means something. */
export interface EventFact {
  /** Without the names of the headers: `channel`, `info.life_used`. */
  readonly name: string;
  /** Up to eight bytes as a number, little-endian; longer ones as hex digits. */
  readonly value: number | bigint | string;
  readonly label: string | undefined;
}

/** An event record in words. */
export interface EventWords {
  /** `unknown` for a UUID that the kernel does not know; its data then stand in `facts` as they are. */
  readonly kind: "general media" | "DRAM" | "memory module" | "memory sparing" | "unknown";
  readonly uuid: string;
  readonly severity: "INFO" | "WARN" | "FAIL" | "FATAL";
  readonly flags: readonly string[];
  readonly handle: number;
  /** Nanoseconds since 1970; 0 when the device's clock was never set. */
  readonly timestamp: bigint;
  /** The same as ISO text; `undefined` for 0, and for what no calendar reaches. */
  readonly time: string | undefined;
  /** Device physical address, and its two flags, of a media or DRAM event. */
  readonly address: EventAddress | undefined;
  readonly component: ComponentId | undefined;
  readonly facts: readonly EventFact[];
  /** Fields left out because the record says that they mean nothing. */
  readonly omitted: readonly string[];
}

export interface EventAddress {
  readonly dpa: bigint;
  readonly volatile: boolean;
  readonly repairable: boolean;
}

const recordBytes = 128;
const uuidBytes = 16;

/** Per kind: the record, where its validity flags stand, and the bit that says PLDM. */
const kinds: ReadonlyMap<string, readonly [kind: EventWords["kind"], layout: string, validity: string, pldm: number]> =
  /* @__PURE__ */ new Map([
    ["gen_media", ["general media", "cxl_event_gen_media", "media_hdr.validity_flags", 0x10]],
    ["dram", ["DRAM", "cxl_event_dram", "media_hdr.validity_flags", 0x200]],
    ["mem_module", ["memory module", "cxl_event_mem_module", "validity_flags", 0x2]],
    ["mem_sparing", ["memory sparing", "cxl_event_mem_sparing", "validity_flags", 0x100]],
    ["generic", ["unknown", "cxl_event_generic", "", 0]],
  ]);

/** The one field of an event that may be below zero. */
const temperature = "info.device_temp";

const severities = ["INFO", "WARN", "FAIL", "FATAL"] as const;

/** Said by the words above, not once more among the facts. */
const told: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "flags",
  "handle",
  "timestamp",
  "phys_addr",
  "component_id",
]);

/**
 * Says what an event record means.
 *
 * @param record 128 bytes: the UUID and the event, as Get Event Records delivers them.
 * @example eventInWords(record).facts.find((fact) => fact.name === "bank_group")?.value
 * @throws FwctlFault `truncated` for fewer than 128 bytes.
 */
export function eventInWords(record: Uint8Array, family: Family = cxl): EventWords {
  if (record.length < recordBytes) {
    const width = recordBytes * 8;
    throw new FwctlFault({
      code: "truncated",
      path: "cxl_event_record_raw",
      byteOffset: 0,
      width,
      received: record.length,
    });
  }
  const { id, event } = family.layout("cxl_event_record_raw").decode(record.subarray(0, recordBytes));
  const arm = typeof event === "object" ? (Object.keys(event)[0] ?? "generic") : "generic";
  const [kind, name, validity, pldm] = kinds.get(arm) ?? (["unknown", "cxl_event_generic", "", 0] as const);
  const bytes = record.subarray(uuidBytes, recordBytes);
  const layout = family.layout(name);
  const invalid = invalidFields(layout, bytes);
  const isPldm = pldm !== 0 && layout.matches(bytes, [{ field: validity, mask: pldm }]);
  const leaves = leavesOf(layout, bytes);
  return {
    ...headerWords(bytes, family),
    kind,
    uuid: typeof id === "string" ? id : "",
    address: kind === "general media" || kind === "DRAM" ? addressOf(bytes) : undefined,
    component: invalid.has("component_id") ? undefined : componentOf(leaves, isPldm),
    facts: leaves.filter(({ path, fact }) => !invalid.has(path) && !told.has(fact.name)).map(({ fact }) => fact),
    omitted: [...invalid].map(shortName),
  };
}

/** The common header: length at 0, flags at 1 (24 bits), handle at 4, timestamp at 8. */
function headerWords(
  event: Uint8Array,
  family: Family,
): Pick<EventWords, "severity" | "flags" | "handle" | "timestamp" | "time"> {
  const data = dataView(event);
  const flags = data.getUint32(0, true) >>> 8;
  const named = Object.entries(family.enumeration("event_record_flags")?.values ?? {});
  const timestamp = data.getBigUint64(8, true);
  return {
    severity: severities[flags & 3] ?? "INFO",
    flags: named.filter(([, bit]) => ((flags >>> Number(bit)) & 1) === 1).map(([name]) => name),
    handle: data.getUint16(4, true),
    timestamp,
    time: isoTime(timestamp),
  };
}

function isoTime(nanoseconds: bigint): string | undefined {
  const date = new Date(Number(nanoseconds / 1_000_000n));
  return nanoseconds === 0n || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The address stands behind the 32 bytes of the header: bits 6 and up; bit 0 says volatile, bit 1 not repairable. */
function addressOf(event: Uint8Array): EventAddress {
  const value = dataView(event).getBigUint64(32, true);
  return {
    dpa: value & ~0x3fn & 0xffff_ffff_ffff_ffffn,
    volatile: (value & 1n) === 1n,
    repairable: (value & 2n) === 0n,
  };
}

interface Leaf {
  /** In the record. */
  readonly path: string;
  readonly fact: EventFact;
  readonly node: InspectionNode;
}

function leavesOf(layout: Layout, bytes: Uint8Array): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (nodes: readonly InspectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind === "struct") walk(node.children);
      else if (node.kind === "field" || node.kind === "bytes") leaves.push(leafOf(node, layout.name));
    }
  };
  walk(layout.inspect(bytes).children);
  return leaves;
}

function leafOf(node: InspectionNode, layout: string): Leaf {
  const path = node.path.slice(layout.length + 1);
  const value = plainValue(node);
  const label = path === temperature && typeof value === "number" ? `${celsius(value)} degrees Celsius` : node.label;
  return { path, node, fact: { name: shortName(path), value, label } };
}

/** Arrays of up to eight bytes are numbers that the header declares as bytes: 24-bit counts, rows, masks. */
function plainValue({ value, raw }: InspectionNode): number | bigint | string {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (!(value instanceof Uint8Array) || value.length > 8) return raw;
  const number = value.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return value.length > 4 ? number : Number(number);
}

const shortName = (path: string): string => path.replace(/^(media_hdr\.)?(hdr\.)?/, "");

function componentOf(leaves: readonly Leaf[], pldm: boolean): ComponentId | undefined {
  const value = leaves.find((leaf) => leaf.path === "component_id")?.node.value;
  return value instanceof Uint8Array ? readComponentId(value, pldm) : undefined;
}
