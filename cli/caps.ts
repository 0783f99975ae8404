/** `fwctl caps`: what an mlx5 device can do, as it is set now and at most. */
import type { Known } from "../reading/families.js";
import type { Reading } from "../reading/reading.js";
import { statusOutcome } from "../reading/status.js";
import { wordsOf } from "../reading/words.js";
import type { Family, RpcStatus } from "../src/catalog/index.js";
import { nearest } from "../src/fault/index.js";
import type { InspectionNode } from "../src/layout/index.js";
import { type AllCapabilities, allCapabilities } from "../src/mlx5/all-capabilities.js";
import { queryCapability } from "../src/mlx5/capability-query.js";
import { type HcaCapMode, hcaCapTypes } from "../src/mlx5/capability-types.js";
import { formatGrid, type Json, toJson } from "../src/text/index.js";
import type { Device } from "../src/transport/index.js";
import { type Arguments, type CommandHelp, type OptionTable, wholeNumber, withArguments } from "./arguments.js";
import { remarksText } from "./decode/grid.js";
import { deviceOptions, progressLine, withDevice } from "./device.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { exitCodeOf, readExchange } from "./report.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { columns, many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  ...deviceOptions,
  max: { type: "boolean", help: "the maximum instead of what is set now" },
  brief: { type: "boolean", short: "b", help: "without reserved fields that are zero" },
  json: { type: "boolean", help: "one JSON document" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "caps",
  usage: "[TYPE] --device DEVICE [OPTION …]",
  about: `Reads the capabilities of an mlx5 device (QUERY_HCA_CAP). Without a TYPE it asks for all of them and says which the device
answers, and what is not set to its maximum. With one it prints the fields; where the maximum is higher, it stands behind.`,
  options,
  examples: [
    ["fwctl caps --device /dev/fwctl/fwctl0", "which capability types the device answers"],
    ["fwctl caps GENERAL --brief --device /dev/fwctl/fwctl0", "the general capabilities"],
    ["fwctl caps ROCE --json --device sim", "as JSON, without hardware"],
  ],
};

export function capsCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => caps(given, io));
}

async function caps(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [asked, ...more] = given.positionals;
  if (more.length > 0) throw new UsageError("caps takes one capability type");
  const type = asked === undefined ? undefined : typeNumber(asked);
  const known = await knownFor(given, io);
  return withDevice(given, io, known, "mlx5", async (device) => {
    if (device.family.name !== "mlx5") throw notMlx5(device.family);
    return type === undefined ? listAll(given, io, device) : showOne(given, io, { known, device, type });
  });
}

/** The refusal of a command that only mlx5 devices understand. */
export function notMlx5(family: Family): UsageError {
  const hint = family.name === "cxl" ? ['Its features: "fwctl features".'] : [];
  return new UsageError(`this is a ${family.name} device; only mlx5 has capabilities and registers`, ...hint);
}

function typeNumber(asked: string): number {
  const upper = asked.toUpperCase();
  for (const [name, number] of Object.entries(hcaCapTypes)) if (name === upper) return number;
  if (/^\d|^0x/i.test(asked)) return wholeNumber("TYPE", asked, 0, 0x7fff);
  const near = nearest(upper, Object.keys(hcaCapTypes));
  throw new UsageError(
    `there is no capability type "${asked.slice(0, 60)}"`,
    near.length > 0 ? `Nearest: ${near.join(", ")}.` : `Types: ${Object.keys(hcaCapTypes).join(", ")}.`,
  );
}

async function listAll(given: Arguments<keyof typeof options>, io: Io, device: Device): Promise<number> {
  const progress = progressLine(io);
  const found = await device.run(allCapabilities(device.family), { onProgress: progress.onProgress });
  await progress.done();
  if (given.flag("json")) await io.stdout.write(`${JSON.stringify(allJson(device.family, found), undefined, 2)}\n`);
  else await io.stdout.write(allText(found, io));
  for (const [type, fault] of found.damaged) await io.stderr.write(`fwctl: ${type}: ${fault.message}\n`);
  return found.damaged.size > 0 ? exitCodes.faults : exitCodes.fine;
}

