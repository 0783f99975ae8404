/** Writes exchanges as pcapng: a section, an interface for each device, one or two packets an exchange. */
import { type PcapngOption, pcapngBlocks } from "../sequence/index.js";
import { findErrno } from "../uapi/explain.js";
import { commentsOf, isInterfaceName } from "./pcapng-comment.js";
import { frameBytes, headerFlags, linkType, type PcapngFrame } from "./pcapng-header.js";
import { nanosecondsOf } from "./pcapng-time.js";
import type { InfoRecord, RpcRecord } from "./record.js";

/**
 * Most bytes of a side in one packet. Wireshark refuses packets above 262,144 bytes of this link type; fwctl takes 2 MiB, so a long
 * side continues in further packets.
 */
export const pcapngPieceBytes: number = 192 * 1024;

/** Options of the blocks: shb_userappl, if_name, if_tsresol, epb_flags. */
const codes = { application: 4, name: 2, resolution: 9, flags: 2 } as const;
const nanoseconds = 9;
/** Bits 0 and 1 of epb_flags. */
const inbound = 1;
const outbound = 2;
const unknownLength: bigint = (1n << 64n) - 1n;
const longestName = 1024;
const empty: Uint8Array = new Uint8Array(0);

/** How to write. */
export interface PcapngWriteOptions {
  /** Program name in the section header; `fwctl-codec` when absent. */
  readonly application?: string | undefined;
}

const blocks = pcapngBlocks("le");

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Writes piece by piece; {@link writePcapng} runs it over a list. */
export class PcapngWriter {
  readonly #encoder = new TextEncoder();
  readonly #interfaces: Map<string, number> = new Map();
  readonly #application: string;
  #started = false;
  #exchange = 0;
  #time = 0n;

  constructor(options: PcapngWriteOptions = {}) {
    this.#application = options.application ?? "fwctl-codec";
  }

  /** The section header. {@link exchange} writes it by itself when it is not there yet; a file without any exchange needs it too. */
  start(): Uint8Array[] {
    if (this.#started) return [];
    this.#started = true;
    const options = [{ code: codes.application, value: this.#encoder.encode(this.#application.slice(0, longestName)) }];
    return [blocks.section.encode({ major: 1, minor: 0, sectionLength: unknownLength, options })];
  }

  /**
   * The blocks of one exchange.
   *
   * @throws FwctlFault `capture` for a record that no capture line can hold, as `writeCaptureLine`; only device type and scope
   *   may be missing.
   */
  exchange(record: RpcRecord | InfoRecord): Uint8Array[] {
    const comments = commentsOf(record);
    const before = this.start();
    const { number, added } = this.#interface(isInterfaceName(record.dev) ? record.dev : "");
    const time = nanosecondsOf(record.ts);
    this.#time = time ?? this.#time;
    const frames = framesOf(record, this.#exchange, time === undefined ? headerFlags.noTime : 0);
    this.#exchange = (this.#exchange + 1) >>> 0;
    const packets = frames.map((frame, index) => this.#packet(frame, number, index === 0 ? comments : [], record));
    return [...before, ...added, ...packets];
  }

  #packet(frame: PcapngFrame, number: number, comments: PcapngOption[], record: RpcRecord | InfoRecord): Uint8Array {
    const reply = frame.direction === "reply";
    const ended = reply && record.kind === "rpc" ? nanosecondsOf(record.dump?.outTs) : undefined;
    const data = frameBytes(frame);
    return blocks.packet.encode({
      interface: number,
      timestamp: ended ?? this.#time,
      originalLength: data.length,
      data,
      options: [{ code: codes.flags, value: word(reply ? inbound : outbound) }, ...comments],
    });
  }

  /** The interface of a device, described when it is first met. */
  #interface(dev: string): { readonly number: number; readonly added: Uint8Array[] } {
    const known = this.#interfaces.get(dev);
    if (known !== undefined) return { number: known, added: [] };
    const number = this.#interfaces.size;
    this.#interfaces.set(dev, number);
    const name = dev === "" ? [] : [{ code: codes.name, value: this.#encoder.encode(dev) }];
    const options = [...name, { code: codes.resolution, value: new Uint8Array([nanoseconds]) }];
    return { number, added: [blocks.interface.encode({ linkType, snapLength: 0, options })] };
  }
}

type Shared = Omit<PcapngFrame, "direction" | "offset" | "total" | "payload">;

function framesOf(record: RpcRecord | InfoRecord, exchange: number, flags: number): PcapngFrame[] {
  const shared = sharedOf(record, exchange, flags);
  if (record.kind === "info") return sideOf(shared, "reply", record.out, headerFlags.alone);
  const { out, outLength, errno } = record;
  const alone = out === undefined && outLength === undefined && errno === undefined;
  const request = sideOf(shared, "request", record.in, alone ? headerFlags.alone : 0);
  return alone ? request : [...request, ...sideOf(shared, "reply", out, 0)];
}

function sharedOf(record: RpcRecord | InfoRecord, exchange: number, flags: number): Shared {
  const { deviceType, outLength, errno } = record;
  const scope = record.kind === "rpc" ? record.scope : undefined;
  const set = (flag: number, there: boolean): number => (there ? flag : 0);
  return {
    ioctl: record.kind,
    exchange,
    flags:
      flags |
      set(headerFlags.deviceType, deviceType !== undefined) |
      set(headerFlags.scope, scope !== undefined) |
      set(headerFlags.outLength, outLength !== undefined) |
      set(headerFlags.failed, errno !== undefined) |
      set(headerFlags.bigEndian, record.byteOrder === "be"),
    deviceType: deviceType ?? 0,
    scope: scope ?? 0,
    errno: typeof errno === "number" ? errno : (findErrno(errno ?? "")?.number ?? 0),
    outLength: outLength ?? 0,
  };
}

/** One side in as many packets as it takes. */
function sideOf(
  shared: Shared,
  direction: "request" | "reply",
  bytes: Uint8Array | undefined,
  extra: number,
): PcapngFrame[] {
  const side = bytes ?? empty;
  const flags = shared.flags | extra | (bytes === undefined ? 0 : headerFlags.data);
  const frames: PcapngFrame[] = [];
  for (let offset = 0; offset === 0 || offset < side.length; offset += pcapngPieceBytes) {
    const payload = side.subarray(offset, offset + pcapngPieceBytes);
    frames.push({ ...shared, flags, direction, offset, total: side.length, payload });
  }
  return frames;
}

/**
 * Writes exchanges as a pcapng file that Wireshark opens and {@link readPcapng} reads back the same: bytes, times, device, errno,
 * pointers, `meta` and keys of others. As with capture lines, `line`, `host`, `dump` and `notes` of a record do not come back.
 *
 * @example
 * for (const piece of writePcapng(records)) file.write(piece);
 * @throws FwctlFault `capture` for a record that no line can hold (a number out of range, nesting deeper than 64 levels).
 */
export function* writePcapng(
  records: Iterable<RpcRecord | InfoRecord>,
  options: PcapngWriteOptions = {},
): Generator<Uint8Array, void, undefined> {
  const writer = new PcapngWriter(options);
  yield* writer.start();
  for (const record of records) yield* writer.exchange(record);
}
