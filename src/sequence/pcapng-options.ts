/**
 * The options that a pcapng block ends with, and bytes padded to 32 bits, as restructure declares them.
 *
 * Source: draft-ietf-opsawg-pcapng, section 3.5. An option is `code, length, value`, padded; a code of 0 ends the list.
 */
import { FwctlFault } from "../fault/index.js";
import type { Order } from "./pcapng-head.js";
import type { Target } from "./target.js";
import type { StreamType } from "./types.js";

const endOfOptions = 0;

/** One option: a code whose meaning depends on the block (1 is a comment in each), and up to 65,535 bytes. */
export interface PcapngOption {
  readonly code: number;
  readonly value: Uint8Array;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Bytes of a stated length, padded to 32 bits with zeros. */
export function paddedBytes(length: (parent: unknown) => number): StreamType<Uint8Array> {
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
export function optionList(order: Order): StreamType<readonly PcapngOption[]> {
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

export function optionsOf(value: unknown): readonly PcapngOption[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is PcapngOption => typeof one === "object" && one !== null && "code" in one);
}
