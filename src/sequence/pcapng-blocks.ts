/**
 * The blocks of pcapng that this library reads and writes, declared with restructure: section header, interface
 * description, enhanced packet, and the options they end with.
 *
 * Source: draft-ietf-opsawg-pcapng, sections 3 (general block), 3.5 (options), 4.1, 4.2 and 4.3. Every block is
 * `type, total length, body, options, total length`, padded to 32 bits; numbers are in the order of the section's writer.
 */
import * as r from "restructure";
import { FwctlFault } from "../fault/index.js";
import type { Cursor } from "./cursor.js";
import { read } from "./read.js";
import type { Target } from "./target.js";
import { type StreamType, u64 } from "./types.js";
import { write } from "./write.js";

type Order = "be" | "le";

/** Block types. Blocks of other types can be passed over by their length. */
export const pcapngTypes: { readonly section: 0x0a0d0d0a; readonly interface: 1; readonly packet: 6 } = {
  section: 0x0a0d0d0a,
  interface: 1,
  packet: 6,
};

/** Bytes of the smallest block: type and the two lengths. */
export const pcapngLeastBytes = 12;

const magic = 0x1a2b3c4d;
const headBytes = 8;
const endOfOptions = 0;

/** One option: a code whose meaning depends on the block (1 is a comment in each), and up to 65,535 bytes. */
export interface PcapngOption {
  readonly code: number;
  readonly value: Uint8Array;
}

export interface PcapngSection {
  readonly major: number;
  readonly minor: number;
  /** Bytes of the section's blocks behind this one; 2^64 - 1 when it is not known. */
  readonly sectionLength: bigint;
  readonly options: readonly PcapngOption[];
}

export interface PcapngInterface {
  readonly linkType: number;
  /** Longest packet in bytes; 0: no limit. */
  readonly snapLength: number;
  readonly options: readonly PcapngOption[];
}

export interface PcapngPacket {
  /** Number of the interface in its section, counted from 0. */
  readonly interface: number;
  /** In units of the interface's resolution, since 1970. */
  readonly timestamp: bigint;
  /** Bytes of the packet on the wire; `data` may hold fewer. */
  readonly originalLength: number;
  readonly data: Uint8Array;
  readonly options: readonly PcapngOption[];
}

/** Reads and writes one kind of block. */
export interface PcapngBlock<Value> {
  /** @throws FwctlFault `truncated` when the block is too short for its own body. */
  decode(bytes: Uint8Array): Value;
  encode(value: Value): Uint8Array<ArrayBuffer>;
}

export interface PcapngBlocks {
  readonly section: PcapngBlock<PcapngSection>;
  readonly interface: PcapngBlock<PcapngInterface>;
  readonly packet: PcapngBlock<PcapngPacket>;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const bigint = (value: unknown): bigint => (typeof value === "bigint" ? value : 0n);
const bytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(0));

/** Bytes of a stated length, padded to 32 bits with zeros. */
function paddedBytes(length: (parent: unknown) => number): StreamType<Uint8Array> {
  return {
    decode(stream, parent) {
      const value = stream.readBuffer(length(parent));
      stream.pos = Math.min(stream.pos + padded(value.length) - value.length, stream.length);
      return value;
    },
    encode(stream, value) {
      stream.buffer.set(value, stream.pos);
      stream.pos += padded(value.length);
    },
    size: (value) => padded(value?.length ?? 0),
  };
}

/** Options up to the end mark, or to the last length of the block; one that claims more than there is ends the list. */
function optionList(order: Order): StreamType<readonly PcapngOption[]> {
  const little = order === "le";
  return {
    decode(stream) {
      const end = stream.length - 4;
      const found: PcapngOption[] = [];
      while (end - stream.pos >= 4) {
        const code = stream.view.getUint16(stream.pos, little);
        const length = stream.view.getUint16(stream.pos + 2, little);
        if (code === endOfOptions || stream.pos + 4 + length > end) break;
        stream.pos += 4;
        found.push({ code, value: stream.readBuffer(length) });
        stream.pos = Math.min(stream.pos + padded(length) - length, end);
      }
      stream.pos = Math.max(stream.pos, end);
      return found;
    },
    encode(stream, list) {
      for (const { code, value } of list) encodeOption(stream, code, value, little);
      if (list.length > 0) encodeOption(stream, endOfOptions, new Uint8Array(0), little);
    },
    size: (list) => (list ?? []).reduce((sum, { value }) => sum + 4 + padded(value.length), list?.length ? 4 : 0),
  };
}

function encodeOption(stream: Target, code: number, value: Uint8Array, little: boolean): void {
  if (value.length > 0xffff) {
    throw new FwctlFault({
      code: "range",
      path: "pcapng option",
      what: `${value.length} bytes, an option holds 65535`,
    });
  }
  stream.view.setUint16(stream.pos, code, little);
  stream.view.setUint16(stream.pos + 2, value.length, little);
  stream.buffer.set(value, stream.pos + 4);
  stream.pos += 4 + padded(value.length);
}

function optionsOf(value: unknown): readonly PcapngOption[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is PcapngOption => typeof one === "object" && one !== null && "code" in one);
}

