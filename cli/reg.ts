/** `fwctl reg`: reads one register of an mlx5 device. */
import { findNamed } from "../reading/families.js";
import { readingJson } from "../reading/json.js";
import { selectedRequest, selections } from "../reading/select.js";
import type { Call, Family } from "../src/catalog/index.js";
import { isFwctlFault } from "../src/fault/index.js";
import { readRegister } from "../src/mlx5/register-access.js";
import { indexFields, registerNamed } from "../src/mlx5/register-layout.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { notMlx5 } from "./caps.js";
import { deviceOptions, withDevice } from "./device.js";
import type { Io } from "./io.js";
import { exitCodeOf, printReply, readExchange } from "./report.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { UsageError } from "./usage.js";

const options = {
  ...deviceOptions,
  port: { type: "string", short: "p", value: "N", help: "the port asked for (field local_port)" },
  index: {
    type: "string",
    short: "i",
    multiple: true,
    value: "FIELD=VALUE",
    help: "another field that chooses what is read (group, page, sensor)",
  },
  brief: { type: "boolean", short: "b", help: "without reserved fields that are zero" },
  json: { type: "boolean", help: "one JSON document" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "reg",
  usage: "REGISTER --device DEVICE [OPTION …]",
  about: "Reads a register of an mlx5 device (ACCESS_REG) by name or number and prints its fields.",
  options,
  examples: [
    ["fwctl reg PTYS --port 1 --index proto_mask=4 --device /dev/fwctl/fwctl0", "Ethernet speeds of port 1"],
    ["fwctl reg PPCNT --port 1 --index grp=0 --device /dev/fwctl/fwctl0", "counters of port 1, group 0"],
    ["fwctl show PTYS", "which fields a register has, and which of them choose (INDEX)"],
  ],
};

export function regCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => reg(given, io));
}

async function reg(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const [name, ...more] = given.positionals;
  if (name === undefined || more.length > 0)
    throw new UsageError("reg takes one register", 'Try "fwctl list --kind register".');
  const known = await knownFor(given, io);
  const [found] = findNamed(known, name, ["register"]);
  if (found?.kind !== "register") throw new UsageError(`there is no register "${name}"`);
  const port = given.number("port", 0, 0xffff);
  const index = {
    ...(port === undefined ? {} : { local_port: port }),
    ...selectedRequest(selections(given.texts("index")), undefined)?.value,
  };
  return withDevice(given, io, known, "mlx5", async (device) => {
    if (device.family.name !== "mlx5") throw notMlx5(device.family);
    const call = callFor(device.family, found.name, index);
    const reading = readExchange(known, call, await device.rpc(call));
    if (!given.flag("json")) return printReply(reading, io, given.flag("brief"));
    const { number, source, ...json } = readingJson(reading, "", 1, undefined);
    await io.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
    return exitCodeOf(reading);
  });
}

/** A field that is missing, unknown or too large is the caller's mistake, not the data's. */
function callFor(family: Family, name: string, index: object): Call {
  try {
    return readRegister(family, name, index);
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    if (error.code !== "missing") throw new UsageError(error.message, `Its fields: "fwctl show ${name}".`);
    const { layout } = registerNamed(family, name);
    const wanted = indexFields(layout).filter((field) => !Object.hasOwn(index, field.name));
    const how = wanted.map((field) => (field.name === "local_port" ? "--port N" : `--index ${field.name}=VALUE`));
    throw new UsageError(`${name} returns what its index fields choose`, `Give ${how.join(" and ")}.`);
  }
}
