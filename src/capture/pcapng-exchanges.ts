/** Puts the packets of exchanges together again: the pieces of a long side, then request and reply. */
import type { Note } from "../fault/index.js";
import type { PcapngOption } from "../sequence/index.js";
import { readCaptureLine } from "./capture-line.js";
import { joined } from "./lines.js";
import { captureNote, lost } from "./notes.js";
import { readComments } from "./pcapng-comment.js";
import { hasFlag, headerFlags, type PcapngFrame } from "./pcapng-header.js";
import { isoText } from "./pcapng-time.js";
import type { CaptureRecord, InfoRecord, RpcRecord } from "./record.js";

/** A packet of ours, and where it stood. */
export interface PlacedFrame {
  readonly frame: PcapngFrame;
  /** Number of the packet in the file, counted from 1 as Wireshark does. */
  readonly packet: number;
  /** Section and interface: exchanges are counted anew in each section. */
  readonly place: string;
  readonly dev: string | undefined;
  /** Since 1970. */
  readonly nanoseconds: bigint;
  readonly options: readonly PcapngOption[];
  /** Bytes of the whole block, which stay in memory with it. */
  readonly held: number;
}

/** One side, as far as its packets have come. */
interface Side {
  readonly first: PlacedFrame;
  readonly parts: Uint8Array[];
  size: number;
  held: number;
}

/** Exchanges and bytes that wait for more packets; the oldest give way. */
const mostWaiting = 1024;
const mostWaitingBytes: number = 64 << 20;

/** Collects frames and gives back what is complete, in the order in which the exchanges began where that can be. */
export class PcapngExchanges {
  readonly #requests: Map<string, Side> = new Map();
  readonly #open: Map<string, Side> = new Map();
  #bytes = 0;

