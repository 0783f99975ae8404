/**
 * The fwctl driver of CXL memory devices (drivers/cxl/core/features.c, Linux 7.2): which of the three feature commands
 * pass, and what their replies look like. What a feature holds is the device's business; see cxl-device.ts.
 */
import { dataView, uuidText } from "../bits/index.js";
import { backgroundEffect, immediateEffects, reservedEffects, resetEffects } from "../cxl/effects.js";
import { exclusiveUuids, featureFlags } from "../cxl/feature-entry.js";
import { deviceTypes, scopes } from "../uapi/index.js";
import {
  type CxlMailbox,
  featureEntryBytes,
  featureOpcodes,
  readFeature,
  readFeatureList,
  writeFeature,
} from "./cxl-mailbox.js";
import type { Driver, DriverCall, DriverReply } from "./driver.js";
import type { ErrnoName } from "./errno-name.js";

/** The device's own word on whether a feature can be changed: bit 0 of `flags`. */
const changeable = 1 << featureFlags.CHANGEABLE;

/** struct fwctl_rpc_cxl: opcode, flags at 4, op_size at 8; the payload follows at 16. The reply's header has 8 bytes. */
const headerBytes = 16;
const replyHeaderBytes = 8;
/** `sizeof(struct fwctl_rpc_cxl_out)`: the driver counts 8 bytes more than header and data. */
const replyBytes = 16;

/** What the kernel learned when it bound the device. */
interface CxlState {
  readonly mailbox: CxlMailbox;
  /** The list of features, cached: 48 bytes each, as the device gave them. */
  readonly entries: readonly Uint8Array[];
  readonly byUuid: ReadonlyMap<string, Uint8Array>;
  readonly canSet: boolean;
}

/**
 * Binds the driver to a device. `commands` are the opcodes that the device's command log lists: reading needs 0x500 and
 * 0x501, writing 0x502 too. `undefined` when the kernel registers no fwctl device: no list of features to be had, or
 * every feature on it exclusive to the kernel.
 */
export function bindCxl(mailbox: CxlMailbox, commands: ReadonlySet<number>): Driver | undefined {
  if (!commands.has(featureOpcodes.supported) || !commands.has(featureOpcodes.get)) return undefined;
  const entries = readFeatureList(mailbox);
  if (entries === undefined) return undefined;
  const byUuid = new Map(entries.toReversed().map((entry) => [uuidText(entry), entry]));
  if ([...byUuid.keys()].every((uuid) => exclusiveUuids.has(uuid))) return undefined;
  const state: CxlState = { mailbox, entries, byUuid, canSet: commands.has(featureOpcodes.set) };
  return { deviceType: deviceTypes.CXL, rpc: (call) => rpc(state, call) };
}

function rpc(state: CxlState, call: DriverCall): DriverReply | ErrnoName {
  if (call.in.length < headerBytes) return "EINVAL";
  const header = dataView(call.in);
  const size = header.getUint32(8, true);
  if (size > call.in.length - headerBytes) return "EINVAL";
  const payload = call.in.subarray(headerBytes, headerBytes + size);
  // Only 16 of the 32 bits of `opcode` are looked at; flags and reserved1 are not.
  switch (header.getUint16(0, true)) {
    case featureOpcodes.supported:
      return supportedFeatures(state, payload);
    case featureOpcodes.get:
      return getFeature(state, payload, call.outLength);
    case featureOpcodes.set:
      return maySet(state, payload, call.scope) ? setFeature(state, payload, call.outLength) : "EINVAL";
    default:
      return "EINVAL";
  }
}

function newReply(bytes: number, size: number, returnCode: number): Uint8Array {
  const out = new Uint8Array(bytes);
  const view = dataView(out);
  view.setUint32(0, size, true);
  view.setUint32(4, returnCode, true);
  return out;
}

/** Get Supported Features, answered from the cache: count at 0, start_idx at 4. */
function supportedFeatures(state: CxlState, payload: Uint8Array): DriverReply | ErrnoName {
  if (payload.length !== 8) return "EINVAL";
  const view = dataView(payload);
  const start = view.getUint16(4, true);
  if (start >= state.entries.length) return "EINVAL";
  const room = Math.floor(view.getUint32(0, true) / featureEntryBytes);
  const listed = state.entries.slice(start, start + room);
  const size = 8 + listed.length * featureEntryBytes;
  const out = newReply(replyBytes + size, size, 0);
  const reply = dataView(out);
  reply.setUint16(8, listed.length, true);
  reply.setUint16(10, state.entries.length, true);
  listed.forEach((entry, index) => {
    out.set(shownEntry(entry), replyBytes + index * featureEntryBytes);
  });
  return { out, outLength: out.length };
}

/** An entry as user space sees it: exclusive ones are not changeable (flags at 22) and have no set size (at 20). */
function shownEntry(entry: Uint8Array): Uint8Array {
  if (!exclusiveUuids.has(uuidText(entry))) return entry;
  const shown = entry.slice();
  const view = dataView(shown);
  view.setUint32(22, view.getUint32(22, true) & ~changeable, true);
  view.setUint16(20, 0, true);
  return shown;
}

/** Get Feature: uuid, offset at 16, count at 18, selection at 20. */
function getFeature(state: CxlState, payload: Uint8Array, outLength: number): DriverReply | ErrnoName {
  if (payload.length !== 21) return "EINVAL";
  const view = dataView(payload);
  const count = view.getUint16(18, true);
  if (count === 0 || outLength < replyHeaderBytes + count) return "EINVAL";
  const out = newReply(replyBytes + count, 0, 0);
  const read = { uuid: payload.subarray(0, 16), offset: view.getUint16(16, true), selection: payload[20] ?? 0 };
  const { sent, returnCode } = readFeature(
    state.mailbox,
    read,
    out.subarray(replyHeaderBytes, replyHeaderBytes + count),
  );
  const reply = dataView(out);
  if (!sent) {
    reply.setUint32(4, returnCode, true);
    return { out, outLength: replyBytes };
  }
  reply.setUint32(0, count, true);
  return { out, outLength: replyBytes + count };
}

/** The scope and effects rule of Set Feature, by the entry that the device gave (not the one that user space sees). */
function maySet(state: CxlState, payload: Uint8Array, scope: number): boolean {
  if (!state.canSet || payload.length < 16) return false;
  const entry = state.byUuid.get(uuidText(payload));
  if (entry === undefined) return false;
  const view = dataView(entry);
  const effects = view.getUint16(28, true);
  if ((view.getUint32(22, true) & changeable) === 0) return false;
  if ((effects & (reservedEffects | backgroundEffect)) !== 0) return false;
  if ((effects & immediateEffects) !== 0) return scope >= scopes.DEBUG_WRITE_FULL;
  return (effects & resetEffects) !== 0 && scope >= scopes.DEBUG_WRITE;
}

/** Set Feature: uuid, flags at 16, offset at 20, version at 22, data at 32. */
function setFeature(state: CxlState, payload: Uint8Array, outLength: number): DriverReply | ErrnoName {
  if (payload.length <= 32) return "EINVAL";
  const uuid = payload.subarray(0, 16);
  if (exclusiveUuids.has(uuidText(uuid))) return "EPERM";
  if (outLength < replyHeaderBytes) return "EINVAL";
  const view = dataView(payload);
  const write = { uuid, flags: view.getUint32(16, true), offset: view.getUint16(20, true), version: payload[22] ?? 0 };
  const { returnCode } = writeFeature(state.mailbox, write, payload.subarray(32));
  return { out: newReply(replyBytes, 0, returnCode), outLength: replyBytes };
}
