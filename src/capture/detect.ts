/** Which dump format is this? Answers with reasons, from the first bytes; never by trying to read. */
import { dataView } from "../bits/index.js";
import { looksLikeArray } from "./c-array.js";
import { type FormatName, formats } from "./formats.js";
import { readHexLine } from "./hex-row.js";
import { unquoted, withoutColours } from "./text-line.js";

/** One answer. */
export interface Detection {
  readonly format: FormatName;
  /** 0 to 1. Below 0.5 it is a guess that a person should confirm. */
  readonly confidence: number;
  /** What was found, in words. */
  readonly why: string;
}

/** Bytes that are looked at; more need not be passed. */
export const detectBytes: number = 1 << 16;

const mostLines = 2000;

/** Share of control characters (other than blanks and escape) above which bytes are no text. */
const mostControls = 0.02;

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  let controls = 0;
  for (const byte of bytes) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls += 1;
  }
  return controls > bytes.length * mostControls ? undefined : new TextDecoder().decode(bytes);
}

const many = (count: number, one: string, of = ""): string => `${count} ${one}${count === 1 ? "" : "s"}${of}`;

/** One kind of line, and how sure the first of them makes. */
interface Sign {
  readonly format: FormatName;
  readonly pattern: RegExp;
  /** What was found, in the singular, and what it belongs to. */
  readonly what: readonly [one: string, of?: string];
  readonly confidence: number;
}

