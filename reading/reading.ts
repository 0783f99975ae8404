/** A record of a dump together with everything the library can say about it: the parts of such a reading. */
import type { CaptureRecord } from "../src/capture/index.js";
import type { Family, RpcInspection } from "../src/catalog/index.js";
import type { Note } from "../src/fault/index.js";
import type { Inspection } from "../src/layout/index.js";
import type { As } from "./as.js";
import { bytesTree } from "./bytes-tree.js";
import type { Known } from "./families.js";
import { many } from "./phrases.js";
import type { Outcome } from "./status.js";

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

/** A reading before its notes are sorted. */
export type Draft = Omit<Reading, "hostOrder">;

/** A draft that says nothing yet. */
export function empty(record: CaptureRecord): Draft {
  const none = { family: undefined, rpc: undefined, outcome: undefined };
  return { record, ...none, title: "", sides: [], notes: [], faults: [] };
}

/** A draft of bytes that nobody has described. */
export function plain(record: CaptureRecord, title: string, bytes: Uint8Array, notes: readonly Note[] = []): Draft {
  return { ...empty(record), title, sides: [rawSide("data", title, bytes)], notes };
}

/** Bytes that nobody has described. */
export function rawSide(role: Side["role"], title: string, bytes: Uint8Array): Side {
  return {
    role,
    title: `${title}, ${many(bytes.length, "byte")}`,
    bytes,
    tree: bytesTree(title, bytes),
    struct: undefined,
  };
}

/** Bytes with the tree of what they are. */
export function side(role: Side["role"], title: string, bytes: Uint8Array, tree: Inspection): Side {
  return { role, title: `${title}, ${many(bytes.length, "byte")}`, bytes, tree, struct: tree.name };
}

/** The order that was asked for, else the one that the recorder stated. */
export function hostOrderOf(record: CaptureRecord, context: Context): "be" | "le" | undefined {
  return context.hostOrder ?? (record.kind === "rpc" || record.kind === "info" ? record.byteOrder : undefined);
}
