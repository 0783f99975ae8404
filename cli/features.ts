/** `fwctl features`: the features of a CXL device, and the data of one. */
import { bytesTree } from "../reading/bytes-tree.js";
import { toHex } from "../src/bits/index.js";
import type { Family } from "../src/catalog/index.js";
import type { FeatureEntry } from "../src/cxl/feature-entry.js";
import { featureInWords, knownFeatures } from "../src/cxl/features.js";
import { type FeatureList, listFeatures } from "../src/cxl/list-features.js";
import { type FeatureData, readFeature } from "../src/cxl/read-feature.js";
import { leastSetScope } from "../src/cxl/scope.js";
import { nearest } from "../src/fault/index.js";
import { formatGrid, toJson } from "../src/text/index.js";
import type { Device } from "../src/transport/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { deviceOptions, progressLine, withDevice } from "./device.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { columns, hex, many } from "./table.js";
import { exitCodes, UsageError } from "./usage.js";

const options = {
  ...deviceOptions,
  selection: { type: "string", value: "WHICH", help: "of one feature: current (default), default or saved" },
  json: { type: "boolean", help: "one JSON document" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "features",
  usage: "[FEATURE] --device DEVICE [OPTION …]",
  about: `Lists the features of a CXL device: sizes, versions, who may write each and at which scope. With a FEATURE (its UUID, or
a known name such as "patrol scrub") it reads and prints that one.`,
  options,
  examples: [
    ["fwctl features --device /dev/fwctl/fwctl0", "all features"],
    ["fwctl features 'patrol scrub' --device sim", "one of them, without hardware"],
  ],
};

export function featuresCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => features(given, io));
}

async function features(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [asked, ...more] = given.positionals;
  if (more.length > 0) throw new UsageError("features takes one feature", "Quote names with blanks in them.");
  const selection = selectionOf(given.text("selection"));
  const known = await knownFor(given, io);
  return withDevice(given, io, known, "cxl", async (device) => {
    if (device.family.name !== "cxl")
      throw new UsageError(`this is a ${device.family.name} device; only CXL has features`);
    const list = await listed(io, device);
    if (asked === undefined) return printList(given, io, list);
    const entry = entryNamed(list, asked);
    const data = await device.run(
      readFeature(entry.uuid, { size: entry.get_feat_size, selection, family: device.family }),
    );
    return printFeature(given, io, device.family, entry, data);
  });
}

type Selection = "CURRENT" | "DEFAULT" | "SAVED";

function selectionOf(text: string | undefined): Selection {
  const upper = (text ?? "current").toUpperCase();
  if (upper === "CURRENT" || upper === "DEFAULT" || upper === "SAVED") return upper;
  throw new UsageError(`--selection takes current, default or saved, not "${text}"`);
}

async function listed(io: Io, device: Device): Promise<FeatureList> {
  const progress = progressLine(io);
  try {
    return await device.run(listFeatures(), { onProgress: progress.onProgress });
  } finally {
    await progress.done();
  }
}

function entryNamed({ entries }: FeatureList, asked: string): FeatureEntry {
  const lower = asked.toLowerCase();
  const nameOf = (entry: FeatureEntry): string => knownFeatures.get(entry.uuid.toLowerCase())?.name ?? entry.uuid;
  const found = entries.filter((entry) => entry.uuid === lower || nameOf(entry).toLowerCase() === lower);
  const started = found.length > 0 ? found : entries.filter((entry) => entry.uuid.startsWith(lower));
  const [entry] = started;
  if (entry !== undefined && started.length === 1) return entry;
  const near = nearest(lower, entries.map(nameOf));
  throw new UsageError(
    started.length > 1
      ? `"${asked}" names ${started.length} features`
      : `the device lists no feature "${asked.slice(0, 60)}"`,
    near.length > 0 ? `Nearest: ${near.join(", ")}.` : "List them: fwctl features without a name.",
  );
}

async function printList(given: Arguments<keyof typeof options>, io: Io, list: FeatureList): Promise<number> {
  const { entries, supported, complete, returnCode } = list;
  if (given.flag("json")) {
    const described = entries.map((entry) => ({
      ...entry,
      words: featureInWords(entry),
      leastScope: leastSetScope(entry).scope,
    }));
    await io.stdout.write(`${JSON.stringify({ supported, complete, features: described }, undefined, 2)}\n`);
  } else {
    const paint = paintFor(io);
    const head = ["uuid", "get", "set", "versions", "name", "writing"].map((word) => paint(word, "faint"));
    const rows = entries.map((entry) => {
      const { uuid, get_feat_size, set_feat_size, get_feat_ver, set_feat_ver } = entry;
      const words = featureInWords(entry);
      const writing = words.owner.startsWith("the kernel") ? words.owner : words.scope;
      const name = words.name === uuid ? "-" : words.name;
      return [
        uuid,
        `${get_feat_size}`,
        `${set_feat_size}`,
        `${get_feat_ver}/${set_feat_ver}`,
        name,
        paint(writing, "label"),
      ];
    });
    await io.stdout.write(columns([head, ...rows], "  ", new Set([1, 2])));
  }
  if (complete) return exitCodes.fine;
  const why =
    returnCode.value === 0
      ? "the device stopped"
      : `${returnCode.name ?? hex(returnCode.value)}, ${returnCode.meaning}`;
  await io.stderr.write(`fwctl: ${entries.length} of ${many(supported, "feature")}: ${why}\n`);
  return exitCodes.faults;
}

async function printFeature(
  given: Arguments<keyof typeof options>,
  io: Io,
  family: Family,
  entry: FeatureEntry,
  { data, complete, returnCode, record }: FeatureData,
): Promise<number> {
  const words = featureInWords(entry);
  if (given.flag("json")) {
    const value = record === undefined ? undefined : toJson(family.layout(record.layout), record.value);
    const json = { ...entry, words, complete, layout: record?.layout, value, data: toHex(data) };
    await io.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  } else {
    const title = `cxl feature ${words.name}, ${many(data.length, "byte")}`;
    const tree = record === undefined ? bytesTree(words.name, data) : family.layout(record.layout).inspect(data);
    await io.stdout.write(formatGrid(tree, { title, paint: paintFor(io) }));
    const remarks = [
      `writing: ${words.owner}`,
      `least scope: ${words.scope}`,
      `takes effect: ${words.takesEffect}`,
      `survives a reset: ${words.survivesReset}`,
      `survives a firmware update: ${words.survivesUpdate}`,
      ...words.drift,
    ];
    await io.stdout.write(remarks.map((line) => `  ${line}\n`).join(""));
  }
  if (complete) return exitCodes.fine;
  const code = returnCode.value === 0 ? "no return code" : (returnCode.name ?? hex(returnCode.value));
  await io.stderr.write(
    `fwctl: ${data.length} of ${many(entry.get_feat_size, "byte")} came: ${code}, ${returnCode.meaning}\n`,
  );
  return exitCodes.faults;
}
