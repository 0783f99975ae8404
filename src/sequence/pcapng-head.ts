/**
 * What every block of pcapng begins with: its type and its length, in the order of the section's writer.
 *
 * Source: draft-ietf-opsawg-pcapng, sections 3.1 (general block) and 4.1 (byte order mark of a section header).
 */
import type { Cursor } from "./cursor.js";

export type Order = "be" | "le";

/** Block types. Blocks of other types can be passed over by their length. */
export const pcapngTypes: { readonly section: 0x0a0d0d0a; readonly interface: 1; readonly packet: 6 } = {
  section: 0x0a0d0d0a,
  interface: 1,
  packet: 6,
};

/** Bytes of the smallest block: type and the two lengths. */
export const pcapngLeastBytes = 12;

/** The byte order mark of a section header. */
export const pcapngMagic = 0x1a2b3c4d;

const headBytes = 8;

/** What a block begins with. */
export interface PcapngHead {
  readonly type: number;
  /** Bytes of the whole block, as stated. */
  readonly length: number;
  /** Order of this section: a section header states its own. */
  readonly order: "be" | "le";
}

/**
 * The head of the block at the cursor, which stays where it is.
 *
 * @param order of the section the block stands in.
 * @returns `undefined` when there are too few bytes to tell (12 for a section header, else 8), or a section header has a byte
 *   order mark that is none.
 */
export function pcapngHead(cursor: Cursor, order: "be" | "le"): PcapngHead | undefined {
  const { view, pos } = cursor;
  if (cursor.length - pos < headBytes) return undefined;
  const own = view.getUint32(pos, true) === pcapngTypes.section ? sectionOrder(cursor) : order;
  if (own === undefined) return undefined;
  return { type: view.getUint32(pos, own === "le"), length: view.getUint32(pos + 4, own === "le"), order: own };
}

function sectionOrder({ view, pos, length }: Cursor): Order | undefined {
  if (length - pos < pcapngLeastBytes) return undefined;
  if (view.getUint32(pos + headBytes, true) === pcapngMagic) return "le";
  return view.getUint32(pos + headBytes) === pcapngMagic ? "be" : undefined;
}
