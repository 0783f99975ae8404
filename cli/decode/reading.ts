/** A record of a dump together with everything the library can say about it. */

import type {
  BytesRecord,
  CaptureRecord,
  EventRecord,
  InfoRecord,
  RpcRecord,
  SegmentsRecord,
} from "../../src/capture/index.js";
import { type Exchange, type Family, inspectRpc, type RpcInspection } from "../../src/catalog/index.js";
import { type FaultFacts, isFwctlFault, type Note, note } from "../../src/fault/index.js";
import type { Inspection } from "../../src/layout/index.js";
import { deviceTypeName, driverOf, drivers } from "../../src/uapi/index.js";
import type { Known } from "../families.js";
import { many } from "../table.js";
import { aboutWords, commandName } from "./about.js";
import type { As } from "./as.js";
import { bytesTree } from "./bytes-tree.js";
import { segmentSides } from "./segments.js";
import { errnoOutcome, type Outcome, outcomeOf, statusOutcome } from "./status.js";

/** One run of bytes with its meaning. */
export interface Side {
  readonly role: "request" | "reply" | "info" | "buffer" | "data";
  /** `mlx5 QUERY_HCA_CAP request, 16 bytes`. */
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly tree: Inspection;
  /** The struct that was applied; `undefined` for bytes that nobody has described. */
  readonly struct: string | undefined;
}

export interface Reading {
  readonly record: CaptureRecord;
  readonly family: Family | undefined;
  readonly rpc: RpcInspection | undefined;
  /** Byte order of numbers that the host wrote; little-endian when absent. */
  readonly hostOrder: "be" | "le" | undefined;
  /** `mlx5 ACCESS_REG (PTYS, READ)`. */
  readonly title: string;
  readonly outcome: Outcome | undefined;
  readonly sides: readonly Side[];
  /** What is worth knowing, and stands in no row of a side's grid. */
  readonly notes: readonly Note[];
  /** Damage: bytes that are missing or contradict each other. */
  readonly faults: readonly Note[];
}

/** What a record is read with. */
export interface Context {
  readonly known: Known;
  readonly as: As | undefined;
  /** Request fields that `--select` gives, for replies without their request. */
  readonly selected: (family: Family, command: string) => object | undefined;
  readonly hostOrder: "be" | "le" | undefined;
  /** Every note is a fault. */
  readonly strict: boolean;
}

/** Reads one record. Never throws for what is in it. */
export function readRecord(record: CaptureRecord, context: Context): Reading {
  const reading = { ...unchecked(record, context), hostOrder: hostOrderOf(record, context) };
  // What was lost is said once, as a fault.
  const notes = record.kind === "lost" ? [] : [...record.notes, ...reading.notes].filter((one) => !isDamage(one));
  const damage = [...record.notes, ...reading.notes].filter(isDamage);
  const rows = reading.sides.flatMap((side) => side.tree.notes);
  const faults = unique([...reading.faults, ...damage, ...rows.filter(isDamage)]);
  if (!context.strict) return { ...reading, notes: unlisted(notes, reading.sides), faults };
  return { ...reading, notes: [], faults: unique([...faults, ...notes, ...rows]) };
}

/** Notes with these codes say that something is missing or wrong, not merely that it is unexpected. */
const isDamage = (one: Note): boolean => one.code === "truncated" || one.code === "integrity";

function unique(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter((one) => !seen.has(one.message) && seen.add(one.message) !== undefined);
}

/** Notes that stand behind a row of a grid need no second mention. */
function unlisted(notes: readonly Note[], sides: readonly Side[]): Note[] {
  const listed = new Set(sides.flatMap((side) => side.tree.notes.map((one) => one.message)));
  return unique(notes).filter((one) => !listed.has(one.message));
}

function hostOrderOf(record: CaptureRecord, context: Context): "be" | "le" | undefined {
  return context.hostOrder ?? (record.kind === "rpc" || record.kind === "info" ? record.byteOrder : undefined);
}

/** A reading before its notes are sorted. */
type Draft = Omit<Reading, "hostOrder">;

function unchecked(record: CaptureRecord, context: Context): Draft {
  switch (record.kind) {
    case "rpc":
      return readRpc(record, context);
    case "info":
      return readInfo(record, context);
    case "bytes":
      return readBytes(record, context);
    case "segments":
      return readDump(record, context);
    case "event":
      return readEvent(record, context);
    case "error-line":
      return { ...empty(record), family: context.known.catalog.family(1), title: `mlx5 ${record.command}` };
    case "lost":
      return { ...empty(record), title: "input that could not be read", faults: record.notes };
  }
}

