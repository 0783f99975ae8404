/**
 * Building an RPC for a pds device: the envelope, and the two buffers its addresses point to.
 *
 * Source: include/uapi/fwctl/pds.h, drivers/fwctl/pds/main.c (Linux 7.2.13).
 */
import { type Call, commandNamed, type Pointer, type RpcReply } from "../catalog/index.js";
import { FwctlFault, type Note } from "../fault/index.js";
import { type DecodeOptions, type FieldValue, isStructValue, type Layout, type StructValue } from "../layout/index.js";
import { envelopeBytes, envelopeOffsets } from "./envelope.js";
import { pds } from "./family.js";
import type { PayloadRegistry } from "./payload-registry.js";
import { type Payload, readPayloads } from "./payloads.js";
import { explainOperation, type OperationId, operationId, type PdsOperation } from "./scope.js";

/** One operation of one endpoint. */
export interface PdsRequest {
  /** Endpoint id. */
  readonly ep: number;
  /** Operation id as the firmware lists it, or its command and version. */
  readonly op: number | OperationId;
  /** The request payload: bytes, or the fields of the layout that the registry knows. Default: none. */
  readonly request?: Uint8Array | object | undefined;
  /** Room for the reply payload, in bytes. Default 0: none is offered. */
  readonly replyLength?: number | undefined;
}

export interface PdsRequestOptions {
  /** fwctl_rpc_scope; from `operations` when absent, else 0. */
  readonly scope?: number | undefined;
  /** What the firmware lists for the endpoint: then the scope is the operation's. */
  readonly operations?: readonly PdsOperation[] | undefined;
  /** Describes payloads. */
  readonly registry?: PayloadRegistry | undefined;
}

/** The answer to an operation. */
export interface PdsReply {
  /** The operation's own result, in the numbers of the product's firmware. */
  readonly retval: number;
  /** The envelope as it came back. */
  readonly envelope: StructValue;
  /** The reply payload: the whole buffer, since the driver does not say how much the firmware wrote. */
  readonly payload: Payload;
  /** A payload without its buffer, or a buffer that is too short. */
  readonly notes: readonly Note[];
  readonly faults: readonly FwctlFault[];
}

/**
 * Builds a call. The addresses in the envelope stay 0; a transport puts those of the buffers there (`pointers`).
 *
 * @example
 * const call = pdsCall({ ep: 1, op: { cmd: 5, version: 0 }, replyLength: 256 }, { scope: 1 });
 * (await send(transport, call)).decode().payload.bytes;
 * @throws FwctlFault `range` for a number that does not fit, `kind` for fields of an undescribed payload, `mismatch` when `operations`
 *   does not list the operation; else as `Layout.encode`.
 */
export function pdsCall(request: PdsRequest, options: PdsRequestOptions = {}): Call<PdsReply> {
  const { ep, replyLength = 0 } = request;
  const op = typeof request.op === "number" ? request.op : operationId(request.op.cmd, request.op.version);
  const data = payloadBytes(ep, op, request.request ?? new Uint8Array(0), options.registry);
  const call = commandNamed(pds, "FWCTL_RPC").call(
    { in: { op, ep, len: data.length, payload: 0n }, out: { retval: 0, len: replyLength, payload: 0n } },
    { scope: options.scope ?? scopeOf(op, options.operations), outLength: envelopeBytes },
  );
  return {
    ...call,
    pointers: pointersOf(data, replyLength),
    decode: (reply, decodeOptions) => readReply(call, reply, options.registry, decodeOptions),
  };
}

function payloadBytes(
  ep: number,
  op: number,
  payload: Uint8Array | object,
  registry: PayloadRegistry | undefined,
): Uint8Array {
  if (payload instanceof Uint8Array) return payload;
  const layout: Layout | undefined = registry?.find(ep, op)?.request;
  if (layout !== undefined) return layout.encode(payload);
  throw new FwctlFault({
    code: "kind",
    path: "fwctl_rpc_pds.in.payload",
    expected: "bytes: nobody has described this operation",
    received: "an object",
    remedy: "Give a registry that describes it.",
  });
}

function scopeOf(op: number, operations: readonly PdsOperation[] | undefined): number {
  if (operations === undefined) return 0;
  const { scope, reason } = explainOperation(op, 3, operations);
  if (scope !== undefined) return scope;
  throw new FwctlFault({ code: "mismatch", path: "fwctl_rpc_pds.in.op", what: reason, received: op });
}

/** The buffers behind the addresses; a side without bytes has none. */
function pointersOf(data: Uint8Array, replyLength: number): Pointer[] {
  const pointers: Pointer[] = [];
  if (data.length > 0) {
    pointers.push({ at: envelopeOffsets.inPayload, direction: "in", data, length: data.length });
  }
  if (replyLength > 0) pointers.push({ at: envelopeOffsets.outPayload, direction: "out", length: replyLength });
  return pointers;
}

function readReply(
  call: Call,
  reply: RpcReply | Uint8Array,
  registry: PayloadRegistry | undefined,
  options: DecodeOptions | undefined,
): PdsReply {
  const envelope = call.decode(reply, options);
  const retval = numberIn(envelope["out"], "retval");
  const pointers = reply instanceof Uint8Array ? undefined : reply.pointers;
  const { reply: payload, notes, faults } = readPayloads({ in: call.in, pointers }, registry);
  return { retval, envelope, payload, notes: notes.filter(isOfReply), faults };
}

function numberIn(value: FieldValue | undefined, field: string): number {
  const found = value !== undefined && isStructValue(value) ? value[field] : undefined;
  return typeof found === "number" ? found : 0;
}

const isOfReply = ({ path }: Note): boolean => path?.startsWith("fwctl_rpc_pds.out") === true;