/** A block as restructure sees it, and the way between its fields and ours. */
interface Declaration<Value> {
  readonly name: string;
  readonly type: number;
  readonly struct: r.Struct;
  fields(value: Value): r.Decoded;
  value(fields: r.Decoded): Value;
}

function block<Value>({ name, type, struct, fields, value }: Declaration<Value>): PcapngBlock<Value> {
  return {
    decode: (whole) => value(read(struct, whole, name)),
    encode(given) {
      const body = fields(given);
      const length = struct.size({ ...body, type, length: 0, again: 0 });
      return write(struct, { ...body, type, length, again: length }, name);
    },
  };
}

const sectionOf = (order: Order, u16: r.Type<number>, u32: r.Type<number>): Declaration<PcapngSection> => ({
  name: "section header",
  type: pcapngTypes.section,
  struct: new r.Struct({
    type: u32,
    length: u32,
    magic: u32,
    major: u16,
    minor: u16,
    sectionLength: u64(order),
    options: optionList(order),
    again: u32,
  }),
  fields: (given) => ({ ...given, magic }),
  value: ({ major, minor, sectionLength, options }) => ({
    major: number(major),
    minor: number(minor),
    sectionLength: bigint(sectionLength),
    options: optionsOf(options),
  }),
});

const interfaceOf = (order: Order, u16: r.Type<number>, u32: r.Type<number>): Declaration<PcapngInterface> => ({
  name: "interface description",
  type: pcapngTypes.interface,
  struct: new r.Struct({
    type: u32,
    length: u32,
    linkType: u16,
    reserved: u16,
    snapLength: u32,
    options: optionList(order),
    again: u32,
  }),
  fields: (given) => ({ ...given, reserved: 0 }),
  value: ({ linkType, snapLength, options }) => ({
    linkType: number(linkType),
    snapLength: number(snapLength),
    options: optionsOf(options),
  }),
});

/** The captured length that was read before the data; the data must leave room for the last length of the block. */
const capturedLength = (parent: unknown): number =>
  typeof parent === "object" && parent !== null && "captured" in parent ? number(parent.captured) : 0;

const packetOf = (order: Order, u32: r.Type<number>): Declaration<PcapngPacket> => ({
  name: "enhanced packet",
  type: pcapngTypes.packet,
  struct: new r.Struct({
    type: u32,
    length: u32,
    interface: u32,
    timestampHigh: u32,
    timestampLow: u32,
    captured: u32,
    original: u32,
    data: paddedBytes(capturedLength),
    options: optionList(order),
    again: u32,
  }),
  fields: (given) => ({
    ...given,
    timestampHigh: Number((given.timestamp >> 32n) & 0xffff_ffffn),
    timestampLow: Number(given.timestamp & 0xffff_ffffn),
    captured: given.data.length,
    original: given.originalLength,
  }),
  value: (found) => ({
    interface: number(found["interface"]),
    timestamp: (BigInt(number(found["timestampHigh"])) << 32n) | BigInt(number(found["timestampLow"])),
    originalLength: number(found["original"]),
    data: bytes(found["data"]),
    options: optionsOf(found["options"]),
  }),
});

function declared(order: Order): PcapngBlocks {
  const u16 = order === "le" ? r.uint16le : r.uint16be;
  const u32 = order === "le" ? r.uint32le : r.uint32be;
  return {
    section: block(sectionOf(order, u16, u32)),
    interface: block(interfaceOf(order, u16, u32)),
    packet: block(packetOf(order, u32)),
  };
}

const both: { readonly [order in Order]: PcapngBlocks } = { le: declared("le"), be: declared("be") };

/**
 * The blocks of a section written in `order`.
 *
 * @example
 * const bytes = pcapngBlocks("le").interface.encode({ linkType: 147, snapLength: 0, options: [] });
 */
export function pcapngBlocks(order: "be" | "le"): PcapngBlocks {
  return both[order];
}

/** What a block begins with. */
export interface PcapngHead {
  readonly type: number;
  /** Bytes of the whole block, as stated. */
  readonly length: number;
  /** Order of this section: a section header states its own. */
  readonly order: "be" | "le";
}

/**
 * The head of the block at the cursor, which stays where it is.
 *
 * @param order of the section the block stands in.
 * @returns `undefined` when there are too few bytes to tell (12 for a section header, else 8), or a section header has a byte
 *   order mark that is none.
 */
export function pcapngHead(cursor: Cursor, order: "be" | "le"): PcapngHead | undefined {
  const { view, pos } = cursor;
  if (cursor.length - pos < headBytes) return undefined;
  const own = view.getUint32(pos, true) === pcapngTypes.section ? sectionOrder(cursor) : order;
  if (own === undefined) return undefined;
  return { type: view.getUint32(pos, own === "le"), length: view.getUint32(pos + 4, own === "le"), order: own };
}

function sectionOrder({ view, pos, length }: Cursor): Order | undefined {
  if (length - pos < pcapngLeastBytes) return undefined;
  if (view.getUint32(pos + headBytes, true) === magic) return "le";
  return view.getUint32(pos + headBytes) === magic ? "be" : undefined;
}