  add(placed: PlacedFrame): CaptureRecord[] {
    const { frame, place } = placed;
    const key = `${place} ${frame.exchange} ${frame.direction}`;
    if (frame.offset > 0) return this.#continue(key, placed);
    const left = this.#give(this.#open, key);
    const side: Side = { first: placed, parts: [frame.payload], size: frame.payload.length, held: placed.held };
    const before = left === undefined ? [] : this.#finish(left);
    return [...before, ...(side.size < frame.total ? this.#hold(this.#open, key, side) : this.#finish(side))];
  }

  /** Everything that still waits. */
  end(): CaptureRecord[] {
    const left = [...this.#open.values()].flatMap((side) => this.#finish(side));
    return [...left, ...this.#evict(this.#requests, () => this.#requests.size > 0)];
  }

  #continue(key: string, placed: PlacedFrame): CaptureRecord[] {
    const side = this.#open.get(key);
    const { frame } = placed;
    if (side === undefined || side.size !== frame.offset || side.size + frame.payload.length > side.first.frame.total) {
      return [lost(placed.packet, `continues a side at byte ${frame.offset}, which is not where one stopped`)];
    }
    this.#give(this.#open, key);
    side.parts.push(frame.payload);
    side.size += frame.payload.length;
    side.held += placed.held;
    return side.size < side.first.frame.total ? this.#hold(this.#open, key, side) : this.#finish(side);
  }

  #finish(side: Side): CaptureRecord[] {
    const { frame, place } = side.first;
    if (frame.ioctl === "info") return [infoOf(side)];
    const key = `${place} ${frame.exchange}`;
    const request = this.#give(this.#requests, key);
    if (frame.direction === "reply") return [rpcOf(request, side)];
    const before = request === undefined ? [] : [rpcOf(request, undefined)];
    if (hasFlag(frame, headerFlags.alone)) return [...before, rpcOf(side, undefined)];
    return [...before, ...this.#hold(this.#requests, key, side)];
  }

  #hold(map: Map<string, Side>, key: string, side: Side): CaptureRecord[] {
    map.set(key, side);
    this.#bytes += side.held;
    return [
      ...this.#evict(this.#open, () => this.#open.size > mostWaiting || this.#bytes > mostWaitingBytes),
      ...this.#evict(this.#requests, () => this.#requests.size > mostWaiting || this.#bytes > mostWaitingBytes),
    ];
  }

  #give(map: Map<string, Side>, key: string): Side | undefined {
    const side = map.get(key);
    if (side === undefined) return undefined;
    map.delete(key);
    this.#bytes -= side.held;
    return side;
  }

  #evict(map: Map<string, Side>, tooMuch: () => boolean): CaptureRecord[] {
    const records: CaptureRecord[] = [];
    for (const key of [...map.keys()]) {
      if (!tooMuch()) break;
      const side = this.#give(map, key);
      if (side === undefined) continue;
      records.push(...(map === this.#open ? this.#finish(side) : [rpcOf(side, undefined)]));
    }
    return records;
  }
}

/** What the comments say, or as much as a packet without them tells. */
function commented(side: Side): { readonly record: RpcRecord | InfoRecord | undefined; readonly notes: Note[] } {
  const { packet, options } = side.first;
  const { line, others } = readComments(options);
  const notes = others.slice(0, 8).map((text) => captureNote(packet, `comment: ${text.slice(0, 200)}`));
  const record = line === undefined ? undefined : readCaptureLine(line, packet);
  if (record === undefined) return { record, notes };
  if (record.kind !== "lost") return { record, notes: [...record.notes, ...notes] };
  return { record: undefined, notes: [...record.notes, ...notes] };
}

function bytesOfSide(side: Side, notes: Note[]): Uint8Array | undefined {
  const { frame, packet } = side.first;
  if (side.size !== frame.total) {
    notes.push(captureNote(packet, `${side.size} bytes of a side are in the file, it had ${frame.total}`));
  }
  return hasFlag(frame, headerFlags.data) ? joined(side.parts, side.size).slice() : undefined;
}

/** What both kinds of exchange take from header, interface and comments. */
function common(side: Side, known: RpcRecord | InfoRecord | undefined) {
  const { frame, dev, nanoseconds, packet } = side.first;
  const fallback = known !== undefined || hasFlag(frame, headerFlags.noTime) ? undefined : isoText(nanoseconds);
  const failed = hasFlag(frame, headerFlags.failed) && frame.errno > 0 ? frame.errno : undefined;
  return {
    line: packet,
    ts: known?.ts ?? fallback,
    dev: dev ?? known?.dev,
    deviceType: hasFlag(frame, headerFlags.deviceType) ? frame.deviceType : undefined,
    outLength: hasFlag(frame, headerFlags.outLength) ? frame.outLength : undefined,
    errno: known === undefined ? failed : known.errno,
    byteOrder: known === undefined ? orderOf(frame) : known.byteOrder,
    meta: known?.meta,
    extra: known?.extra,
  };
}

const orderOf = (frame: PcapngFrame): "be" | undefined => (hasFlag(frame, headerFlags.bigEndian) ? "be" : undefined);

function infoOf(side: Side): InfoRecord {
  const { record, notes } = commented(side);
  const out = bytesOfSide(side, notes);
  return { kind: "info", ...common(side, record), out, notes };
}

/** One exchange; at least one of its sides is there. */
function rpcOf(request: Side | undefined, reply: Side): RpcRecord;
function rpcOf(request: Side, reply: Side | undefined): RpcRecord;
function rpcOf(request: Side | undefined, reply: Side | undefined): RpcRecord {
  const side = request ?? reply;
  if (side === undefined) return { kind: "rpc", notes: [] };
  const { record, notes } = commented(side);
  const { frame, packet } = side.first;
  if (request === undefined) notes.push(captureNote(packet, "the request of this reply is not in the file"));
  if (reply === undefined && !hasFlag(frame, headerFlags.alone)) {
    notes.push(captureNote(packet, "the reply of this request is not in the file"));
  }
  return {
    kind: "rpc",
    ...common(side, record),
    scope: hasFlag(frame, headerFlags.scope) ? frame.scope : undefined,
    in: request && bytesOfSide(request, notes),
    out: reply && bytesOfSide(reply, notes),
    pointers: record?.kind === "rpc" ? record.pointers : undefined,
    notes,
  };
}
