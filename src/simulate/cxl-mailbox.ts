/**
 * How the kernel talks to a CXL mailbox: one command, a feature read in pieces, a feature written in pieces
 * (drivers/cxl/core/{mbox,features}.c, Linux 7.2). A piece is as large as the mailbox.
 */
import { dataView } from "../bits/index.js";

/** A mailbox and the device behind it. */
export interface CxlMailbox {
  /** Largest payload of a command or an answer in bytes. */
  readonly payloadBytes: number;
  /** Runs one command. `undefined` when the mailbox is busy or the device does not answer in time. */
  readonly send: (opcode: number, payload: Uint8Array) => CxlAnswer | undefined;
}

/** `returnCode` of the CXL specification, 0 is success; `out` may be shorter than asked for. */
export interface CxlAnswer {
  readonly returnCode: number;
  readonly out: Uint8Array;
}

/** Opcodes of the three feature commands. */
export const featureOpcodes: { readonly supported: 0x500; readonly get: 0x501; readonly set: 0x502 } = {
  supported: 0x500,
  get: 0x501,
  set: 0x502,
};

const setHeaderBytes = 32;
/** The kernel refuses a mailbox that leaves less room than this for the data of a Set Feature. */
const leastDataRoom = 10;
/** Bits 0 to 2 of the flags of Set Feature, chosen by the kernel; bit 3, saved across reset, which it always sets. */
const transfer = { mask: 0x7, full: 0, initiate: 1, continue: 2, finish: 3, saved: 0x8 } as const;

/** `sent` is false when the command failed: by `returnCode`, or with 0 when the kernel itself gave up. */
export interface CxlOutcome {
  readonly sent: boolean;
  readonly returnCode: number;
}

/** Sends one command and copies what came into `target`. At least `least` bytes must come, or the kernel gives up. */
function sendCommand(
  mailbox: CxlMailbox,
  opcode: number,
  payload: Uint8Array,
  target: Uint8Array,
  least: number,
): CxlOutcome & { readonly received: number } {
  const answer = payload.length > mailbox.payloadBytes ? undefined : mailbox.send(opcode, payload);
  if (answer === undefined) return { sent: false, returnCode: 0, received: 0 };
  const { returnCode } = answer;
  if (returnCode > 1) return { sent: false, returnCode, received: 0 };
  const out = answer.out.subarray(0, Math.min(target.length, mailbox.payloadBytes));
  target.set(out);
  return { sent: out.length >= least, returnCode, received: out.length };
}

/** What Get Feature asks for, beside the place for the data. */
export interface FeatureRead {
  readonly uuid: Uint8Array;
  readonly selection: number;
  readonly offset: number;
}

/**
 * Fills `target` with a feature, one mailbox after the other. Pieces that came before a failure stay in `target`.
 * A device that delivers less than asked for is a failure with return code 0.
 */
export function readFeature(mailbox: CxlMailbox, read: FeatureRead, target: Uint8Array): CxlOutcome {
  let done = 0;
  while (done < target.length) {
    const count = Math.min(target.length - done, mailbox.payloadBytes);
    const payload = new Uint8Array(21);
    const view = dataView(payload);
    payload.set(read.uuid);
    view.setUint16(16, read.offset + done, true);
    view.setUint16(18, count, true);
    payload[20] = read.selection;
    const answer = sendCommand(mailbox, featureOpcodes.get, payload, target.subarray(done), count);
    if (!answer.sent || answer.received === 0) return { sent: false, returnCode: answer.returnCode };
    done += answer.received;
  }
  return { sent: true, returnCode: 0 };
}

/** What Set Feature says, beside the data. */
export interface FeatureWrite {
  readonly uuid: Uint8Array;
  readonly flags: number;
  readonly offset: number;
  readonly version: number;
}

/** Writes a feature: in one piece when it fits, else initiate, continue, finish. Stops at the first refusal. */
export function writeFeature(mailbox: CxlMailbox, write: FeatureWrite, data: Uint8Array): CxlOutcome {
  const room = mailbox.payloadBytes - setHeaderBytes;
  if (room < leastDataRoom) return { sent: false, returnCode: 2 };
  const flags = (write.flags & ~transfer.mask) | transfer.saved;
  for (let done = 0; ; ) {
    const piece = data.subarray(done, done + room);
    const last = done + piece.length >= data.length;
    const kind = done === 0 ? (last ? transfer.full : transfer.initiate) : last ? transfer.finish : transfer.continue;
    const payload = setFeaturePayload({ ...write, flags: flags | kind, offset: write.offset + done }, piece);
    const { sent, returnCode } = sendCommand(mailbox, featureOpcodes.set, payload, new Uint8Array(), 0);
    if (!sent) return { sent, returnCode };
    if (last) return { sent: true, returnCode: 0 };
    done += piece.length;
  }
}

/** struct cxl_mbox_set_feat_in; its nine reserved bytes are always zero here. */
function setFeaturePayload(write: FeatureWrite, piece: Uint8Array): Uint8Array {
  const payload = new Uint8Array(setHeaderBytes + piece.length);
  const view = dataView(payload);
  payload.set(write.uuid);
  view.setUint32(16, write.flags, true);
  view.setUint16(20, write.offset, true);
  payload[22] = write.version;
  payload.set(piece, setHeaderBytes);
  return payload;
}

const listHeaderBytes = 8;

/** Bytes of one entry of the list of supported features (struct cxl_feat_entry). */
export const featureEntryBytes = 48;

/** Reads the list of supported features, as the kernel does once when it binds the device. `undefined` when that fails. */
export function readFeatureList(mailbox: CxlMailbox): Uint8Array[] | undefined {
  const header = new Uint8Array(listHeaderBytes);
  const first = sendCommand(
    mailbox,
    featureOpcodes.supported,
    listPayload(listHeaderBytes, 0),
    header,
    listHeaderBytes,
  );
  if (!first.sent) return undefined;
  const total = dataView(header).getUint16(2, true);
  const most = Math.floor((mailbox.payloadBytes - listHeaderBytes) / featureEntryBytes);
  const entries: Uint8Array[] = [];
  while (entries.length < total) {
    const wanted = Math.min(most, total - entries.length);
    const page = new Uint8Array(listHeaderBytes + wanted * featureEntryBytes);
    const payload = listPayload(page.length, entries.length);
    const answer = sendCommand(mailbox, featureOpcodes.supported, payload, page, listHeaderBytes);
    const count = dataView(page).getUint16(0, true);
    const bytes = listHeaderBytes + count * featureEntryBytes;
    if (!answer.sent || count === 0 || count > wanted || answer.received !== bytes) return undefined;
    for (let at = listHeaderBytes; at < bytes; at += featureEntryBytes)
      entries.push(page.slice(at, at + featureEntryBytes));
  }
  return entries;
}

function listPayload(count: number, start: number): Uint8Array {
  const payload = new Uint8Array(8);
  const view = dataView(payload);
  view.setUint32(0, count, true);
  view.setUint16(4, start, true);
  return payload;
}
