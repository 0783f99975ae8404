/**
 * What a driver's message format adds to its layouts: where the opcode stands, what a reply says of its outcome,
 * what the driver demands. One plain object a family; generated commands and the catalog share it.
 */
import type { Note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import type { Pointer } from "./rpc.js";

/** How an exchange ended, as far as its bytes tell. */
export interface RpcStatus {
  /** The device's own number: mlx5 status, CXL return code, HWRM error code, pds retval. */
  readonly code: number;
  /** `BAD_RES_STATE_ERR`; `undefined` for a number nobody has named. */
  readonly name: string | undefined;
  readonly ok: boolean;
  /** mlx5: always shown raw. */
  readonly syndrome?: number | undefined;
  /** The errno the kernel's own users of the command would see. */
  readonly errno?: string | undefined;
  /**
   * `answered`: the device's word. `unknown`: the driver reports its own failure in the device's field, or success looks
   * like a time-out; only reading back tells.
   */
  readonly delivery: "answered" | "unknown";
}

/** What became of a command, and why that can be said. */
export interface Delivery {
  readonly outcome: "delivered" | "not delivered" | "unknown";
  readonly reason: string;
}

/** An exchange before it is decoded. */
export interface Exchange {
  readonly deviceType: number;
  readonly in: Uint8Array;
  /** Absent when nothing came back, or it is not known. */
  readonly out?: Uint8Array | undefined;
  /** What the driver said it produced; may exceed `out`. */
  readonly outLength?: number | undefined;
  readonly scope?: number | undefined;
  /** Positive errno name or number of a refused ioctl. */
  readonly errno?: string | number | undefined;
  readonly hostOrder?: "be" | "le" | undefined;
  /** Buffers behind addresses in the message, as they were after the call. */
  readonly pointers?: readonly Pointer[] | undefined;
}

/** A request field whose bits the header names although the request's own layout calls them reserved (mlx5 `uid`). */
export interface HeaderOverlay {
  readonly name: string;
  /** Whole bytes. */
  readonly bitOffset: number;
  readonly width: number;
}

export interface Protocol {
  readonly family: string;
  readonly deviceType: number;
  /** The field of each request that the command fixes. */
  readonly opcodeField?: string | undefined;
  /**
   * What a builder fills in where the caller gives nothing and zero would be wrong (bnxt's completion ring, the size of a
   * CXL operation).
   */
  requestDefaults?(fields: object): object;
  /** Layouts of what every request and every reply starts with. */
  readonly requestHeader: string;
  readonly responseHeader?: string | undefined;
  /** A reply that refuses, where that is a record of its own (bnxt): its layout, and the field with the bytes that were written. */
  readonly refusal?: { readonly layout: string; readonly length: string } | undefined;
  readonly overlay?: HeaderOverlay | undefined;
  /** Bytes below which a request names no command. */
  readonly leastRequest: number;
  /** The one command of a format without opcodes. */
  readonly soleCommand?: string | undefined;
  /** The opcode of a request that is long enough. `undefined`: the format has none. */
  opcode(request: Uint8Array, hostOrder?: "be" | "le"): number | undefined;
  /** The outcome in a reply; `undefined` when the reply is too short to say. */
  status(reply: Uint8Array, exchange?: Exchange): RpcStatus | undefined;
  /** The field that a reply states its outcome in, where a status may have a name that the field's enumeration has not. */
  readonly statusField?: string | undefined;
  /** What became of the command of an exchange that ended: with a reply, or with an errno. */
  delivery?(exchange: Exchange): Delivery;
  /** The least scope for these request bytes, where it depends on more than the opcode. */
  leastScope?(request: Uint8Array): number | "refused" | undefined;
  /** Bytes of the reply that are data, where the driver counts more (CXL's `out_len`). */
  replyLength?(reply: Uint8Array, hostOrder?: "be" | "le"): number | undefined;
  /** What an operator should know about this exchange beyond its fields. */
  notes?(
    exchange: Exchange,
    request: StructValue | undefined,
    response: StructValue | undefined,
    /** What the layouts have said already. */
    seen: readonly Note[],
  ): Note[];
  /** Bytes to offer for the reply, where that is not the size of the response's layout. */
  outLength?(request: Uint8Array): number | undefined;
}
