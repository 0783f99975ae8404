/**
 * Resource dump: a conversation that asks for the dump of a resource, call by call, and what the dump says.
 *
 * Only inline dumps work through fwctl, as it refuses the memory keys that the others write to: 208 bytes a call.
 *
 * Source: `resource_dump` of include/linux/mlx5/mlx5_ifc.h and the walk of
 * drivers/net/ethernet/mellanox/mlx5/core/diag/rsc_dump.c (Linux 7.2.13); inline dumps as mlx5ctl asks for them.
 *
 * @packageDocumentation
 */
import type { Call, Family, RpcReply, RpcStatus } from "../catalog/index.js";
import { FwctlFault, type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { readRegister } from "./register-access.js";
import { readSegments, type SegmentOptions, type SegmentStream } from "./resource-dump-segments.js";

export { menuSegmentType, type SegmentKind } from "./resource-dump-kinds.js";
export { type DumpArgument, type MenuRecord, menuRecordNamed, menuRecords } from "./resource-dump-menu.js";
export {
  type ResourcePayload,
  readSegments,
  type Segment,
  type SegmentOptions,
  type SegmentStream,
} from "./resource-dump-segments.js";

/** How many objects: a number, all of them, or those in use. */
export type ObjectCount = number | "all" | "active";

/** What to dump. The menu (type 0xffff) says which types there are and which numbers each takes. */
export interface DumpRequest {
  readonly segmentType: number;
  readonly index1?: number;
  readonly index2?: number;
  readonly numOfObj1?: ObjectCount;
  readonly numOfObj2?: ObjectCount;
  /** Of another virtual HCA than the caller's own. Sets `vhca_id_valid` too, which only mstflint's description has. */
  readonly vhcaId?: number;
}

export interface DumpOptions extends SegmentOptions {
  /** Calls after which the conversation gives up; 16,384 (3.4 MB) when absent. */
  readonly mostCalls?: number | undefined;
}

/** A dump, or as much of it as there is. */
export interface ResourceDump extends SegmentStream {
  /** The stream as it came. */
  readonly bytes: Uint8Array;
  readonly calls: number;
  /** The device said that there is no more. */
  readonly complete: boolean;
  /** Of the last reply; not ok when the device refused. `undefined` before the first one. */
  readonly status: RpcStatus | undefined;
}

/** A call that says how many bytes of the dump have come. */
export interface DumpCall extends Call {
  readonly progress: { readonly done: number };
}

const defaultMost = 16_384;
const inlineBytes = 208;

/** `vhca_id_valid` is the first bit of what the kernel's record calls reserved. */
const vhcaIdValid = 0x200;

/** Where the register starts in a reply, and the dump in the register. */
const registerByte = 16;
const dataByte = registerByte + 48;

/** Fields of a reply that the next request repeats. */
const repeated = ["seq_num", "more_dump", "index1", "index2", "num_of_obj1", "num_of_obj2", "device_opaque"] as const;

interface Progress {
  readonly pieces: Uint8Array[];
  readonly notes: Note[];
  size: number;
  calls: number;
  complete: boolean;
  status: RpcStatus | undefined;
}

/**
 * Dumps one resource. A device that refuses ends the conversation with its status; what came before stays.
 *
 * @example
 * const { menu } = await run(transport, resourceDump(mlx5, { segmentType: menuSegmentType }));
 * const { type } = menuRecordNamed(menu, "PRM_QUERY_QP");
 * const dump = await run(transport, resourceDump(mlx5, { segmentType: type, index1: qpn }, { menu }));
 * @throws FwctlFault `mismatch` when a reply is out of sequence, `count` when it does not end within `mostCalls`, `truncated`
 *   for a reply that is too short, and whatever the transport throws. `dumpOf` has what was read until then.
 */
export function* resourceDump(
  family: Family,
  request: DumpRequest,
  options: DumpOptions = {},
): Generator<DumpCall, ResourceDump, RpcReply> {
  const progress: Progress = { pieces: [], notes: [], size: 0, calls: 0, complete: false, status: undefined };
  let fields: StructValue = firstFields(request);
  try {
    while (!progress.complete) {
      refuseEndless(progress, options.mostCalls ?? defaultMost);
      const reply = yield { ...readRegister(family, "RESOURCE_DUMP", fields), progress: { done: progress.size } };
      progress.calls += 1;
      progress.status = family.protocol.status(reply.out);
      if (progress.status?.ok === false) break;
      fields = taken(family, progress, fields, reply.out);
    }
  } catch (error) {
    throw keep(error, dumpFrom(family, progress, options));
  }
  return dumpFrom(family, progress, options);
}

function firstFields(request: DumpRequest): StructValue {
  return {
    segment_type: request.segmentType,
    inline_dump: 1,
    ...(request.vhcaId === undefined ? {} : { vhca_id: request.vhcaId, reserved_at_2: vhcaIdValid }),
    index1: request.index1 ?? 0,
    index2: request.index2 ?? 0,
    num_of_obj1: objectCount(request.numOfObj1),
    num_of_obj2: objectCount(request.numOfObj2),
  };
}

function objectCount(count: ObjectCount | undefined): number {
  return count === "all" ? 0xffff : count === "active" ? 0xfffe : (count ?? 0);
}

function refuseEndless({ calls, size }: Progress, most: number): void {
  if (calls < most) return;
  throw new FwctlFault({
    code: "count",
    path: "resource_dump.more_dump",
    what: `is still set after ${calls} calls and ${size} bytes`,
    remedy: "Ask for fewer objects, or raise mostCalls.",
    expected: most,
  });
}

/** Takes the bytes of one reply, and gives the fields of the next request. */
function taken(family: Family, progress: Progress, asked: StructValue, out: Uint8Array): StructValue {
  const layout = family.layout("resource_dump");
  const reply = layout.decode(out.subarray(registerByte, registerByte + layout.bytes));
  requireSequence(Number(asked["seq_num"] ?? 0), Number(reply["seq_num"]), progress.calls);
  const stated = Number(reply["size"]);
  if (stated > inlineBytes) {
    const what = `says ${stated} bytes, an inline dump holds ${inlineBytes}; that many were taken`;
    progress.notes.push(note({ code: "mismatch", path: "resource_dump.size", what, received: stated }));
  }
  const piece = out.slice(dataByte, dataByte + Math.min(stated, inlineBytes));
  progress.pieces.push(piece);
  progress.size += piece.length;
  progress.complete = reply["more_dump"] === 0;
  const next: StructValue = { ...asked };
  for (const name of repeated) next[name] = reply[name] ?? 0;
  return next;
}

/** A sequence number is four bits wide: behind the last one comes 0, as it does in a dump of one reply. */
function requireSequence(asked: number, received: number, calls: number): void {
  if (received === 0 || received === asked + 1) return;
  throw new FwctlFault({
    code: "mismatch",
    path: "resource_dump.seq_num",
    what: `is ${received} in reply ${calls}, expected ${asked + 1} or 0`,
    remedy: "Replies are lost or mixed up: dump again.",
    expected: asked + 1,
    received,
  });
}

function dumpFrom(family: Family, progress: Progress, options: DumpOptions): ResourceDump {
  const bytes = new Uint8Array(progress.size);
  let at = 0;
  for (const piece of progress.pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  const { calls, complete, status } = progress;
  const stream = readSegments(bytes, family, options);
  return { ...stream, notes: [...progress.notes, ...stream.notes], bytes, calls, complete, status };
}

const kept = new WeakMap<object, ResourceDump>();

function keep(error: unknown, dump: ResourceDump): unknown {
  if (typeof error === "object" && error !== null) kept.set(error, dump);
  return error;
}

/**
 * What a dump had read when it failed; `undefined` for an error that came from elsewhere.
 *
 * @example
 * try { await run(transport, resourceDump(mlx5, request)); } catch (error) { dumpOf(error)?.segments.length; }
 */
export function dumpOf(error: unknown): ResourceDump | undefined {
  return typeof error === "object" && error !== null ? kept.get(error) : undefined;
}
