/**
 * What no field of a packet holds travels in its comments: the fwctl-capture line of the exchange without its bytes. An option holds
 * 65,535 bytes, so that a long line takes several, each with the same words in front.
 */
import type { PcapngOption } from "../sequence/index.js";
import { writeCaptureLine } from "./capture-write.js";
import type { InfoRecord, RpcRecord } from "./record.js";

/** Option `opt_comment`, the same in every block. */
export const commentCode = 1;

const prefix = "fwctl-capture ";
const notePrefix = "note: ";
/** Bytes of text in one option, the prefix not counted; a UTF-8 character may stand at the cut. */
const partBytes = 60_000;
const mostNotes = 16;
const empty: Uint8Array = new Uint8Array(0);

const longestName = 1024;

/** Whether a device is called so that an interface can have the name; else its name stays in the line. */
export function isInterfaceName(dev: string | undefined): dev is string {
  // A lone surrogate has no UTF-8.
  return dev !== undefined && dev !== "" && dev.length <= longestName && !/\p{Surrogate}/u.test(dev);
}

/** The line without bytes and without what the pseudo-header and the interface say. */
function lineWithoutBytes(record: RpcRecord | InfoRecord): string {
  const bare = {
    ...record,
    out: undefined,
    outLength: undefined,
    dev: isInterfaceName(record.dev) ? undefined : record.dev,
  };
  const line =
    bare.kind === "rpc"
      ? writeCaptureLine({ ...bare, in: empty, deviceType: 0, scope: 0 })
      : writeCaptureLine({ ...bare, deviceType: undefined });
  return line.trimEnd();
}

/**
 * The comments of a record: its line, then its notes for whoever looks at the packets.
 *
 * @throws FwctlFault `capture` for a record that no line can hold.
 */
export function commentsOf(record: RpcRecord | InfoRecord): PcapngOption[] {
  const encoder = new TextEncoder();
  const line = encoder.encode(lineWithoutBytes(record));
  const comments: PcapngOption[] = [];
  for (let at = 0; at < line.length; ) {
    const end = cutAt(line, at + partBytes);
    comments.push({ code: commentCode, value: joinedBytes(encoder.encode(prefix), line.subarray(at, end)) });
    at = end;
  }
  for (const { message } of record.notes.slice(0, mostNotes)) {
    comments.push({ code: commentCode, value: encoder.encode(`${notePrefix}${message.slice(0, 1000)}`) });
  }
  return comments;
}

/** The last place at or before `at` where no UTF-8 character is cut. */
function cutAt(bytes: Uint8Array, at: number): number {
  let end = Math.min(at, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

function joinedBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** The comments of a packet, told apart. */
export interface PacketComments {
  /** The line of the exchange, or `undefined` when the packet has none. */
  readonly line: string | undefined;
  /** What others wrote. */
  readonly others: readonly string[];
}

/** Sorts the comments of a packet. */
export function readComments(options: readonly PcapngOption[]): PacketComments {
  const decoder = new TextDecoder();
  const texts = options.filter(({ code }) => code === commentCode).map(({ value }) => decoder.decode(value));
  const parts = texts.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
  return {
    line: parts.length === 0 ? undefined : parts.join(""),
    others: texts.filter((text) => !text.startsWith(prefix) && !text.startsWith(notePrefix)),
  };
}
