/** The reply to CXL's Get Supported Features by hand: 8 bytes of head, then entries of 48 bytes. Little-endian. */
import { refuse, refuseText } from "./refuse.js";
import { isUuid, uuidText, writeUuid } from "./uuid.js";

export type HandFeature = {
  uuid: string;
  id: number;
  get_feat_size: number;
  set_feat_size: number;
  flags: number;
  get_feat_ver: number;
  set_feat_ver: number;
  effects: number;
};

export type HandFeatures = {
  num_entries: number;
  supported_feats: number;
  ents: HandFeature[];
};

function readFeature(view: DataView, at: number): HandFeature {
  return {
    uuid: uuidText(view, at),
    id: view.getUint16(at + 16, true),
    get_feat_size: view.getUint16(at + 18, true),
    set_feat_size: view.getUint16(at + 20, true),
    flags: view.getUint32(at + 22, true),
    get_feat_ver: view.getUint8(at + 26),
    set_feat_ver: view.getUint8(at + 27),
    effects: view.getUint16(at + 28, true),
  };
}

/** Reads the head at `at` and as many entries as it counts; they must end at or before `end`. */
export function readFeatures(view: DataView, at: number, end: number): HandFeatures {
  if (at + 8 > end) throw new RangeError(`the feature list needs 8 bytes, ${end - at} left`);
  const count = view.getUint16(at, true);
  if (at + 8 + 48 * count > end)
    throw new RangeError(`${count} entries need ${48 * count} bytes, ${end - at - 8} left`);
  const ents: HandFeature[] = [];
  for (let index = 0, from = at + 8; index < count; index += 1, from += 48) ents.push(readFeature(view, from));
  return { num_entries: count, supported_feats: view.getUint16(at + 2, true), ents };
}

function checkFeature(value: HandFeature): void {
  if (!isUuid(value.uuid)) refuseText("uuid", value.uuid);
  if ((value.id & 0xffff) !== value.id) refuse("id", value.id, 16);
  if ((value.get_feat_size & 0xffff) !== value.get_feat_size) refuse("get_feat_size", value.get_feat_size, 16);
  if ((value.set_feat_size & 0xffff) !== value.set_feat_size) refuse("set_feat_size", value.set_feat_size, 16);
  if (value.flags >>> 0 !== value.flags) refuse("flags", value.flags, 32);
  if ((value.get_feat_ver & 0xff) !== value.get_feat_ver) refuse("get_feat_ver", value.get_feat_ver, 8);
  if ((value.set_feat_ver & 0xff) !== value.set_feat_ver) refuse("set_feat_ver", value.set_feat_ver, 8);
  if ((value.effects & 0xffff) !== value.effects) refuse("effects", value.effects, 16);
}

function writeFeature(view: DataView, at: number, value: HandFeature): void {
  writeUuid(view, at, value.uuid);
  view.setUint16(at + 16, value.id, true);
  view.setUint16(at + 18, value.get_feat_size, true);
  view.setUint16(at + 20, value.set_feat_size, true);
  view.setUint32(at + 22, value.flags, true);
  view.setUint8(at + 26, value.get_feat_ver);
  view.setUint8(at + 27, value.set_feat_ver);
  view.setUint16(at + 28, value.effects, true);
  view.setUint16(at + 30, 0, true);
  for (let word = 32; word < 48; word += 4) view.setUint32(at + word, 0, true);
}

/** Writes head and entries at `at`. Everything is checked before the first byte is written. */
export function writeFeatures(view: DataView, at: number, value: HandFeatures): void {
  const { num_entries, supported_feats, ents } = value;
  if ((num_entries & 0xffff) !== num_entries) refuse("num_entries", num_entries, 16);
  if ((supported_feats & 0xffff) !== supported_feats) refuse("supported_feats", supported_feats, 16);
  if (ents.length !== num_entries)
    throw new RangeError(`ents has ${ents.length} elements, num_entries is ${num_entries}`);
  for (const entry of ents) checkFeature(entry);
  view.setUint16(at, num_entries, true);
  view.setUint16(at + 2, supported_feats, true);
  view.setUint32(at + 4, 0, true);
  let to = at + 8;
  for (const entry of ents) {
    writeFeature(view, to, entry);
    to += 48;
  }
}
