/**
 * The pseudo-header in front of the bytes of each packet: what FWCTL_INFO and FWCTL_RPC say beside them. Little-endian,
 * 40 bytes, in packets of link type {@link linkType}. See docs/pcapng.md.
 */
import { dataView } from "../bits/index.js";

/** LINKTYPE_USER0, the first of the numbers that are free for private use. */
export const linkType = 147;

/** Bytes of the header in version {@link headerVersion}. */
export const headerBytes = 40;
export const headerVersion = 1;

/** `FWCT`, as a little-endian number. */
const magic = 0x5443_5746;

/** Which fields of the header mean something, and what else one bit can say. */
export const headerFlags: {
  readonly deviceType: 0x01;
  readonly scope: 0x02;
  readonly outLength: 0x04;
  readonly data: 0x08;
  readonly failed: 0x10;
  readonly bigEndian: 0x20;
  readonly alone: 0x40;
  readonly noTime: 0x80;
} = {
  deviceType: 0x01,
  scope: 0x02,
  outLength: 0x04,
  /** The side is known; without it the packet holds none, which is not the same as an empty one. */
  data: 0x08,
  failed: 0x10,
  /** The recording host was big-endian. */
  bigEndian: 0x20,
  /** No reply of this exchange follows. */
  alone: 0x40,
  /** The packet's time is that of its neighbour: the recording has none. */
  noTime: 0x80,
};

/** The header, and what follows it. */
export interface PcapngFrame {
  readonly ioctl: "info" | "rpc";
  readonly direction: "request" | "reply";
  /** Sum of {@link headerFlags}. */
  readonly flags: number;
  /** The same for both packets of an exchange. */
  readonly exchange: number;
  readonly deviceType: number;
  readonly scope: number;
  readonly errno: number;
  readonly outLength: number;
  /** First byte of the side that this packet holds; above 0 in the second and later packets of a long one. */
  readonly offset: number;
  /** Bytes of the whole side. */
  readonly total: number;
  readonly payload: Uint8Array;
}

/** The bytes of a packet. */
export function frameBytes(frame: PcapngFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + frame.payload.length);
  const view = dataView(bytes);
  view.setUint32(0, magic, true);
  view.setUint8(4, headerVersion);
  view.setUint8(5, frame.ioctl === "rpc" ? 1 : 0);
  view.setUint8(6, frame.direction === "reply" ? 1 : 0);
  view.setUint8(7, headerBytes);
  const { flags, exchange, deviceType, scope, errno, outLength, offset, total } = frame;
  [flags, exchange, deviceType, scope, errno, outLength, offset, total].forEach((value, index) => {
    view.setUint32(8 + index * 4, value, true);
  });
  bytes.set(frame.payload, headerBytes);
  return bytes;
}

/** Reads a packet; a text says why it is none of ours. */
export function readFrame(bytes: Uint8Array): PcapngFrame | string {
  if (bytes.length < headerBytes) return `has ${bytes.length} bytes, the header alone takes ${headerBytes}`;
  const view = dataView(bytes);
  if (view.getUint32(0, true) !== magic) return "does not start with FWCT: another program's use of this link type";
  const [version = 0, ioctl = 0, direction = 0, length = 0] = bytes.subarray(4, 8);
  if (version !== headerVersion) return `has header version ${version}, expected ${headerVersion}`;
  if (ioctl > 1 || direction > 1) return `names ioctl ${ioctl} and direction ${direction}, expected 0 or 1`;
  if (length < headerBytes || length > bytes.length) return `states a header of ${length} bytes`;
  const word = (index: number): number => view.getUint32(8 + index * 4, true);
  return {
    ioctl: ioctl === 1 ? "rpc" : "info",
    direction: direction === 1 ? "reply" : "request",
    flags: word(0),
    exchange: word(1),
    deviceType: word(2),
    scope: word(3),
    errno: word(4),
    outLength: word(5),
    offset: word(6),
    total: word(7),
    payload: bytes.subarray(length),
  };
}

/** Whether a flag is set. */
export const hasFlag = (frame: PcapngFrame, flag: number): boolean => (frame.flags & flag) !== 0;
