/**
 * Compares what was written to a feature with what was read back. The two are different records: the write record has fewer
 * fields, at other places. Fields of the same name are compared; without records, bytes, when there are equally many.
 */
import type { Family } from "../catalog/index.js";
import type { InspectionNode } from "../layout/index.js";
import { cxl } from "./family.js";
import { decodeFeature, decodeFeatureChange, type FeatureRecord } from "./feature-reply.js";

/** What reading back proves. */
export interface FeatureProof {
  /** `unproven`: nothing in what was read back can be compared with what was written. */
  readonly proof: "same" | "different" | "unproven";
  /** Fields that differ, by name: `scrub_flags.enable: wrote 1, reads 0`. */
  readonly differences: readonly string[];
}

/**
 * @param written the data of the Set Feature.
 * @param readBack the data of a Get Feature afterwards, from offset 0.
 */
export function compareFeature(
  uuid: string,
  written: Uint8Array,
  readBack: Uint8Array,
  family: Family = cxl,
): FeatureProof {
  const change = decodeFeatureChange(uuid, written, family);
  const state = decodeFeature(uuid, readBack, family);
  if (change !== undefined && state !== undefined) {
    return compareFields(leaves(change, written, family), leaves(state, readBack, family));
  }
  return written.length === readBack.length ? compareBytes(written, readBack) : verdict([], 0);
}

function verdict(differences: readonly string[], compared: number): FeatureProof {
  if (compared === 0) return { proof: "unproven", differences: [] };
  return { proof: differences.length === 0 ? "same" : "different", differences };
}

function compareFields(wrote: ReadonlyMap<string, string>, reads: ReadonlyMap<string, string>): FeatureProof {
  const common = [...wrote].filter(([name]) => reads.has(name));
  const different = common.filter(([name, value]) => reads.get(name) !== value);
  const words = different.map(([name, value]) => `${name}: wrote ${value}, reads ${reads.get(name)}`);
  return verdict(words, common.length);
}

function compareBytes(wrote: Uint8Array, reads: Uint8Array): FeatureProof {
  const at = wrote.findIndex((byte, index) => byte !== reads[index]);
  return verdict(at < 0 ? [] : [`byte ${at}: wrote ${wrote[at]}, reads ${reads[at]}`], wrote.length);
}

/** Every field without fields of its own, by its path in the record. Of a number with named parts, the parts. */
function leaves(record: FeatureRecord, data: Uint8Array, family: Family): Map<string, string> {
  const tree = family.layout(record.layout).inspect(data.subarray(0, data.length - record.rest.length));
  const found = new Map<string, string>();
  const walk = (nodes: readonly InspectionNode[]): void => {
    for (const node of nodes) {
      if (node.children.length > 0) walk(node.children);
      else if (node.kind === "part" || node.kind === "field" || node.kind === "bytes") {
        found.set(node.path.slice(record.layout.length + 1), shown(node));
      }
    }
  };
  walk(tree.children);
  return found;
}

/** Numbers plain, so that one of 8 bits equals one of 16; bytes as digits. */
function shown({ value, raw }: InspectionNode): string {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : `0x${raw}`;
}
