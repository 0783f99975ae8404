/**
 * One flat row of JSON a record, for DuckDB, ClickHouse, Spark and jq. Every row has every column, with null for what is not
 * known, so that the columns do not depend on which records come first. See docs/dump-formats.md.
 */
import { toHex } from "../bits/index.js";
import type { Protocol } from "../catalog/index.js";
import { deviceTypeName } from "../uapi/index.js";
import type { CaptureRecord, EventRecord, RpcRecord } from "./record.js";

/** A value of a row. Numbers above 32 bits are `0x…` text. */
export type FlatValue = string | number | boolean | null | readonly string[];

/** A row: column name to value. */
export interface FlatRow {
  readonly [column: string]: FlatValue;
}

/** The columns, in order. */
export const flatColumns = [
  "kind",
  "line",
  "ts",
  "host",
  "dev",
  "device_type",
  "family",
  "command",
  "opcode",
  "op_mod",
  "scope",
  "errno",
  "status",
  "status_name",
  "syndrome",
  "delivery",
  "in_bytes",
  "out_bytes",
  "out_length",
  "in",
  "out",
  "name",
  "text",
  "notes",
] as const;

/** Name of a column. */
export type FlatColumn = (typeof flatColumns)[number];

type Cells = { [column in FlatColumn]?: FlatValue | undefined };

/** How to make rows. */
export interface FlatOptions {
  /** The message format of a device type; with it, rows of exchanges have opcode and status. */
  readonly protocol?: ((deviceType: number) => Protocol | undefined) | undefined;
}

const hexOf = (bytes: Uint8Array | undefined): string | undefined => (bytes === undefined ? undefined : toHex(bytes));

/** Of an exchange, what its headers say. Bytes too short for a header have none. */
function rpcCells(record: RpcRecord, options: FlatOptions): Cells {
  const { deviceType, dump, out, byteOrder, errno } = record;
  const protocol = deviceType === undefined ? undefined : options.protocol?.(deviceType);
  const request = record.in;
  const long = protocol !== undefined && request !== undefined && request.length >= protocol.leastRequest;
  const exchange =
    deviceType === undefined || request === undefined
      ? undefined
      : { deviceType, in: request, out, hostOrder: byteOrder };
  const status = out === undefined ? undefined : protocol?.status(out, exchange);
  return {
    device_type: deviceType,
    family: deviceType === undefined ? undefined : deviceTypeName(deviceType),
    command: dump?.command,
    opcode: long ? protocol.opcode(request, byteOrder) : dump?.opcode,
    scope: record.scope,
    errno,
    status: status?.code,
    status_name: status?.name,
    syndrome: status?.syndrome,
    delivery: status?.delivery,
    in_bytes: request?.length,
    out_bytes: out?.length,
    out_length: record.outLength,
    in: hexOf(request),
    out: hexOf(out),
  };
}

function cellsOf(record: CaptureRecord, options: FlatOptions): Cells {
  switch (record.kind) {
    case "rpc":
      return rpcCells(record, options);
    case "info": {
      const { deviceType, errno, out, outLength } = record;
      const family = deviceType === undefined ? undefined : deviceTypeName(deviceType);
      return { device_type: deviceType, family, errno, out_bytes: out?.length, out_length: outLength, out: hexOf(out) };
    }
    case "error-line":
      return {
        device_type: 1,
        family: "mlx5",
        command: record.command,
        opcode: record.opcode,
        op_mod: record.opMod,
        errno: record.errno,
        status: record.status,
        status_name: record.statusText,
        syndrome: record.syndrome,
        name: record.via,
      };
    case "event":
      return { family: record.family, name: record.name, text: record.text, ...eventCommand(record) };
    case "bytes":
      return { in_bytes: record.bytes.length, in: hexOf(record.bytes), name: record.struct ?? record.format };
    case "segments":
      return { family: "mlx5", in_bytes: record.bytes.length, in: hexOf(record.bytes), name: record.source };
    case "lost":
      return {};
  }
}

/** Command and opcode of the driver's other lines. */
function eventCommand(record: EventRecord): Cells {
  const value = (name: string): FlatValue | undefined => {
    const found = record.fields.find((one) => one.name === name)?.value;
    return typeof found === "bigint" ? flatNumber(found) : found;
  };
  return record.family === "mlx5" ? { command: value("command"), opcode: value("opcode") } : {};
}

/** A number as a cell: above 32 bits (and below 0 in 64 bits) as text, so that no reader rounds it. */
export function flatNumber(value: number | bigint): number | string {
  if (typeof value === "number") return value;
  return value < 0n ? value.toString() : `0x${value.toString(16)}`;
}

/**
 * The row of a record, with every column of {@link flatColumns}. Decoded fields are the caller's to add.
 *
 * @example
 * console.log(JSON.stringify(flatRow(record, { protocol: (type) => catalog.family(type)?.protocol })));
 */
export function flatRow(record: CaptureRecord, options: FlatOptions = {}): FlatRow {
  const cells: Cells = {
    ...cellsOf(record, options),
    kind: record.kind,
    line: record.line,
    ts: record.ts,
    host: record.host,
    dev: record.dev,
    notes: record.notes.map((one) => one.message),
  };
  return Object.fromEntries(flatColumns.map((column) => [column, cells[column] ?? null]));
}

/** The keys of an event as cells, each name with `event_` before it. Of a key that is there twice, the last counts. */
export function eventCells(record: EventRecord): FlatRow {
  return Object.fromEntries(
    record.fields.map(({ name, value }) => [`event_${name}`, typeof value === "string" ? value : flatNumber(value)]),
  );
}
