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

/** A field is compared whole where both records have it equally wide, else by its named parts. */
function compareFields(wrote: Leaves, reads: Leaves): FeatureProof {
  const differences: string[] = [];
  let compared = 0;
  const compare = (name: string, mine: Leaf | undefined, other: Leaf | undefined): void => {
    if (mine === undefined || other === undefined) return;
    if (mine.parts.size > 0 && mine.width !== other.width) {
      for (const [part, value] of mine.parts) compare(`${name}.${part}`, value, other.parts.get(part));
      return;
    }
    compared += 1;
    if (mine.value !== other.value) differences.push(`${name}: wrote ${mine.value}, reads ${other.value}`);
  };
  for (const [name, leaf] of wrote) compare(name, leaf, reads.get(name));
  return verdict(differences, compared);
}

function compareBytes(wrote: Uint8Array, reads: Uint8Array): FeatureProof {
  const at = wrote.findIndex((byte, index) => byte !== reads[index]);
  return verdict(at < 0 ? [] : [`byte ${at}: wrote ${wrote[at]}, reads ${reads[at]}`], wrote.length);
}

interface Leaf {
  readonly width: number;
  readonly value: string;
  /** Named bit ranges of a number. */
  readonly parts: Leaves;
}

type Leaves = ReadonlyMap<string, Leaf>;

/** Every field without fields of its own, by its path in the record. */
function leaves(record: FeatureRecord, data: Uint8Array, family: Family): Leaves {
  const tree = family.layout(record.layout).inspect(data.subarray(0, data.length - record.rest.length));
  const found = new Map<string, Leaf>();
  const walk = (nodes: readonly InspectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind === "field" || node.kind === "bytes")
        found.set(node.path.slice(record.layout.length + 1), leaf(node));
      else walk(node.children);
    }
  };
  walk(tree.children);
  return found;
}

const leaf = (node: InspectionNode): Leaf => ({
  width: node.width,
  value: shown(node),
  parts: new Map(node.children.map((part) => [part.name, leaf(part)])),
});

/** Numbers plain, so that one of 8 bits equals one of 16; bytes as digits. */
function shown({ value, raw }: InspectionNode): string {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : `0x${raw}`;
}
