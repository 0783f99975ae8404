/** `fwctl info`: which driver is behind a device. */

import { namesOf } from "../reading/families.js";
import { readingJson } from "../reading/json.js";
import { readRecord } from "../reading/read-record.js";
import { deviceTypeName } from "../src/uapi/index.js";
import { type Arguments, type CommandHelp, type OptionTable, withArguments } from "./arguments.js";
import { gridsText } from "./decode/grid.js";
import { deviceOptions, withDevice } from "./device.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { contextFor } from "./report.js";
import { knownFor, schemaOptions } from "./schema-options.js";
import { many } from "./table.js";
import { exitCodes } from "./usage.js";

const options = {
  ...deviceOptions,
  json: { type: "boolean", help: "one JSON document" },
  ...schemaOptions,
} satisfies OptionTable;

const help: CommandHelp<typeof options> = {
  name: "info",
  usage: "--device DEVICE [OPTION …]",
  about: "Asks a device which driver is behind it (FWCTL_INFO) and prints what that driver says of itself.",
  options,
  examples: [
    ["fwctl info --device /dev/fwctl/fwctl0", "a device of this machine"],
    ["fwctl info --device sim", "the same without hardware"],
  ],
};

export function infoCommand(args: readonly string[], io: Io): Promise<number> {
  return withArguments(help, args, io, (given) => info(given, io));
}

async function info(given: Arguments<keyof typeof options>, io: Io): Promise<number> {
  const known = await knownFor(given, io);
  return withDevice(given, io, known, "mlx5", async (device) => {
    const { deviceType, data } = device.info;
    const record = { kind: "info", deviceType, out: data, outLength: data.length, notes: [] } as const;
    const reading = readRecord(record, contextFor(known));
    if (given.flag("json")) {
      const { number, source, ...json } = readingJson(reading, "", 1, undefined);
      await io.stdout.write(`${JSON.stringify({ ...json, family: device.family.name }, undefined, 2)}\n`);
      return exitCodes.fine;
    }
    const { family } = device;
    const known_ = `${many(family.commands.size, "command")}, ${many([...namesOf(family, "struct")].length, "struct")}`;
    const lines = [
      `${given.text("device")}: ${deviceTypeName(deviceType)} (device type ${deviceType})`,
      data.length === 0 ? "no device data" : "",
      `known of ${family.name}: ${known_}${family.registers.size === 0 ? "" : `, ${many(family.registers.size, "register")}`}`,
    ];
    await io.stdout.write(
      lines
        .filter((line) => line !== "")
        .map((line) => `${line}\n`)
        .join(""),
    );
    await io.stdout.write(gridsText(reading, { paint: paintFor(io), brief: false }));
    return exitCodes.fine;
  });
}
