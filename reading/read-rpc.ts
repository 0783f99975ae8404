/** Exchanges: both sides, one side, and those of devices that nobody has described. */
import type { RpcRecord } from "../src/capture/index.js";
import { type Exchange, type Family, inspectRpc, type RpcInspection } from "../src/catalog/index.js";
import { statusLabelled } from "../src/catalog/status-row.js";
import { type FaultFacts, isFwctlFault, type Note, note } from "../src/fault/index.js";
import { deviceTypeName } from "../src/uapi/index.js";
import { aboutWords, commandName } from "./about.js";
import { type Context, type Draft, empty, hostOrderOf, rawSide, type Side, side } from "./reading.js";
import { errnoOutcome, outcomeOf, statusOutcome } from "./status.js";

/** Reads one exchange. */
export function readRpc(record: RpcRecord, context: Context): Draft {
  const family = record.deviceType === undefined ? undefined : context.known.catalog.family(record.deviceType);
  if (family === undefined) return unknownDevice(record, context);
  if (record.in === undefined) return replyAlone(record, family, context);
  const exchange = exchangeOf(record, record.in, family.deviceType, context);
  let rpc: RpcInspection;
  try {
    rpc = inspectRpc(context.known.catalog, exchange);
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    const title = `${family.name} request`;
    return {
      ...empty(record),
      family,
      title,
      outcome: outcomeOf(exchange, undefined),
      sides: rawSides(record, family.name),
      faults: [noteOf(error)],
    };
  }
  const about = aboutWords(rpc, rpc.requestTree);
  const name = `${family.name} ${commandName(rpc)}`;
  return {
    record,
    family,
    rpc,
    title: about === "" ? name : `${name} (${about})`,
    outcome: outcomeOf(exchange, rpc),
    sides: [...rpcSides(rpc, name), ...bufferSides(record.pointers, name)],
    notes: wasSent(record) ? rpc.notes : rpc.notes.filter(isOfCommand),
    faults: rpc.faults.map(noteOf),
  };
}

/** Through fwctl: only there are a scope and an errno. */
const wasSent = ({ scope, errno }: RpcRecord): boolean => scope !== undefined || errno !== undefined;

/** What fwctl would let through is no matter for a command that was not sent through it, such as those in a kernel log. */
const isOfCommand = (one: Note): boolean => one.code !== "transport";

function exchangeOf(record: RpcRecord, request: Uint8Array, deviceType: number, context: Context): Exchange {
  const { out, outLength, scope, errno } = record;
  return { deviceType, in: request, out, outLength, scope, errno, hostOrder: hostOrderOf(record, context) };
}

/** A fault in the form of a note: the facts, and its message. */
function noteOf(facts: FaultFacts & { readonly message: string }): Note {
  const { code, path, byteOffset, bitOffset, width, expected, received, what, remedy, message } = facts;
  return { code, path, byteOffset, bitOffset, width, expected, received, what, remedy, message };
}

function rpcSides(rpc: RpcInspection, name: string): Side[] {
  const sides: Side[] = [side("request", `${name} request`, rpc.raw.in, rpc.requestTree)];
  const { out } = rpc.raw;
  if (out === undefined) return sides;
  if (rpc.responseTree === undefined) return [...sides, rawSide("reply", `${name} reply`, out)];
  return [...sides, side("reply", `${name} reply`, out, rpc.responseTree)];
}

/** Buffers behind the addresses in a message. */
function bufferSides(pointers: RpcRecord["pointers"], name: string): Side[] {
  return (pointers ?? []).flatMap((pointer) => {
    const title = `${name} buffer behind the address at 0x${pointer.at.toString(16)}`;
    const before = pointer.data === undefined ? [] : [rawSide("buffer", `${title}, before`, pointer.data)];
    const after = pointer.after === undefined ? [] : [rawSide("buffer", `${title}, after`, pointer.after)];
    return [...before, ...after, ...bufferSides(pointer.pointers, title)];
  });
}

function rawSides(record: RpcRecord, name: string): Side[] {
  const request = record.in === undefined ? [] : [rawSide("request", `${name} request`, record.in)];
  const reply = record.out === undefined ? [] : [rawSide("reply", `${name} reply`, record.out)];
  return [...request, ...reply];
}

function unknownDevice(record: RpcRecord, { known }: Context): Draft {
  const { deviceType } = record;
  const families = [...known.catalog.families.values()].map((one) => `${one.deviceType} ${one.name}`).join(", ");
  const name = deviceType === undefined ? "unknown device" : deviceTypeName(deviceType);
  const said = note({
    code: "unknown-command",
    path: "fwctl_info.out_device_type",
    what: `${deviceType ?? "the device type"} is none of ${families}; the bytes are kept as they are`,
    remedy:
      deviceType === undefined ? undefined : `A schema can describe it: --schema FILE --device-type ${deviceType}.`,
    received: deviceType,
  });
  const outcome = record.errno === undefined ? undefined : errnoOutcome("rpc", record.errno, deviceType);
  return { ...empty(record), title: `${name} request`, outcome, sides: rawSides(record, name), notes: [said] };
}

/** Half of a dumped command: the log says which one it was, and `--select` what it asked for. */
function replyAlone(record: RpcRecord, family: Family, context: Context): Draft {
  const { dump, out } = record;
  const command = dump === undefined ? undefined : family.command(dump.opcode);
  const name = `${family.name} ${command?.name ?? dump?.command ?? "command"}`;
  if (out === undefined) return { ...empty(record), family, title: name };
  const status = family.protocol.status(out);
  const header = family.protocol.responseHeader;
  const layout = command?.response ?? (header === undefined ? undefined : family.layout(header));
  const request = command === undefined ? undefined : context.selected(family, command.name);
  const plain = layout?.inspect(out, { request });
  const tree = plain && statusLabelled(plain, family.protocol.statusField, status);
  const outcome = status === undefined ? undefined : statusOutcome(family.name, status);
  const sides = [
    tree === undefined ? rawSide("reply", `${name} reply`, out) : side("reply", `${name} reply`, out, tree),
  ];
  return { ...empty(record), family, title: `${name} reply`, outcome, sides, notes: tree?.notes ?? [] };
}
