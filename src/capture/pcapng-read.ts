/** Reads pcapng piece by piece: blocks of either byte order, packets of our link type to records, the rest passed over. */
import { isFwctlFault } from "../fault/index.js";
import { Cursor, type PcapngHead, pcapngBlocks, pcapngHead, pcapngLeastBytes, pcapngTypes } from "../sequence/index.js";
import {
  type AsyncInput,
  type AsyncRecords,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
} from "./chunks.js";
import { limitOf } from "./limit.js";
import { joined } from "./lines.js";
import { lost } from "./notes.js";
import { PcapngExchanges } from "./pcapng-exchanges.js";
import { linkType, readFrame } from "./pcapng-header.js";
import { type PcapngLink, PcapngLinks } from "./pcapng-links.js";
import { scaled } from "./pcapng-time.js";
import type { CaptureRecord } from "./record.js";

/** Longest block that is read by default, in bytes. */
export const pcapngBlockLimit: number = 16 << 20;

/** How to read. */
export interface PcapngOptions {
  /** Longest block in bytes; a longer one ends the reading, and is said. Default 16 MiB. */
  readonly blockLimit?: number | undefined;
}

/** The first bytes of a classic capture file, in both orders and both resolutions. */
const classicMagic: readonly number[] = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1];

class PcapngReader implements RecordReader {
  readonly #limit: number;
  readonly #exchanges: PcapngExchanges = new PcapngExchanges();
  readonly #links: PcapngLinks = new PcapngLinks();
  #parts: Uint8Array[] = [];
  #held = 0;
  /** Bytes without which no further block is whole. */
  #needed: number = pcapngLeastBytes;
  #order: "be" | "le" | undefined;
  #packet = 0;
  #ended = false;

  constructor(options: PcapngOptions) {
    this.#limit = limitOf("blockLimit", options.blockLimit, pcapngBlockLimit);
  }

  push(bytes: Uint8Array): readonly CaptureRecord[] {
    if (this.#ended) return [];
    this.#parts.push(bytes.slice());
    this.#held += bytes.length;
    return this.#held < this.#needed ? [] : this.#blocks();
  }

  end(): readonly CaptureRecord[] {
    const cut = !this.#ended && (this.#held > 0 || this.#order === undefined) ? [this.#cut()] : [];
    return [...cut, ...this.#exchanges.end(), ...this.#links.passedOver()];
  }

  #cut(): CaptureRecord {
    if (this.#order === undefined) return lost(undefined, `${this.#held} bytes, too few for a pcapng file`);
    return lost(undefined, `${this.#held} bytes behind the last whole block: the file is cut off`);
  }

  #blocks(): CaptureRecord[] {
    const bytes = joined(this.#parts, this.#held);
    const cursor = new Cursor(bytes);
    const records: CaptureRecord[] = [];
    this.#needed = pcapngLeastBytes;
    while (!this.#ended && cursor.length - cursor.pos >= pcapngLeastBytes) {
      const head = pcapngHead(cursor, this.#order ?? "le");
      const wrong = this.#wrong(head, cursor);
      if (head === undefined || wrong !== undefined) {
        records.push(lost(undefined, wrong ?? "no block", "What follows was not read."));
        this.#ended = true;
        break;
      }
      if (cursor.length - cursor.pos < head.length) {
        this.#needed = head.length;
        break;
      }
      for (const record of this.#block(head, cursor.readBuffer(head.length))) records.push(record);
    }
    this.#parts = [bytes.subarray(cursor.pos)];
    this.#held = cursor.length - cursor.pos;
    return records;
  }

  /** What is wrong with a block's head; lengths that lie end the reading, since nothing says where the next block starts. */
  #wrong(head: PcapngHead | undefined, { view, pos }: Cursor): string | undefined {
    if (head === undefined) return "a section header has no byte order mark";
    if (this.#order === undefined && head.type !== pcapngTypes.section) {
      const classic = classicMagic.includes(view.getUint32(pos));
      return classic
        ? 'is a classic pcap file, which has no comments: save it as pcapng ("editcap -F pcapng")'
        : "does not start with a pcapng section header";
    }
    const { length } = head;
    const where = `the block behind packet ${this.#packet}`;
    if (length < pcapngLeastBytes || length % 4 !== 0)
      return `${where} states ${length} bytes, which no block can have`;
    return length > this.#limit ? `${where} states ${length} bytes, more than the limit of ${this.#limit}` : undefined;
  }

  #block(head: PcapngHead, bytes: Uint8Array): CaptureRecord[] {
    try {
      return this.#known(head, bytes);
    } catch (error) {
      if (!isFwctlFault(error)) throw error;
      return [lost(this.#packet, error.message)];
    }
  }

  #known({ type, order }: PcapngHead, bytes: Uint8Array): CaptureRecord[] {
    this.#order = order;
    if (type === pcapngTypes.section) {
      this.#links.section();
      return [];
    }
    if (type === pcapngTypes.interface) {
      this.#links.add(pcapngBlocks(order).interface.decode(bytes), order);
      return [];
    }
    return type === pcapngTypes.packet ? this.#enhancedPacket(bytes, order) : [];
  }

  #enhancedPacket(bytes: Uint8Array, order: "be" | "le"): CaptureRecord[] {
    this.#packet += 1;
    // A copy, so that an exchange that waits for its reply keeps this block alone.
    const packet = pcapngBlocks(order).packet.decode(bytes.slice());
    const link: PcapngLink | undefined = this.#links.link(packet.interface);
    if (link === undefined) return [lost(this.#packet, `names interface ${packet.interface}, which is not described`)];
    if (link.type !== linkType) {
      this.#links.passOver(link);
      return [];
    }
    const frame = readFrame(packet.data);
    if (typeof frame === "string") return [lost(this.#packet, frame)];
    return this.#exchanges.add({
      frame,
      packet: this.#packet,
      place: link.place,
      dev: link.name,
      nanoseconds: atLeastZero(scaled(packet.timestamp, link.resolution) + link.offset),
      options: packet.options,
      held: bytes.length,
    });
  }
}

const atLeastZero = (value: bigint): bigint => (value < 0n ? 0n : value);

/** A reader for {@link readPcapng}, to be fed by hand. */
export function pcapngReader(options: PcapngOptions = {}): RecordReader {
  return new PcapngReader(options);
}

/**
 * Reads the exchanges of a pcapng file: what {@link writePcapng} wrote, also after Wireshark, editcap or mergecap saved it again. `line`
 * of a record is the number of its first packet. Blocks of other kinds are passed over; packets of other link types too, and one
 * `lost` record for each such interface counts them. Memory holds one block and the exchanges whose reply has not come.
 *
 * @example
 * for (const record of readPcapng(bytes)) if (record.kind === "rpc") console.log(record.ts, record.in);
 * @throws FwctlFault nothing: what cannot be read is a record.
 */
export function readPcapng(input: SyncInput, options?: PcapngOptions): Records;
export function readPcapng(input: AsyncInput, options?: PcapngOptions): AsyncRecords;
export function readPcapng(input: SyncInput | AsyncInput, options: PcapngOptions = {}): Records | AsyncRecords {
  return readWith(pcapngReader(options), input);
}
