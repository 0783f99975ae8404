/** binary-parser: a reader compiled at start-up with `new Function`. The uuid becomes text through its formatter, by the same function as by hand. */
import {
  cmdHcaCap,
  featureEntry,
  featuresHeader,
  fwctlRpc,
  offloadCaps,
  type RecordFields,
  replyHeader,
} from "../fields.js";
import { uuidText } from "../hand/uuid.js";
import type { Sample } from "../sample.js";
import { replyType, rpcType } from "../stream.js";
import { at, type Cannot, type Contestant, type Decoder, recordBytes, type Task } from "./contestant.js";
import { type GapStyle, isWhole, type Step, stepsOf } from "./gaps.js";
import { pick, property, uuidFromBytes } from "./reading.js";

/** The part of binary-parser that is used here; its package does not export its types to ES modules. */
interface Parser {
  endianness(order: "big" | "little"): Parser;
  uint8(name: string): Parser;
  uint16(name: string): Parser;
  uint32(name: string): Parser;
  uint64(name: string): Parser;
  seek(bytes: number): Parser;
  buffer(name: string, options: { length: number; formatter?: (bytes: Uint8Array) => unknown }): Parser;
  array(name: string, options: { type: string | Parser; length: number | string }): Parser;
  nest(name: string, options: { type: Parser }): Parser;
  compile(): void;
  parse(bytes: Uint8Array): unknown;
}

const isParserClass = (value: unknown): value is new () => Parser =>
  typeof value === "function" && typeof property(value.prototype, "parse") === "function";

const packageName: string = "binary-parser";
const parserClass: unknown = property(await import(packageName), "Parser");
if (!isParserClass(parserClass)) throw new Error("binary-parser has changed its exports");
const Parser = parserClass;

type Named = (name: string) => Parser;

/** The bit methods by width; the package has one method for each. */
function bits(parser: Parser, width: number, name: string): Parser {
  const method: unknown = Reflect.get(parser, `bit${width}`);
  if (typeof method !== "function") throw new Error(`binary-parser has no bit${width}`);
  Reflect.apply(method, parser, [name]);
  return parser;
}

function whole(parser: Parser, width: number): Named {
  if (width === 8) return (name) => parser.uint8(name);
  if (width === 16) return (name) => parser.uint16(name);
  if (width === 32) return (name) => parser.uint32(name);
  return (name) => parser.uint64(name);
}

const textOf = (bytes: Uint8Array): string => uuidText(new DataView(bytes.buffer, bytes.byteOffset, 16), 0);

interface Style {
  readonly uuidAsText?: boolean;
  readonly gaps?: GapStyle;
}

function addStep(parser: Parser, step: Step, order: "be" | "le", { uuidAsText = true, gaps = "whole" }: Style): void {
  if (step.gap && gaps === "whole" && step.offset % 8 === 0 && step.width % 8 === 0) parser.seek(step.width / 8);
  else if (step.count !== undefined) parser.array(step.name, { type: `uint32${order}`, length: step.count });
  else if (step.width === 128)
    parser.buffer(step.name, uuidAsText ? { length: 16, formatter: textOf } : { length: 16 });
  else if (isWhole(step)) whole(parser, step.width)(step.name);
  else bits(parser, step.width, step.name);
}

function parserOf(record: RecordFields, style: Style = {}): Parser {
  const parser = new Parser().endianness(record.order === "be" ? "big" : "little");
  for (const step of stepsOf(record, style.gaps)) addStep(parser, step, record.order, style);
  return parser;
}

const listOf = (uuidAsText: boolean): Parser =>
  parserOf(featuresHeader).array("ents", { type: parserOf(featureEntry, { uuidAsText }), length: "num_entries" });

const rpc = parserOf(fwctlRpc);
const replyOf = (gaps: GapStyle): Parser =>
  parserOf(replyHeader, { gaps }).nest("capability", { type: parserOf(offloadCaps, { gaps }) });
const reply = replyOf("whole");
const capability = parserOf(cmdHcaCap);

const names = (record: RecordFields): string[] => record.fields.map(([name]) => name);

const replyReading = (value: unknown): unknown => ({
  ...pick(value, ["status", "syndrome"]),
  capability: { per_protocol_networking_offload_caps: pick(property(value, "capability"), names(offloadCaps)) },
});

function featuresReading(value: unknown): unknown {
  const entries = property(value, "ents");
  return {
    ...pick(value, ["num_entries", "supported_feats"]),
    ents: Array.isArray(entries)
      ? entries.map((entry) =>
          pick(entry, names(featureEntry), (inner, name) => (name === "uuid" ? uuidFromBytes(inner) : inner)),
        )
      : entries,
  };
}

function decoding(sample: Sample, parser: Parser, reading: (value: unknown) => unknown): Task {
  const records = recordBytes(sample);
  parser.compile();
  return { run: (index): unknown => parser.parse(at(records, index)), reading };
}

function decodeStream(sample: Sample): Task {
  const records = recordBytes(sample);
  const types = sample.starts.map((start) => sample.view.getUint32(start - 8, true));
  const features = listOf(true);
  return {
    run: (index): unknown => {
      const type = at(types, index);
      const parser = type === rpcType ? rpc : type === replyType ? reply : features;
      return parser.parse(at(records, index));
    },
    reading: (value) =>
      property(value, "ents") !== undefined
        ? featuresReading(value)
        : property(value, "scope") !== undefined
          ? pick(value, names(fwctlRpc))
          : replyReading(value),
  };
}

const decodeList =
  (uuidAsText: boolean): Decoder =>
  (sample) =>
    decoding(sample, listOf(uuidAsText), featuresReading);

const noEncoder: Cannot = { cannot: "it only reads" };
const noView: Cannot = { cannot: "a parser reads whole records" };

export const contestant: Contestant = {
  name: "binary-parser",
  remarks: ["needs `new Function`, so no strict content-security policy"],
  tasks: {
    "W1 decode": (sample) => decoding(sample, rpc, (value) => pick(value, names(fwctlRpc))),
    "W1 encode": noEncoder,
    "W2 decode": (sample) => decoding(sample, reply, replyReading),
    "W2 encode": noEncoder,
    "W2F decode": (sample) => decoding(sample, capability, (value) => pick(value, names(cmdHcaCap))),
    "W2F encode": noEncoder,
    "W3 decode": decodeList(true),
    "W3 encode": noEncoder,
    "W4 scan": noView,
    "W4 decode": decodeStream,
    "W1 field": noView,
    "W2 field": noView,
  },
};

/** The same without the text: the uuid stays the bytes that the package gives. */
export const bytesOnly: Contestant = {
  name: "binary-parser, uuid as bytes",
  remarks: ["the uuid stays bytes"],
  tasks: { "W3 decode": decodeList(false) },
};

/** The same with every reserved range as bit fields, as a mechanical translation of the header has it. */
export const splitGaps: Contestant = {
  name: "binary-parser-gaps",
  remarks: ["reserved ranges are fields of at most 32 bits"],
  tasks: { "W2 decode": (sample) => decoding(sample, replyOf("split"), replyReading) },
};
