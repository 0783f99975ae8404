/** What the device commands share: reading one exchange as `decode` does, and printing its reply. */
import type { Known } from "../reading/families.js";
import { readRecord } from "../reading/read-record.js";
import type { Context, Reading } from "../reading/reading.js";
import type { RpcRecord } from "../src/capture/record.js";
import type { Call } from "../src/catalog/index.js";
import type { DeviceRpc } from "../src/transport/index.js";
import { gridsText, remarksText } from "./decode/grid.js";
import type { Io } from "./io.js";
import { paintFor } from "./paint.js";
import { exitCodes } from "./usage.js";

/** Reads without anything that `decode`'s options add. */
export function contextFor(known: Known): Context {
  return { known, as: undefined, selected: () => undefined, hostOrder: undefined, strict: false };
}

/** One exchange with a device, read. */
export function readExchange(known: Known, call: Call<object>, rpc: DeviceRpc<object>): Reading {
  const { out, outLength } = rpc.reply;
  const record: RpcRecord = {
    kind: "rpc",
    deviceType: rpc.deviceType,
    scope: call.scope,
    in: call.in,
    out,
    outLength,
    notes: [],
  };
  return readRecord(record, contextFor(known));
}

/** Prints the reply of an exchange with its remarks; 1 when the device refused or the reply is damaged. */
export async function printReply(reading: Reading, io: Io, brief: boolean): Promise<number> {
  const paint = paintFor(io);
  const replies = { ...reading, sides: reading.sides.filter((side) => side.role === "reply") };
  await io.stdout.write(`${gridsText(replies, { paint, brief })}${remarksText(reading, paint)}`);
  return exitCodeOf(reading);
}

export function exitCodeOf({ outcome, faults }: Reading): number {
  return outcome?.verdict === "bad" || faults.length > 0 ? exitCodes.faults : exitCodes.fine;
}
