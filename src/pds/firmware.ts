/**
 * What the firmware says of itself over the admin queue: identity and limits, its endpoints, and the operations of each. A client
 * cannot ask for them through fwctl; traces of the driver have them.
 *
 * Source: include/linux/pds/pds_adminq.h, drivers/fwctl/pds/main.c (Linux 7.2.13).
 */
import { type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { pds } from "./family.js";
import { attributeName, type OperationId, scopeOfAttribute, splitOperation } from "./scope.js";

/** Identity of the firmware's fwctl service. Lengths in bytes. */
export interface FirmwareIdentity {
  readonly features: bigint;
  readonly version: number;
  /** Longest request payload; a longer one is EINVAL. */
  readonly mostRequestBytes: number;
  readonly mostReplyBytes: number;
  /** Pieces a payload may be in; 0 means that it must be one. */
  readonly mostRequestPieces: number;
  readonly mostReplyPieces: number;
}

/**
 * Reads `pds_fwctl_ident`, 22 bytes.
 *
 * @throws FwctlFault `truncated` for fewer.
 */
export function readIdentity(bytes: Uint8Array): FirmwareIdentity {
  const value = pds.layout("pds_fwctl_ident").decode(bytes);
  const { features } = value;
  return {
    features: typeof features === "bigint" ? features : 0n,
    version: numberIn(value, "version"),
    mostRequestBytes: numberIn(value, "max_req_sz"),
    mostReplyBytes: numberIn(value, "max_resp_sz"),
    mostRequestPieces: numberIn(value, "max_req_sg_elems"),
    mostReplyPieces: numberIn(value, "max_resp_sg_elems"),
  };
}

/** A list that the firmware gave. */
export interface FirmwareList<Entry> {
  readonly version: number;
  readonly entries: readonly Entry[];
  /** A count beyond the data. */
  readonly notes: readonly Note[];
}

/** One operation of an endpoint. */
export interface FirmwareOperation extends OperationId {
  /** To put into `in.op`. */
  readonly id: number;
  /** The byte as it stood: an attribute on the wire, a scope in the driver's cache. */
  readonly scope: number;
  /** `DEBUG_READ`, …; `undefined` in the driver's cache, which keeps no attribute. */
  readonly attribute: string | undefined;
  /** The least fwctl_rpc_scope that the driver accepts. */
  readonly least: number;
}

/**
 * Where a list of operations was taken: the byte `scope` holds an attribute of the firmware on the wire, and the fwctl scope made of
 * it in the driver's memory.
 */
export type OperationsOrigin = "wire" | "driver";

/**
 * The endpoint ids in the answer to a query of the root (`pds_fwctl_query_data`; the driver's buffer has 4,096 bytes).
 *
 * @throws FwctlFault `truncated` for fewer than 8 bytes.
 */
export function readEndpoints(data: Uint8Array): FirmwareList<number> {
  return readList(data, "pds_fwctl_query_data_endpoint", (entry) => numberIn(entry, "id"));
}

/**
 * The operations in the answer to a query of an endpoint.
 *
 * @example readOperations(data).entries.find((one) => one.cmd === 5)?.least // 1
 * @throws FwctlFault `truncated` for fewer than 8 bytes.
 */
export function readOperations(data: Uint8Array, origin: OperationsOrigin = "wire"): FirmwareList<FirmwareOperation> {
  return readList(data, "pds_fwctl_query_data_operation", (entry) => {
    const id = numberIn(entry, "id");
    const scope = numberIn(entry, "scope");
    const wire = origin === "wire";
    const attribute = wire ? attributeName(scope) : undefined;
    return { ...splitOperation(id), id, scope, attribute, least: wire ? scopeOfAttribute(scope) : scope };
  });
}

const headBytes = 8;

function readList<Entry>(
  data: Uint8Array,
  layoutName: string,
  entryOf: (value: StructValue) => Entry,
): FirmwareList<Entry> {
  const layout = pds.layout(layoutName);
  const head = pds.layout("pds_fwctl_query_data").decode(data.subarray(0, Math.min(headBytes, data.length)));
  const promised = numberIn(head, "num_entries");
  const there = Math.min(promised, Math.floor((data.length - headBytes) / layout.bytes));
  const entries: Entry[] = [];
  for (let index = 0; index < there; index += 1) {
    const at = headBytes + index * layout.bytes;
    entries.push(entryOf(layout.decode(data.subarray(at, at + layout.bytes))));
  }
  return { version: numberIn(head, "version"), entries, notes: there === promised ? [] : [shortList(promised, there)] };
}

function shortList(promised: number, there: number): Note {
  const what = `num_entries is ${promised}, the data hold ${there}`;
  return note({ code: "count", path: "pds_fwctl_query_data.entries", what, expected: promised, received: there });
}

function numberIn(value: StructValue, field: string): number {
  const found = Object.hasOwn(value, field) ? value[field] : 0;
  return typeof found === "number" ? found : 0;
}
