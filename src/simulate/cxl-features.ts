/** The features of a CXL device, made from a model: their entries in the list, their data, and what a Set changes. */
import { dataView, uuidBytes } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { modelBytes } from "./bytes.js";
import { featureEntryBytes } from "./cxl-mailbox.js";
import type { CxlFeatureModel, CxlWriteModel } from "./cxl-model.js";

/** A feature with its data as it is now. */
export interface Feature {
  readonly entry: Uint8Array;
  readonly setVersion: number;
  /** By selection: current, default, saved. */
  readonly data: (Uint8Array | undefined)[];
  /** What was written last; pieces of a transfer gather here before they take effect. */
  readonly written: Uint8Array;
  readonly writes: readonly CxlWriteModel[];
}

/**
 * Features by lower-case uuid, in the order of the model.
 *
 * @throws FwctlFault `schema` for a model that contradicts itself.
 */
export function readFeatures(models: readonly CxlFeatureModel[]): ReadonlyMap<string, Feature> {
  const features = new Map<string, Feature>();
  models.forEach((model, index) => {
    const path = `features[${index}]`;
    const uuid = model.uuid.toLowerCase();
    const bytes = uuidBytes(uuid);
    if (bytes === undefined) throw new FwctlFault({ code: "schema", path: `${path}.uuid`, what: "is not a uuid" });
    if (features.has(uuid)) throw new FwctlFault({ code: "schema", path: `${path}.uuid`, what: "stands twice" });
    features.set(uuid, readFeature(model, bytes, index, path));
  });
  return features;
}

/** Every number must fit its field of struct cxl_feat_entry: widths in bits. */
function checkWidths(model: CxlFeatureModel, path: string): void {
  const { id, get_feat_size, set_feat_size, flags, get_feat_ver, set_feat_ver, effects } = model;
  const words = { id, get_feat_size, set_feat_size, effects };
  const rows: readonly (readonly [numbers: object, width: number])[] = [
    [words, 16],
    [{ flags }, 32],
    [{ get_feat_ver, set_feat_ver }, 8],
  ];
  for (const [numbers, width] of rows) {
    for (const [name, value] of Object.entries(numbers)) {
      if (value === undefined || (Number.isInteger(value) && value >= 0 && value < 2 ** width)) continue;
      throw new FwctlFault({ code: "schema", path: `${path}.${name}`, what: `${value} does not fit ${width} bits` });
    }
  }
}

function readFeature(model: CxlFeatureModel, uuid: Uint8Array, index: number, path: string): Feature {
  checkWidths(model, path);
  const writes = model.writes ?? Array.from({ length: model.set_feat_size }, (_, byte) => ({ from: byte, to: byte }));
  const size = model.get_feat_size;
  if (writes.some(({ from, to }) => from >= model.set_feat_size || to >= size)) {
    throw new FwctlFault({
      code: "schema",
      path: `${path}.writes`,
      what: "reach behind set_feat_size or get_feat_size",
    });
  }
  const data = ([model.current, model.default, model.saved] as const).map((bytes) =>
    bytes === undefined ? undefined : modelBytes(bytes, `${path}.current`, size),
  );
  const entry = listEntry(model, uuid, index);
  return { entry, setVersion: model.set_feat_ver, data, written: new Uint8Array(model.set_feat_size), writes };
}

/** struct cxl_feat_entry, 48 bytes; the last 18 are reserved. */
function listEntry(model: CxlFeatureModel, uuid: Uint8Array, index: number): Uint8Array {
  const entry = new Uint8Array(featureEntryBytes);
  const view = dataView(entry);
  entry.set(uuid);
  view.setUint16(16, model.id ?? index, true);
  view.setUint16(18, model.get_feat_size, true);
  view.setUint16(20, model.set_feat_size, true);
  view.setUint32(22, model.flags, true);
  entry[26] = model.get_feat_ver;
  entry[27] = model.set_feat_ver;
  view.setUint16(28, model.effects, true);
  return entry;
}
