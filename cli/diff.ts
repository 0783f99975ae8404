/** `fwctl diff`: the fields that differ between two files. */
import { differences, type FieldDifference, type Leaf } from "../reading/compare.js";
import { type Pair, paired } from "../reading/pairs.js";
import { readRecord } from "../reading/read-record.js";
import type { Reading } from "../reading/reading.js";
import type { InspectionNode } from "../src/layout/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { type InputSettings, inputOptions, inputSettings } from "./decode/input-options.js";
import { openRecords } from "./decode/open.js";
import { type Io, inputName } from "./io.js";
import { type Paint, paintFor } from "./paint.js";
import { columns, many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  ...inputOptions,
  json: { type: "boolean", help: "one JSON document" },
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "diff",
  usage: "[OPTION …] A B",
  about: `Lists exactly the fields that differ between two files of one struct or command (named with --as), or between two
recordings, whose exchanges are paired by their requests. Ends with 3 when something differs.`,
  options,
  examples: [
    ["fwctl diff before.ndjson after.ndjson", "what changed between two recordings of the same queries"],
    ["fwctl diff --as cmd_hca_cap before.bin after.bin", "two capability dumps"],
    [
      "fwctl diff --as QUERY_HCA_CAP:out --select op_mod=1 a.hex b.hex",
      "two replies, with what only the request knows",
    ],
  ],
};

export function diffCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => diff(given, io));
}

async function diff(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [first, second, ...more] = given.positionals;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError("diff takes two files", 'Try "fwctl diff --help".');
  }
  if (first === "-" && second === "-") throw new UsageError("only one of the two can be standard input");
  const settings = await inputSettings(given, io);
  const a = await readings(io, first, settings);
  const b = await readings(io, second, settings);
  const pairs = paired(a, b);
  const found = pairs.map((pair) => ({ pair, fields: fieldsOf(pair), outcome: outcomesOf(pair) }));
  const different = found.filter(
    ({ pair, fields, outcome }) => fields.length > 0 || outcome !== undefined || isAlone(pair),
  );
  if (given.flag("json")) await io.stdout.write(`${JSON.stringify(different.map(pairJson), undefined, 2)}\n`);
  else await io.stdout.write(different.map((one) => pairText(one, [first, second], paintFor(io))).join(""));
  if (different.length > 0) return exitCodes.differences;
  await io.stderr.write(
    `fwctl: no field differs (${many(pairs.length, "exchange or struct", "exchanges or structs")})\n`,
  );
  return [...a, ...b].some((one) => one.faults.length > 0) ? exitCodes.faults : exitCodes.fine;
}

/** Exchanges and bytes of a file; lines of a log have no fields to compare. */
async function readings(io: Io, path: string, settings: InputSettings): Promise<Reading[]> {
  const found: Reading[] = [];
  const { records } = await openRecords(io, path, settings);
  for await (const record of records) {
    const reading = readRecord(record, settings.context);
    if (reading.sides.length > 0 || record.kind === "rpc") found.push(reading);
    for (const fault of reading.faults) await io.stderr.write(`fwctl: ${inputName(path)}: ${fault.message}\n`);
  }
  return found;
}

interface Different {
  readonly pair: Pair;
  readonly fields: readonly FieldDifference[];
  readonly outcome: readonly [string, string] | undefined;
}

const isAlone = ({ a, b }: Pair): boolean => a === undefined || b === undefined;

const fieldsOf = ({ a, b }: Pair): FieldDifference[] => (a === undefined || b === undefined ? [] : differences(a, b));

/** Outcomes that differ where the bytes do not show it: an errno on one side. */
function outcomesOf({ a, b }: Pair): readonly [string, string] | undefined {
  if (a === undefined || b === undefined || errnoOf(a) === errnoOf(b)) return undefined;
  return [a.outcome?.brief ?? "-", b.outcome?.brief ?? "-"];
}

const errnoOf = ({ record }: Reading): string | number | undefined => ("errno" in record ? record.errno : undefined);

function pairText(
  { pair, fields, outcome }: Different,
  [first, second]: readonly [string, string],
  paint: Paint,
): string {
  const { a, b } = pair;
  const title = paint((a ?? b)?.title ?? "", "title");
  if (a === undefined || b === undefined) return `${title}: only in ${inputName(a === undefined ? second : first)}\n`;
  const rows = fields.map((field) => [
    `  ${sides(fields) > 1 ? `${field.side} ` : ""}${paint(field.path, "name")}`,
    paint(leafText(field.a), "bad"),
    "->",
    paint(leafText(field.b), "good"),
  ]);
  const ended = outcome === undefined ? [] : [["  outcome", paint(outcome[0], "bad"), "->", paint(outcome[1], "good")]];
  return `${title}: ${many(fields.length, "field")} ${fields.length === 1 ? "differs" : "differ"}\n${columns([...ended, ...rows])}`;
}

const sides = (fields: readonly FieldDifference[]): number => new Set(fields.map((field) => field.side)).size;

const mostDigits = 32;

/** `18 (2^18 = 262144)`, `0x1b35 (…)`, the first bytes of a run. */
function leafText(leaf: Leaf | undefined): string {
  if (leaf === undefined) return "(absent)";
  const { node, words } = leaf;
  const said = [node.label, words].filter((word) => word !== undefined).join("; ");
  return `${valueText(node)}${said === "" ? "" : ` (${said})`}`;
}

function valueText({ kind, value, raw }: InspectionNode): string {
  if (kind === "missing") return "(missing)";
  if (typeof value === "number") return value.toString();
  if (typeof value === "string") return JSON.stringify(value);
  const digits = raw.length > mostDigits ? `${raw.slice(0, mostDigits)}… (${raw.length / 2} bytes)` : raw;
  return raw === "" ? "(empty)" : `0x${digits}`;
}

function pairJson({ pair, fields, outcome }: Different): object {
  const { a, b } = pair;
  return {
    title: (a ?? b)?.title,
    in: a === undefined ? "b" : b === undefined ? "a" : "both",
    ...(outcome === undefined ? {} : { outcome: { a: outcome[0], b: outcome[1] } }),
    fields: fields.map((field) => ({
      side: field.side,
      path: field.path,
      byteOffset: field.bitOffset >> 3,
      bitOffset: field.bitOffset,
      width: field.width,
      a: leafJson(field.a),
      b: leafJson(field.b),
    })),
  };
}

function leafJson(leaf: Leaf | undefined): object | null {
  if (leaf === undefined) return null;
  const { value, raw, label } = leaf.node;
  const plain = typeof value === "number" || typeof value === "string" ? value : raw === "" ? null : `0x${raw}`;
  return {
    value: plain,
    ...(label === undefined ? {} : { label }),
    ...(leaf.words === undefined ? {} : { words: leaf.words }),
  };
}
