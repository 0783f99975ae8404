/**
 * The device that a command talks to: a node under /dev/fwctl, a kernel made of rules, or a recording. Nothing is opened unless
 * `--device` says so.
 */
import type { Known } from "../reading/families.js";
import { readCapture, writeCaptureLine } from "../src/capture/index.js";
import { type DeviceModel, readDeviceModel, scopePolicy, simulatedKernel } from "../src/simulate/index.js";
import {
  type Device,
  openDevice,
  type ProgressEvent,
  recordTransport,
  replayTransport,
  type Transport,
} from "../src/transport/index.js";
import type { Arguments, Option } from "./arguments.js";
import { type Io, openInput, readAll } from "./io.js";
import { wipeLine } from "./paint.js";
import { type SampleName, sampleDevice, sampleNames } from "./sample-device.js";
import { UsageError } from "./usage.js";

type DeviceOption = "device" | "record" | "timeout";

export const deviceOptions: { readonly [name in DeviceOption]: Option } = {
  device: {
    type: "string",
    short: "D",
    value: "DEVICE",
    help: "/dev/fwctl/fwctlN, a simulated device (sim, sim:FILE with a device model), or replay:FILE\n(a recording that answers in its place)",
  },
  record: { type: "string", value: "FILE", help: "append every exchange to a fwctl-capture recording" },
  timeout: { type: "string", value: "MS", help: "give up waiting for one call after so many milliseconds" },
};

/** Opens the device, runs `body` with it, closes it, and writes the recording, whatever happened. */
export async function withDevice<Name extends string>(
  given: Arguments<Name | DeviceOption>,
  io: Io,
  known: Known,
  preferred: SampleName,
  body: (device: Device) => Promise<number>,
): Promise<number> {
  const name = given.text("device");
  if (name === undefined) {
    throw new UsageError(
      "no device is named, and none is opened unasked",
      "Name one: --device /dev/fwctl/fwctl0, or --device sim to try without hardware.",
    );
  }
  const opened = await open(name, given.number("timeout", 1, 86_400_000), io, known, preferred);
  const lines: string[] = [];
  const record = given.text("record");
  const transport =
    record === undefined
      ? opened.transport
      : recordTransport(opened.transport, (one) => lines.push(writeCaptureLine(one)), { dev: name });
  try {
    return await body(await openDevice(transport, known.catalog));
  } finally {
    await opened.close();
    if (record !== undefined && lines.length > 0) await io.files.append(record, lines.join(""));
  }
}

interface Opened {
  readonly transport: Transport;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => {};

async function open(
  name: string,
  timeout: number | undefined,
  io: Io,
  known: Known,
  preferred: SampleName,
): Promise<Opened> {
  const [, kind, rest] = /^(sim|replay)(?::(.+))?$/.exec(name) ?? [];
  if (kind === "sim")
    return { transport: simulated(await modelFor(rest, io, preferred), known), close: nothingToClose };
  if (kind === "replay" && rest !== undefined) return { transport: await replayed(rest, io), close: nothingToClose };
  if (!name.startsWith("/")) {
    throw new UsageError(
      `"${name.slice(0, 60)}" is no device`,
      "A device is a path (/dev/fwctl/fwctl0), sim, sim:FILE or replay:FILE.",
    );
  }
  const { openLinuxDevice } = await loadBackend();
  const device = openLinuxDevice(name, timeout === undefined ? {} : { timeout });
  return { transport: device, close: () => device.close() };
}

/** Loaded only when a device is named: it needs koffi, which calls the C library of this machine, and is not installed by itself. */
async function loadBackend(): Promise<typeof import("../examples/linux-ioctl/backend.js")> {
  try {
    return await import("../examples/linux-ioctl/backend.js");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new UsageError(
      "device nodes are opened through the package koffi, which is not installed",
      "npm install koffi; or --device sim to try without hardware.",
    );
  }
}

async function modelFor(name: string | undefined, io: Io, preferred: SampleName): Promise<DeviceModel> {
  if (name === undefined) return sampleDevice(preferred);
  const sample = sampleNames.find((one) => one === name);
  if (sample !== undefined) return sampleDevice(sample);
  return readDeviceModel(new TextDecoder().decode(await readAll(openInput(io, name))));
}

function simulated(model: DeviceModel, known: Known): Transport {
  const family = known.families.find((one) => one.name === model.driver);
  return simulatedKernel({ device: model, ...(family === undefined ? {} : { policy: scopePolicy(family) }) });
}

async function replayed(path: string, io: Io): Promise<Transport> {
  const records = [];
  for await (const record of readCapture(openInput(io, path))) records.push(record);
  return replayTransport(records, { order: "content" });
}

/** Progress of a conversation on a terminal, in one line that is wiped at the end. */
export function progressLine(io: Io): { readonly onProgress: (event: ProgressEvent) => void; done(): Promise<void> } {
  const { stderr } = io;
  if (!stderr.isTTY) return { onProgress: () => {}, done: nothingToClose };
  return {
    onProgress: ({ command, calls, done, total }) => {
      const far = done === undefined ? `${calls} calls` : total === undefined ? `${done}` : `${done} of ${total}`;
      void stderr.write(`${wipeLine}${command.name}: ${far}`);
    },
    done: () => stderr.write(wipeLine),
  };
}
