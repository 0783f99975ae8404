/**
 * Feature transfers towards a raw mailbox, in pieces: initiate, continue, finish, abort. Not through fwctl, where the kernel
 * cuts the data itself and overwrites the transfer bits; a raw command of `/dev/cxl/memN` carries these.
 *
 * Source: drivers/cxl/core/features.c (`cxl_set_feature`), include/uapi/cxl/features.h (Linux 7.2.13).
 */
import { FwctlFault } from "../fault/index.js";
import { tailKey } from "../layout/index.js";
import { cxl } from "./family.js";

/** What a piece is, in bits 0 to 2 of the flags. */
export const featureTransfers: {
  readonly FULL: 0;
  readonly INITIATE: 1;
  readonly CONTINUE: 2;
  readonly FINISH: 3;
  readonly ABORT: 4;
} = { FULL: 0, INITIATE: 1, CONTINUE: 2, FINISH: 3, ABORT: 4 };

/** One command for the mailbox. */
export interface MailboxCommand {
  readonly opcode: number;
  readonly transfer: keyof typeof featureTransfers;
  /** `cxl_mbox_set_feat_in`: 32 bytes of head, then the data of this piece. */
  readonly payload: Uint8Array;
}

/** A feature to be written through a mailbox. */
export interface RawFeatureChange {
  readonly uuid: string;
  readonly version: number;
  readonly data: Uint8Array;
  /** Payload that the mailbox holds, in bytes. */
  readonly mailboxBytes: number;
  /** First byte written. Default 0. */
  readonly offset?: number | undefined;
  /** Keep the change across a reset (bit 3). Default `true`, as the kernel does. */
  readonly savedAcrossReset?: boolean | undefined;
}

const setFeatureOpcode = 0x502;
const headBytes = 32;
/** Less room for data than this, and the kernel refuses the mailbox (FEAT_DATA_MIN_PAYLOAD_SIZE). */
const leastDataRoom = 10;
const savedBit = 8;

/**
 * The commands that write a feature: one full transfer when it fits, else a first, middle and a last piece, in that order. Each
 * must succeed before the next is sent; otherwise send {@link rawFeatureAbort}.
 *
 * @example rawFeatureTransfer({ uuid, version: 1, data, mailboxBytes: 256 }).map((piece) => piece.transfer);
 * @throws FwctlFault `range` for no data, and for a mailbox with room for fewer than 10 bytes of data.
 */
export function rawFeatureTransfer(change: RawFeatureChange): MailboxCommand[] {
  const { data, mailboxBytes, savedAcrossReset = true } = change;
  const room = mailboxBytes - headBytes;
  if (!(room >= leastDataRoom)) {
    const what = `a mailbox of ${mailboxBytes} bytes leaves ${room} for data, ${leastDataRoom} are needed`;
    throw new FwctlFault({ code: "range", path: "mailboxBytes", what, received: mailboxBytes });
  }
  if (data.length === 0) throw new FwctlFault({ code: "range", path: "data", what: "there are no data", received: 0 });
  const saved = savedAcrossReset ? savedBit : 0;
  const commands: MailboxCommand[] = [];
  for (let at = 0; at < data.length; at += room) {
    const piece = data.subarray(at, at + room);
    commands.push(command(change, transferOf(at, piece.length, data.length), (change.offset ?? 0) + at, saved, piece));
  }
  return commands;
}

/**
 * The command that gives an open transfer of a feature up.
 *
 * @param data ignored by the specification; some devices ask for a byte all the same.
 */
export function rawFeatureAbort(
  feature: Pick<RawFeatureChange, "uuid" | "version">,
  data: Uint8Array = new Uint8Array(0),
): MailboxCommand {
  return command(feature, "ABORT", 0, 0, data);
}

function transferOf(at: number, piece: number, all: number): keyof typeof featureTransfers {
  if (piece === all) return "FULL";
  if (at === 0) return "INITIATE";
  return at + piece === all ? "FINISH" : "CONTINUE";
}

function command(
  { uuid, version }: Pick<RawFeatureChange, "uuid" | "version">,
  transfer: keyof typeof featureTransfers,
  offset: number,
  saved: number,
  data: Uint8Array,
): MailboxCommand {
  const flags = featureTransfers[transfer] | saved;
  const value = { uuid, version, offset, flags, feat_data: data, [tailKey]: new Uint8Array(0) };
  return { opcode: setFeatureOpcode, transfer, payload: cxl.layout("cxl_mbox_set_feat_in").encode(value) };
}