function allText({ answered, refused }: AllCapabilities, io: Io): string {
  const paint = paintFor(io);
  const rows = [...answered.values()].map(({ type, current, headroom }) => {
    const fields = Object.values(current ?? {});
    const used = fields.filter((value) => value !== 0 && value !== 0n).length;
    const what = current === undefined ? "not described" : `${used} of ${many(fields.length, "field")} set`;
    return [
      type,
      what,
      headroom.length === 0 ? "" : paint(`${many(headroom.length, "field")} below the maximum`, "label"),
    ];
  });
  const others = [...refused].map(([type, status]) => [type, paint(refusal(status), "faint"), ""]);
  return columns([...rows, ...others]);
}

const refusal = (status: RpcStatus): string => statusOutcome("mlx5", status).brief;

function allJson(family: Family, { answered, refused }: AllCapabilities): object {
  const jsonOf = (layout: string | undefined, value: object | undefined): Json | undefined =>
    layout === undefined || value === undefined ? undefined : toJson(family.layout(layout), value);
  return {
    answered: [...answered.values()].map(({ type, layout, current, maximum, headroom }) => ({
      type,
      layout,
      current: jsonOf(layout, current),
      maximum: jsonOf(layout, maximum),
      headroom: headroom.map((one) => ({ ...one, current: plain(one.current), maximum: plain(one.maximum) })),
    })),
    refused: [...refused].map(([type, { code, name, syndrome }]) => ({ type, status: code, name, syndrome })),
  };
}

const plain = (value: number | bigint): number | string =>
  typeof value === "bigint" ? `0x${value.toString(16)}` : value;

interface Question {
  readonly known: Known;
  readonly device: Device;
  readonly type: number;
}

async function showOne(given: Arguments<keyof typeof options>, io: Io, question: Question): Promise<number> {
  const wanted = await ask(question, given.flag("max") ? "max" : "current");
  const other = given.flag("max") ? undefined : await ask(question, "max");
  if (given.flag("json")) {
    const key = given.flag("max") ? "maximum" : "current";
    const json = {
      type: question.type,
      [key]: valueJson(question, wanted),
      ...(other && { maximum: valueJson(question, other) }),
    };
    await io.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
    return exitCodeOf(wanted);
  }
  const paint = paintFor(io);
  const side = wanted.sides.find((one) => one.role === "reply");
  const maxima = new Map(leaves(other?.sides.find((one) => one.role === "reply")?.tree.children ?? []));
  const base = wordsOf("mlx5");
  const words = (node: InspectionNode, siblings: readonly InspectionNode[]): string | undefined => {
    const most = maxima.get(node.path);
    const said = most === undefined ? undefined : (most.label ?? base(most, [most]));
    const higher =
      most === undefined || most.raw === node.raw
        ? undefined
        : `max 0x${most.raw}${said === undefined ? "" : ` (${said})`}`;
    return [base(node, siblings), higher].filter((word) => word !== undefined).join("; ") || undefined;
  };
  if (side !== undefined) {
    const options_ = { title: side.title, brief: given.flag("brief"), paint, words };
    await io.stdout.write(formatGrid(side.tree, options_));
  }
  await io.stdout.write(remarksText(wanted, paint));
  return exitCodeOf(wanted);
}

async function ask({ known, device, type }: Question, mode: HcaCapMode): Promise<Reading> {
  const call = queryCapability(device.family, type, mode);
  return readExchange(known, call, await device.rpc(call));
}

function valueJson({ device }: Question, { rpc }: Reading): Json | undefined {
  const { response, responseTree } = rpc ?? {};
  return response === undefined || responseTree === undefined
    ? undefined
    : toJson(device.family.layout(responseTree.name), response);
}

/** All nodes without children, by path. */
function* leaves(nodes: readonly InspectionNode[]): Generator<[string, InspectionNode]> {
  for (const node of nodes) {
    if (node.children.length === 0) yield [node.path, node];
    else yield* leaves(node.children);
  }
}