function empty(record: CaptureRecord): Draft {
  const none = { family: undefined, rpc: undefined, outcome: undefined };
  return { record, ...none, title: "", sides: [], notes: [], faults: [] };
}

function plain(record: CaptureRecord, title: string, bytes: Uint8Array, notes: readonly Note[] = []): Draft {
  return { ...empty(record), title, sides: [rawSide("data", title, bytes)], notes };
}

function rawSide(role: Side["role"], title: string, bytes: Uint8Array): Side {
  return {
    role,
    title: `${title}, ${many(bytes.length, "byte")}`,
    bytes,
    tree: bytesTree(title, bytes),
    struct: undefined,
  };
}

function readRpc(record: RpcRecord, context: Context): Draft {
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
    notes: rpc.notes,
    faults: rpc.faults.map(noteOf),
  };
}

function exchangeOf(record: RpcRecord, request: Uint8Array, deviceType: number, context: Context): Exchange {
  const { out, outLength, scope, errno } = record;
  return { deviceType, in: request, out, outLength, scope, errno, hostOrder: hostOrderOf(record, context) };
}

/** A fault in the form of a note: the facts, and its message. */
export function noteOf(facts: FaultFacts & { readonly message: string }): Note {
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

function side(role: Side["role"], title: string, bytes: Uint8Array, tree: Inspection): Side {
  return { role, title: `${title}, ${many(bytes.length, "byte")}`, bytes, tree, struct: tree.name };
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
  const tree = layout?.inspect(out, { request });
  const outcome = status === undefined ? undefined : statusOutcome(family.name, status);
  const sides = [
    tree === undefined ? rawSide("reply", `${name} reply`, out) : side("reply", `${name} reply`, out, tree),
  ];
  return { ...empty(record), family, title: `${name} reply`, outcome, sides, notes: tree?.notes ?? [] };
}

function readInfo(record: InfoRecord, context: Context): Draft {
  const { known } = context;
  const { deviceType, errno, out } = record;
  const driver = deviceType === undefined ? undefined : driverOf(deviceType);
  const name = deviceType === undefined ? "FWCTL_INFO" : `FWCTL_INFO (${deviceTypeName(deviceType)})`;
  const outcome = errno === undefined ? undefined : errnoOutcome("info", errno, deviceType);
  if (out === undefined || out.length === 0) {
    return { ...empty(record), title: errno === undefined ? `${name}, no device data` : name, outcome };
  }
  const struct = driver === undefined ? undefined : drivers[driver].struct;
  const family = known.families.find((one) => struct !== undefined && one.layouts.has(struct));
  if (struct === undefined || family === undefined) return { ...plain(record, name, out), outcome };
  const tree = family.layout(struct).inspect(out, { hostOrder: hostOrderOf(record, context) });
  const sides = [side("info", `${name} device data`, out, tree)];
  return { ...empty(record), family, title: name, outcome, sides, notes: tree.notes };
}

function readBytes(record: BytesRecord, { as }: Context): Draft {
  if (as === undefined) return plain(record, `bytes (${record.format})`, record.bytes);
  const { tree, title, notes } = as.read(record.bytes);
  return {
    ...empty(record),
    family: as.family,
    title,
    sides: [side("data", title, record.bytes, tree)],
    notes: [...notes, ...tree.notes],
  };
}

function readEvent(record: EventRecord, { known }: Context): Draft {
  const family = known.families.find((one) => one.name === record.family);
  const title = `${record.family} ${record.name}`;
  const layout = record.struct === undefined ? undefined : family?.layouts.get(record.struct);
  if (record.bytes === undefined || layout === undefined) return { ...empty(record), family, title };
  const tree = layout.inspect(record.bytes);
  return { ...empty(record), family, title, sides: [side("data", title, record.bytes, tree)], notes: tree.notes };
}

function readDump(record: SegmentsRecord, { known }: Context): Draft {
  const title = `mlx5 resource dump, ${many(record.bytes.length, "byte")}`;
  const family = known.families.find((one) => one.name === "mlx5");
  if (family === undefined) return plain(record, title, record.bytes);
  return { ...empty(record), family, title, ...segmentSides(record.bytes, family) };
}
