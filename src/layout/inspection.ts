/** What inspect gives: a tree that says where each field stands, its raw digits, value, label and notes. */
import type { Note } from "../fault/index.js";
import type { DecodeContext } from "./layout.js";
import type { FieldValue } from "./value.js";

export interface InspectOptions extends DecodeContext {
  /** Elements of one array to show; the rest is one node of bytes with a note. 65,536 when absent. */
  readonly mostElements?: number | undefined;
}

/** One field, struct, array, element or run of bytes. */
export interface InspectionNode {
  readonly name: string;
  /** The way from the layout: `query_hca_cap_out.capability.odp_cap.sig`. */
  readonly path: string;
  /** From the first bit of the layout. */
  readonly bitOffset: number;
  /** Bits covered. */
  readonly width: number;
  readonly kind: "field" | "reserved" | "struct" | "union" | "array" | "part" | "bytes" | "missing";
  /** Hexadecimal digits of the number or bytes, padded to the width, without `0x`. Empty for structs and arrays. */
  readonly raw: string;
  readonly value: FieldValue | undefined;
  readonly label: string | undefined;
  readonly notes: readonly Note[];
  readonly children: readonly InspectionNode[];
}

export interface Inspection extends InspectionNode {
  /** Bytes that were looked at. */
  readonly size: number;
}
