/** Readings as JSON: decoded values where there are some, bytes as hex where there are none. */
import { toHex } from "../src/bits/index.js";
import type { EventField } from "../src/capture/record.js";
import type { Family } from "../src/catalog/index.js";
import type { Note } from "../src/fault/index.js";
import { isFwctlFault } from "../src/fault/index.js";
import type { StructValue } from "../src/layout/index.js";
import { type Json, toJson } from "../src/text/index.js";
import type { As } from "./as.js";
import type { Reading, Side } from "./reading.js";

export type JsonRecord = { readonly [key: string]: Json | undefined };

/** One reading as the object that `--json` lists. Absent keys are left out. */
export function readingJson(reading: Reading, source: string, number: number, as: As | undefined): JsonRecord {
  const { record, title, outcome, notes, faults } = reading;
  const { kind, line, ts, dev, host } = record;
  return {
    number,
    source,
    line,
    ts,
    dev,
    host,
    kind,
    title,
    ...own(reading, as),
    outcome:
      outcome === undefined
        ? undefined
        : { verdict: outcome.verdict, text: outcome.brief, explanation: outcome.lines.join("\n") },
    notes: notesJson(notes),
    faults: notesJson(faults),
  };
}

function notesJson(notes: readonly Note[]): Json {
  return notes.map(({ code, path, byteOffset, message }) => ({
    code,
    ...(path === undefined ? {} : { path }),
    ...(byteOffset === undefined ? {} : { byteOffset }),
    message,
  }));
}

/** What only this kind of record has. */
function own(reading: Reading, as: As | undefined): JsonRecord {
  const { record } = reading;
  switch (record.kind) {
    case "rpc":
      return rpcJson(reading);
    case "info": {
      const { deviceType, errno, outLength } = record;
      return { deviceType, errno, outLength, ...sideJson("info", sideOf(reading, "info"), reading) };
    }
    case "error-line": {
      const { via, command, opcode, opMod, status, statusText, syndrome, errno, pid } = record;
      return { via, command, opcode, opMod, status, statusText, syndrome, errno, pid, function: record.function };
    }
    case "event":
      return { family: record.family, name: record.name, text: record.text, fields: fieldsJson(record.fields) };
    case "bytes": {
      const side = sideOf(reading, "data");
      return { struct: side?.struct, ...valueJson(side, as) };
    }
    case "segments":
      return { segments: reading.sides.map((side) => segmentJson(side, reading)) };
    case "lost":
      return {};
  }
}

function rpcJson(reading: Reading): JsonRecord {
  const { record, rpc, family } = reading;
  if (record.kind !== "rpc") return {};
  const { deviceType, scope, errno, outLength, byteOrder, meta, dump } = record;
  const base = {
    deviceType,
    scope,
    errno,
    outLength,
    byteOrder,
    meta: meta === undefined ? undefined : plainJson(meta),
  };
  if (rpc === undefined) {
    const sides = { in: hexOf(record.in), out: hexOf(record.out) };
    return { ...base, family: family?.name, command: dump?.command, opcode: dump?.opcode, ...sides };
  }
  const { command, opcode, variant, status } = rpc;
  return {
    ...base,
    family: rpc.family,
    command: command?.name,
    opcode,
    variant,
    status: status === undefined ? undefined : statusJson(status),
    header: structJson(family, family?.protocol.requestHeader, rpc.header),
    request: structJson(family, rpc.requestTree.name, rpc.request),
    response: structJson(family, rpc.responseTree?.name, rpc.response),
    ...(rpc.request === undefined ? { in: hexOf(rpc.raw.in) } : {}),
    ...(rpc.response === undefined ? { out: hexOf(rpc.raw.out) } : {}),
  };
}

function statusJson(status: NonNullable<NonNullable<Reading["rpc"]>["status"]>): Json {
  const { code, name, ok, syndrome, errno, delivery } = status;
  return {
    code,
    ok,
    delivery,
    ...(name === undefined ? {} : { name }),
    ...(syndrome === undefined ? {} : { syndrome }),
    ...(errno === undefined ? {} : { errno }),
  };
}

function structJson(
  family: Family | undefined,
  name: string | undefined,
  value: StructValue | undefined,
): Json | undefined {
  const layout = name === undefined ? undefined : family?.layouts.get(name);
  return layout === undefined || value === undefined ? undefined : toJson(layout, value);
}

const sideOf = (reading: Reading, role: Side["role"]): Side | undefined =>
  reading.sides.find((one) => one.role === role);

function sideJson(key: string, side: Side | undefined, { family, hostOrder }: Reading): JsonRecord {
  if (side === undefined) return {};
  const layout = side.struct === undefined ? undefined : family?.layouts.get(side.struct);
  return layout === undefined
    ? { [key]: toHex(side.bytes) }
    : { [key]: toJson(layout, layout.decode(side.bytes, { hostOrder })) };
}

/** The value of bytes that `--as` names; hex where they are too few for it. */
function valueJson(side: Side | undefined, as: As | undefined): JsonRecord {
  if (side === undefined) return {};
  const value = as === undefined ? undefined : whole(() => as.decode(side.bytes));
  return value === undefined ? { bytes: toHex(side.bytes) } : { value };
}

function segmentJson({ title, struct, bytes }: Side, { family }: Reading): Json {
  const layout = struct === undefined ? undefined : family?.layouts.get(struct);
  const value = layout === undefined ? undefined : whole(() => toJson(layout, layout.decode(bytes)));
  if (struct === undefined || value === undefined) return { title, bytes: toHex(bytes) };
  return { title, struct, value };
}

/** `undefined` when the bytes are damaged, which the faults of the reading say. */
function whole(decode: () => Json): Json | undefined {
  try {
    return decode();
  } catch (error) {
    if (isFwctlFault(error)) return undefined;
    throw error;
  }
}

const hexOf = (bytes: Uint8Array | undefined): string | undefined => (bytes === undefined ? undefined : toHex(bytes));

function fieldsJson(fields: readonly EventField[]): Json {
  return fields.map(({ name, value, text }) => ({
    name,
    value: typeof value === "bigint" ? `0x${value.toString(16)}` : value,
    text,
  }));
}

/** JSON that a file brought, passed through by text so that no key of it becomes a prototype. */
function plainJson(value: unknown): Json {
  const copy: Json = JSON.parse(JSON.stringify(value));
  return copy;
}