const signs: readonly Sign[] = [
  {
    format: formats.capture,
    pattern: /^\s*\{.*"ioctl"\s*:\s*"(?:rpc|info)"/,
    what: ["line", " of JSON with an ioctl"],
    confidence: 0.99,
  },
  {
    format: formats.kernelLog,
    pattern: /\)\s+op_mod\(0.{1,12}\)\s+failed/,
    what: ["error line", " of the mlx5 driver"],
    confidence: 0.97,
  },
  {
    format: formats.kernelLog,
    pattern: /cmd\[\d{1,3}\]: (?:[0-9a-f]{3,8}: [0-9a-f]{8}|start dump|dump command)|dump command (?:data )?\w+\(0x/,
    what: ["line", " of an mlx5 command dump"],
    confidence: 0.97,
  },
  { format: formats.kernelLog, pattern: /\bmlx5_(?:core|cmd)/, what: ["line", " of the mlx5 driver"], confidence: 0.7 },
  {
    format: formats.cxlTrace,
    pattern: /\bcxl_[a-z_]{1,60}:\s+(?:memdev|device)=/,
    what: ["CXL trace event"],
    confidence: 0.95,
  },
  {
    format: formats.strace,
    pattern: /\bioctl\(\d{1,10}(?:<[^>]*>)?, (?:FWCTL_|0x9a0|_IOC\([^)]*0x9a)/,
    what: ["fwctl call", " of strace"],
    confidence: 0.97,
  },
  {
    format: formats.resourceDumpText,
    pattern: /Segment (?:Type: 0x|Data:)/,
    what: ["line", " of a resource-dump listing"],
    confidence: 0.95,
  },
  {
    format: formats.devlink,
    pattern: /crdump_data|"?fw traces"?:|timestamp:\s*\d+\s+lost:/,
    what: ["part", " of a devlink health dump"],
    confidence: 0.9,
  },
  {
    format: formats.devlink,
    pattern: /^\s*\{.*"data"\s*:\s*\[\s*\d/,
    what: ["line", " of JSON with byte arrays"],
    confidence: 0.8,
  },
  {
    format: formats.kernelLog,
    pattern: /^(?:<\d+>)?\[[ \d]{1,8}\d\.\d{6}\]/,
    what: ["line", " with a kernel time stamp"],
    confidence: 0.4,
  },
];

/** The best sign of each format, with the number of lines that carry it. */
function bySigns(lines: readonly string[]): Detection[] {
  const found = new Map<FormatName, Detection>();
  for (const { format, pattern, what, confidence } of signs) {
    const count = lines.filter((line) => pattern.test(line)).length;
    if (count === 0 || (found.get(format)?.confidence ?? 0) >= confidence) continue;
    found.set(format, { format, confidence, why: many(count, ...what) });
  }
  const log = found.get(formats.kernelLog);
  const cxl = found.get(formats.cxlTrace);
  // The log reader reads both; the other reader would lose the mlx5 lines.
  if (log !== undefined && log.confidence > 0.5 && cxl !== undefined) {
    found.set(formats.cxlTrace, { ...cxl, confidence: 0.3, why: `${cxl.why}, beside lines of the mlx5 driver` });
  }
  return [...found.values()];
}

function asHex(text: string, lines: readonly string[]): Detection[] {
  if (looksLikeArray(text))
    return [{ format: formats.hex, confidence: 0.8, why: "numbers of source code (0x.., \\x..)" }];
  const rows = lines.filter((line, index) => typeof readHexLine(unquoted(line), index + 1) === "object").length;
  if (rows === 0) return [];
  const share = rows / Math.max(1, lines.length);
  return [
    {
      format: formats.hex,
      confidence: 0.35 + 0.55 * share,
      why: `${rows} of ${many(lines.length, "line")} are hex digits`,
    },
  ];
}

/** The block type of a section header is the same in both byte orders; of the older format both orders and resolutions are known. */
const packetFiles: readonly { readonly magic: number; readonly confidence: number; readonly why: string }[] = [
  { magic: 0x0a0d0d0a, confidence: 0.99, why: "starts with the section header of a pcapng file" },
  ...[0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1].map((magic) => ({
    magic,
    confidence: 0.9,
    why: "starts like a classic pcap file, which has to be saved as pcapng",
  })),
];

/** A file of packets, by its first bytes; they would pass for text. */
function asPackets(bytes: Uint8Array): Detection | undefined {
  const magic = bytes.length < 4 ? undefined : dataView(bytes).getUint32(0);
  const found = packetFiles.find((one) => one.magic === magic);
  return found && { format: formats.pcapng, confidence: found.confidence, why: found.why };
}

function asBinary(bytes: Uint8Array, size: number): Detection[] {
  const raw = { format: formats.raw, confidence: 0.6, why: "bytes that are no text" };
  if (bytes.length < 4) return [raw];
  const view = dataView(bytes);
  const length = view.getUint16(0) * 4;
  const type = view.getUint16(2);
  const known: readonly string[] = ["notice", "command", "terminate", "error", "reference", "info", "menu"];
  const name = known[type - 0xfff9];
  if (name === undefined || length === 0 || length > size) return [raw];
  const why = `starts with the header of a resource-dump segment: ${name}, ${length} bytes`;
  return [{ format: formats.resourceDump, confidence: name === "info" ? 0.98 : 0.9, why }, raw];
}

/**
 * The formats that the bytes may be, best first; never empty. The first 64 KiB are enough. A file that is cut there is
 * fine.
 *
 * @example
 * const [best] = detect(bytes);
 * if (best.confidence < 0.5) console.error(`not sure what this is: ${best.why}`);
 */
export function detect(bytes: Uint8Array): readonly [Detection, ...Detection[]] {
  const head = bytes.subarray(0, detectBytes);
  const raw: Detection = { format: formats.raw, confidence: 0.1, why: "nothing that is known was found" };
  if (head.length === 0) return [{ ...raw, why: "the input is empty" }];
  const packets = asPackets(head);
  if (packets !== undefined) return [packets];
  const text = textOf(head);
  const found = text === undefined ? asBinary(head, bytes.length) : asText(text);
  const [best, ...rest] = [...found].sort((a, b) => b.confidence - a.confidence);
  return best === undefined ? [raw] : [best, ...rest];
}

function asText(text: string): Detection[] {
  const lines = withoutColours(text)
    .split(text.includes("\n") ? /\r?\n/ : "\r")
    .filter((line) => line.trim() !== "")
    .slice(0, mostLines)
    .map((line) => line.slice(0, 4096));
  return [...bySigns(lines), ...asHex(text, lines)];
}
