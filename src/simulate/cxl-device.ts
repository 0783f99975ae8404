/** The device behind the mailbox, made from a model: what a feature holds, and what the device refuses. No kernel here. */
import { dataView, uuidText } from "../bits/index.js";
import { type Feature, readFeatures } from "./cxl-features.js";
import { type CxlAnswer, type CxlMailbox, featureEntryBytes, featureOpcodes } from "./cxl-mailbox.js";
import type { CxlModel, CxlReturnCodes } from "./cxl-model.js";

interface Device {
  readonly features: ReadonlyMap<string, Feature>;
  readonly codes: ReturnCodes;
  readonly payloadBytes: number;
  /** The feature whose transfer is open, or the uuid that stands there when none is. */
  transfer: string;
  readonly idle: string;
}

type ReturnCodes = Required<Omit<CxlReturnCodes, "reach">> & Pick<CxlReturnCodes, "reach">;

const defaultCodes: ReturnCodes = {
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
  const data = feature?.data[payload[20] ?? 0];
  if (feature !== undefined && data === undefined) return answer(codes.selection);
  const offset = view.getUint16(16, true);
  const wanted = view.getUint16(18, true);
  if (codes.reach !== undefined && offset + wanted > device.payloadBytes) return answer(codes.reach);
  if (data === undefined) return answer(codes.uuid);
  if (offset >= data.length) return answer(codes.offset);
  const count = Math.min(wanted, device.payloadBytes);
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
