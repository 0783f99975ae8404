/** The fwctl driver of AMD/Pensando (drivers/fwctl/pds/main.c, Linux 7.2), and the firmware behind it, made from a model. */
import { dataView } from "../bits/index.js";
import { scopeOfAttribute, servesOperation } from "../pds/scope.js";
import { explainPdsStatus } from "../pds/status.js";
import { deviceTypes } from "../uapi/index.js";
import { modelBytes } from "./bytes.js";
import type { Driver, DriverCall, DriverReply } from "./driver.js";
import { type ErrnoName, errnoNameOf } from "./errno-name.js";
import { matcher } from "./match.js";
import { copyFromUser, copyToUser } from "./memory.js";
import type { PdsModel, PdsOperationModel } from "./pds-model.js";

/** struct fwctl_rpc_pds: in {op, ep, rsvd, len, payload}, then out {retval, rsvd[2], len, payload}, 24 bytes each. */
const messageBytes = 48;
const place = { op: 0, endpoint: 4, inLength: 12, inPayload: 16, retval: 24, outLength: 36, outPayload: 40 } as const;
const defaultBytes = 4096;
/** Most bytes that the driver can allocate for a payload (`kzalloc`, x86-64 with pages of 4 KiB). */
const mostBytes = 4 * 2 ** 20;

/** What an operation answered: a status of the admin queue, and with status 0 the rest; or the errno of a queue that failed. */
export interface PdsAnswer {
  readonly errno?: ErrnoName | undefined;
  readonly status: number;
  readonly err: number;
  readonly data: Uint8Array;
}

/** The firmware: what it can do, and how it does it. */
export interface PdsDevice {
  readonly maxRequestBytes: number;
  readonly maxResponseBytes: number;
  /** Operations are absent when the query for them fails. */
  readonly endpoints: readonly { readonly id: number; readonly operations: readonly PdsOperation[] | undefined }[];
}

/** One operation as the firmware lists it, and what it does. */
export interface PdsOperation {
  readonly id: number;
  /** The firmware's attribute. */
  readonly scope: number;
  readonly run: (payload: Uint8Array) => PdsAnswer;
}

/** Binds the driver to a device. The driver reports an info length of 0, so its record is never seen. */
export function bindPds(device: PdsDevice): Driver {
  return { deviceType: deviceTypes.PDS, info: () => new Uint8Array(), rpc: (call) => rpc(device, call) };
}

function rpc(device: PdsDevice, call: DriverCall): DriverReply | ErrnoName {
  if (call.in.length < messageBytes) return "EINVAL";
  const message = dataView(call.in);
  const inLength = message.getUint32(place.inLength, true);
  const outLength = message.getUint32(place.outLength, true);
  if (inLength > device.maxRequestBytes || outLength > device.maxResponseBytes) return "EINVAL";
  const operation = findOperation(device, message, call.scope);
  if (typeof operation === "string") return operation;
  if (inLength > mostBytes) return "ENOMEM";
  const payload = copyFromUser(call.memory, message.getBigUint64(place.inPayload, true), inLength);
  if (payload === undefined) return "EFAULT";
  if (outLength > mostBytes) return "ENOMEM";
  const answer = operation.run(payload);
  if (answer.errno !== undefined) return answer.errno;
  if (answer.status !== 0) return errnoOfStatus(answer.status);
  const response = new Uint8Array(outLength);
  response.set(answer.data.subarray(0, outLength));
  if (!copyToUser(call.memory, message.getBigUint64(place.outPayload, true), response)) return "EFAULT";
  message.setUint32(place.retval, answer.err, true);
  return { out: call.in, outLength: call.in.length };
}

function findOperation(device: PdsDevice, message: DataView, scope: number): PdsOperation | ErrnoName {
  const endpoint = device.endpoints.find((candidate) => candidate.id === message.getUint32(place.endpoint, true));
  if (endpoint === undefined) return "EINVAL";
  if (endpoint.operations === undefined) return "ENOMEM";
  const wanted = message.getUint32(place.op, true);
  const found = endpoint.operations.find(({ id }) => servesOperation(id, wanted));
  if (found === undefined) return "EINVAL";
  return scope < scopeOfAttribute(found.scope) ? "EPERM" : found;
}

/** What pds_core makes of a status of the admin queue; EIO for one that has no name. */
function errnoOfStatus(status: number): ErrnoName {
  const named = explainPdsStatus(status)?.errno;
  return named === undefined ? "EIO" : errnoNameOf(named, "status");
}

/**
 * A device that follows the model. An operation without a fitting answer gives no data and retval 0.
 *
 * @throws FwctlFault `schema` for a model whose bytes cannot be read.
 */
export function pdsDevice(model: PdsModel): PdsDevice {
  const endpoints = model.endpoints.map((endpoint) => ({
    id: endpoint.id,
    operations: endpoint.operations?.map((operation) => readOperation(operation, `endpoint ${endpoint.id}`)),
  }));
  return {
    maxRequestBytes: model.max_req_sz ?? defaultBytes,
    maxResponseBytes: model.max_resp_sz ?? defaultBytes,
    endpoints,
  };
}

function readOperation(model: PdsOperationModel, endpoint: string): PdsOperation {
  const path = `${endpoint}, operation ${model.id}`;
  const replies = (model.replies ?? []).map((reply) => ({
    fits: matcher(reply.match, path),
    answer: {
      errno: reply.errno === undefined ? undefined : errnoNameOf(reply.errno, path),
      status: reply.status ?? 0,
      err: reply.err ?? 0,
      data: modelBytes(reply.data ?? "", path),
    },
  }));
  const nothing: PdsAnswer = { status: 0, err: 0, data: new Uint8Array() };
  const run = (payload: Uint8Array): PdsAnswer => replies.find(({ fits }) => fits(payload))?.answer ?? nothing;
  return { id: model.id, scope: model.scope, run };
}
