/** Values of a record that need no field to be decoded: what most filters ask for, and what the list is sorted by. */
import type { CaptureRecord, FilterValue, RpcRecord } from "../../src/capture/index.js";
import type { Catalog, RpcStatus } from "../../src/catalog/index.js";
import { deviceTypeName } from "../../src/uapi/index.js";

/** Names of columns that can be had this way, spelled as in the rows that the command line prints. */
export const cheapNames: ReadonlySet<string> = new Set([
  "kind",
  "line",
  "ts",
  "host",
  "dev",
  "device_type",
  "family",
  "command",
  "opcode",
  "scope",
  "errno",
  "status",
  "status_name",
  "syndrome",
  "delivery",
  "in_bytes",
  "out_bytes",
  "out_length",
]);

/** The value of one such name; `undefined` when the record has none. */
export function cheapValue(record: CaptureRecord, name: string, catalog: Catalog): FilterValue {
  switch (name) {
    case "kind":
      return record.kind;
    case "line":
      return record.line;
    case "ts":
      return record.ts;
    case "host":
      return record.host;
    case "dev":
      return record.dev;
    default:
      return record.kind === "rpc" ? rpcValue(record, name, catalog) : otherValue(record, name);
  }
}

function rpcValue(record: RpcRecord, name: string, catalog: Catalog): FilterValue {
  const { deviceType, dump } = record;
  switch (name) {
    case "device_type":
      return deviceType;
    case "family":
      return deviceType === undefined ? undefined : deviceTypeName(deviceType);
    case "opcode":
      return opcodeOf(record, catalog) ?? dump?.opcode;
    case "command":
      return commandOf(record, catalog) ?? dump?.command;
    case "scope":
      return record.scope;
    case "errno":
      return record.errno;
    case "in_bytes":
      return record.in?.length;
    case "out_bytes":
      return record.out?.length;
    case "out_length":
      return record.outLength;
    default:
      return statusValue(statusOf(record, catalog), name);
  }
}

function opcodeOf({ deviceType, byteOrder, ...record }: RpcRecord, catalog: Catalog): number | undefined {
  const protocol = deviceType === undefined ? undefined : catalog.family(deviceType)?.protocol;
  if (protocol === undefined || record.in === undefined || record.in.length < protocol.leastRequest) return undefined;
  return protocol.opcode(record.in, byteOrder);
}

function commandOf(record: RpcRecord, catalog: Catalog): string | undefined {
  const family = record.deviceType === undefined ? undefined : catalog.family(record.deviceType);
  if (family === undefined || record.in === undefined || record.in.length < family.protocol.leastRequest)
    return undefined;
  const opcode = family.protocol.opcode(record.in, record.byteOrder);
  return opcode === undefined ? family.protocol.soleCommand : family.command(opcode)?.name;
}

/** How the device answered, as its header says. */
export function statusOf(record: RpcRecord, catalog: Catalog): RpcStatus | undefined {
  const { deviceType, out, byteOrder } = record;
  if (deviceType === undefined || out === undefined) return undefined;
  const exchange = record.in === undefined ? undefined : { deviceType, in: record.in, out, hostOrder: byteOrder };
  return catalog.family(deviceType)?.protocol.status(out, exchange);
}

function statusValue(status: RpcStatus | undefined, name: string): FilterValue {
  switch (name) {
    case "status":
      return status?.code;
    case "status_name":
      return status?.name;
    case "syndrome":
      return status?.syndrome;
    case "delivery":
      return status?.delivery;
    default:
      return undefined;
  }
}

/** Of records that are no exchange, only those whose columns are plain; for the rest the full row is made. */
function otherValue(record: CaptureRecord, name: string): FilterValue {
  if (record.kind === "error-line") {
    const { command, opcode, status, statusText, syndrome, errno } = record;
    const values = new Map<string, FilterValue>([
      ["device_type", 1],
      ["family", "mlx5"],
      ["command", command],
      ["opcode", opcode],
      ["status", status],
      ["status_name", statusText],
      ["syndrome", syndrome],
      ["errno", errno],
    ]);
    return values.get(name);
  }
  return undefined;
}

/** True when {@link cheapValue} gives the same as the full row. */
export const isCheap = (record: CaptureRecord): boolean => record.kind === "rpc" || record.kind === "error-line";
