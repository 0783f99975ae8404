/**
 * The blocks of pcapng that this library reads and writes, declared with restructure: section header, interface
 * description, enhanced packet, and the options they end with.
 *
 * Source: draft-ietf-opsawg-pcapng, sections 3 (general block), 3.5 (options), 4.1, 4.2 and 4.3. Every block is
 * `type, total length, body, options, total length`, padded to 32 bits; numbers are in the order of the section's writer.
 */
import * as r from "restructure";
import { type Order, pcapngMagic, pcapngTypes } from "./pcapng-head.js";
import { optionList, optionsOf, type PcapngOption, paddedBytes } from "./pcapng-options.js";
import { read } from "./read.js";
import { u64 } from "./types.js";
import { write } from "./write.js";

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

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const bigint = (value: unknown): bigint => (typeof value === "bigint" ? value : 0n);
const bytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(0));

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
  fields: (given) => ({ ...given, magic: pcapngMagic }),
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
