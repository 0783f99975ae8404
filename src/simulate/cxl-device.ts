/** The device behind the mailbox, made from a model: what a feature holds, and what the device refuses. No kernel here. */
import { dataView, uuidBytes, uuidText } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { modelBytes } from "./bytes.js";
import { type CxlAnswer, type CxlMailbox, featureEntryBytes, featureOpcodes } from "./cxl-mailbox.js";
import type { CxlFeatureModel, CxlModel, CxlReturnCodes, CxlWriteModel } from "./cxl-model.js";

/** A feature with its data as it is now. */
interface Feature {
  readonly entry: Uint8Array;
  readonly setVersion: number;
  /** By selection: current, default, saved. */
  readonly data: (Uint8Array | undefined)[];
  /** What was written last; pieces of a transfer gather here before they take effect. */
  readonly written: Uint8Array;
  readonly writes: readonly CxlWriteModel[];
}

interface Device {
  readonly features: ReadonlyMap<string, Feature>;
  readonly codes: Required<CxlReturnCodes>;
  readonly payloadBytes: number;
  /** The feature whose transfer is open, or the uuid that stands there when none is. */
  transfer: string;
  readonly idle: string;
}

const defaultCodes: Required<CxlReturnCodes> = {
  command: 3,
  uuid: 3,
  selection: 26,
  offset: 2,
  version: 25,
  length: 22,
  transfer: 27,
};

const selection = { current: 0, saved: 2 } as const;
const transferMask = 7;
const transferKind = { full: 0, initiate: 1, finish: 3, abort: 4 } as const;
const savedAcrossReset = 8;

/**
 * A mailbox whose device follows the model. It keeps state: what was set, and a transfer that was left open.
 *
 * @throws FwctlFault `schema` for a model that contradicts itself.
 * @example
 * cxlDevice(model).send(0x501, getFeaturePayload); // { returnCode: 0, out: … }
 */
export function cxlDevice(model: CxlModel): CxlMailbox {
  const idle = model.idle ?? "";
  const device: Device = {
    features: readFeatures(model.features),
    codes: { ...defaultCodes, ...model.returnCodes },
    payloadBytes: model.mailbox ?? 2048,
    transfer: idle,
    idle,
  };
  const known = commandsOf(model);
  return {
    payloadBytes: device.payloadBytes,
    send: (opcode, payload) => (known.has(opcode) ? run(device, opcode, payload) : answer(device.codes.command)),
  };
}

/** The opcodes in the device's command log. */
export function commandsOf(model: CxlModel): ReadonlySet<number> {
  return new Set(model.commands ?? Object.values(featureOpcodes));
}

const answer = (returnCode: number): CxlAnswer => ({ returnCode, out: new Uint8Array() });

function run(device: Device, opcode: number, payload: Uint8Array): CxlAnswer {
  if (opcode === featureOpcodes.supported) return listFeatures(device, payload);
  if (opcode === featureOpcodes.get) return getFeature(device, payload);
  return opcode === featureOpcodes.set ? setFeature(device, payload) : answer(device.codes.command);
}

function listFeatures(device: Device, payload: Uint8Array): CxlAnswer {
  if (payload.length !== 8) return answer(device.codes.length);
  const view = dataView(payload);
  const entries = [...device.features.values()].map((feature) => feature.entry);
  const start = view.getUint16(4, true);
  if (start >= entries.length) return answer(device.codes.offset);
  const room = Math.max(0, Math.min(view.getUint32(0, true), device.payloadBytes) - 8);
  const listed = entries.slice(start, start + Math.floor(room / featureEntryBytes));
  const out = new Uint8Array(8 + listed.length * featureEntryBytes);
  const reply = dataView(out);
  reply.setUint16(0, listed.length, true);
  reply.setUint16(2, entries.length, true);
  listed.forEach((entry, index) => {
    out.set(entry, 8 + index * featureEntryBytes);
  });
  return { returnCode: 0, out };
}

function getFeature(device: Device, payload: Uint8Array): CxlAnswer {
  const { codes } = device;
  if (payload.length !== 21) return answer(codes.length);
  const view = dataView(payload);
  const uuid = uuidText(payload);
  if (uuid === device.transfer) return answer(codes.transfer);
  const feature = device.features.get(uuid);
  if (feature === undefined) return answer(codes.uuid);
  const data = feature.data[payload[20] ?? 0];
  if (data === undefined) return answer(codes.selection);
  const offset = view.getUint16(16, true);
  if (offset >= data.length) return answer(codes.offset);
  const count = Math.min(view.getUint16(18, true), device.payloadBytes);
  return { returnCode: 0, out: data.slice(offset, offset + count) };
}

/** Set Feature; `transfer` says whether this is all of the data, a first, a middle or a last piece of it. */
function setFeature(device: Device, payload: Uint8Array): CxlAnswer {
  const { codes, idle } = device;
  if (payload.length < 32) return answer(codes.length);
  const view = dataView(payload);
  const uuid = uuidText(payload);
  if (device.transfer !== idle && device.transfer !== uuid) return answer(codes.transfer);
  const flags = view.getUint32(16, true);
  const kind = flags & transferMask;
  if (kind === transferKind.initiate) device.transfer = uuid;
  const data = payload.subarray(32);
  if (data.length === 0) return answer(codes.length);
  const feature = device.features.get(uuid);
  if (feature === undefined) return answer(codes.uuid);
  if (payload[22] !== feature.setVersion) return answer(codes.version);
  const offset = view.getUint16(20, true);
  if (offset + data.length > feature.written.length) return answer(codes.length);
  feature.written.set(data, offset);
  if (kind === transferKind.full || kind === transferKind.finish) apply(feature, (flags & savedAcrossReset) !== 0);
  if (kind === transferKind.full || kind === transferKind.finish || kind === transferKind.abort) device.transfer = idle;
  return answer(0);
}

function apply(feature: Feature, saved: boolean): void {
  const targets = [feature.data[selection.current], saved ? feature.data[selection.saved] : undefined];
  for (const data of targets) {
    if (data === undefined) continue;
    for (const { from, to, take = 0xff, keep = 0 } of feature.writes) {
      data[to] = ((data[to] ?? 0) & keep) | ((feature.written[from] ?? 0) & take);
    }
  }
}

function readFeatures(models: readonly CxlFeatureModel[]): ReadonlyMap<string, Feature> {
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

function readFeature(model: CxlFeatureModel, uuid: Uint8Array, index: number, path: string): Feature {
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
