/** The two payloads of an exchange: taken from the buffers behind the envelope's addresses, and read where they are described. */
import { toHex } from "../bits/index.js";
import type { Pointer } from "../catalog/index.js";
import { FwctlFault, isFwctlFault, type Note, note } from "../fault/index.js";
import type { Layout, StructValue } from "../layout/index.js";
import { envelopeOffsets, readEnvelope } from "./envelope.js";
import type { OperationPayloads, PayloadRegistry } from "./payload-registry.js";

/** One side's payload. */
export interface Payload {
  /** What the envelope says, in bytes. Of a reply it is the room offered; how much the firmware wrote does not come back. */
  readonly length: number;
  /** The buffer's contents; `undefined` when they are not part of what was given. */
  readonly bytes: Uint8Array | undefined;
  /** The payload by its described layout. */
  readonly value: StructValue | undefined;
}

/** Both payloads of an exchange. */
export interface Payloads {
  /** The described operation, when the registry has it. */
  readonly operation: OperationPayloads | undefined;
  readonly request: Payload;
  readonly reply: Payload;
  readonly notes: readonly Note[];
  /** A payload that is too short for its layout: its bytes are kept, its value is absent. */
  readonly faults: readonly FwctlFault[];
}

/** An exchange with the buffers behind its addresses. */
export interface PointedExchange {
  readonly in: Uint8Array;
  /** As they are after the call, when there was one. */
  readonly pointers?: readonly Pointer[] | undefined;
  readonly hostOrder?: "be" | "le" | undefined;
}

/**
 * Reads the payloads of an exchange. A payload whose buffer was not kept is a note.
 *
 * @example readPayloads({ in: message, pointers: reply.pointers }, registry).reply.value
 * @throws FwctlFault `truncated` for a message below 48 bytes.
 */
export function readPayloads(exchange: PointedExchange, registry?: PayloadRegistry): Payloads {
  const envelope = readEnvelope(exchange.in, exchange.hostOrder);
  if (envelope === undefined) {
    throw new FwctlFault({
      code: "truncated",
      path: "fwctl_rpc_pds",
      byteOffset: 0,
      width: 384,
      received: exchange.in.length,
    });
  }
  const operation = registry?.find(envelope.ep, envelope.op);
  const found: Found = { notes: [], faults: [], exchange };
  const request = payload(found, "in", envelope.inLength, operation?.request);
  const reply = payload(found, "out", envelope.outLength, operation?.reply);
  return { operation, request, reply, notes: found.notes, faults: found.faults };
}

interface Found {
  readonly notes: Note[];
  readonly faults: FwctlFault[];
  readonly exchange: PointedExchange;
}

function payload(found: Found, side: "in" | "out", length: number, layout: Layout | undefined): Payload {
  const { pointers, hostOrder } = found.exchange;
  found.notes.push(...pointerNotes(side, length, pointers));
  const bytes = bufferAt(side, pointers)?.data?.subarray(0, length);
  return { length, bytes, value: bytes && layout && decoded(found, layout, bytes, hostOrder) };
}

function decoded(
  found: Found,
  layout: Layout,
  bytes: Uint8Array,
  hostOrder: "be" | "le" | undefined,
): StructValue | undefined {
  try {
    return layout.decode(bytes, { hostOrder });
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    found.faults.push(error);
    return undefined;
  }
}

const addressAt = { in: envelopeOffsets.inPayload, out: envelopeOffsets.outPayload } as const;

function bufferAt(side: "in" | "out", pointers: readonly Pointer[] | undefined): Pointer | undefined {
  return pointers?.find((pointer) => pointer.at === addressAt[side]);
}

/** A payload without its buffer, and a buffer that is not as long as the envelope says. */
export function pointerNotes(side: "in" | "out", length: number, pointers: readonly Pointer[] | undefined): Note[] {
  if (length === 0) return [];
  const path = `fwctl_rpc_pds.${side}.payload`;
  const pointer = bufferAt(side, pointers);
  if (pointer === undefined) {
    const what = `${length} bytes stand behind this address; they are not part of what was given`;
    const remedy = "Record the buffer as a pointer of the exchange.";
    return [note({ code: "missing", path, what, remedy })];
  }
  const there = pointer.data?.length;
  if (side === "in" && there === undefined) {
    return [note({ code: "missing", path, what: `the buffer of ${length} bytes behind this address has no data` })];
  }
  if (pointer.length >= length && (there === undefined || there >= length)) return [];
  const shown = Math.min(pointer.length, there ?? pointer.length);
  const start = pointer.data === undefined ? "" : ` (it starts with ${toHex(pointer.data, 0, Math.min(8, shown))})`;
  const what = `len says ${length} bytes, the buffer has ${shown}${start}`;
  return [note({ code: "truncated", path, what, expected: length, received: shown })];
}
