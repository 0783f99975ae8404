/**
 * Payloads of resource segments: put together from the segments that continue one another, and the layout of those that are
 * the reply of a query. That the last bit of a segment's reserved dword marks a continuation is mstflint's reading.
 */

/** The content of a resource segment. */
export interface ResourceContent {
  /** Behind the segment's 16 bytes of header; of the segments that continue it too. */
  readonly bytes: Uint8Array;
  /** Segments that it is put together from. */
  readonly segments: number;
}

/** Bytes that stand before the payload. */
export const resourceHeaderBytes = 16;

/** Its last bit says that the segment continues the one before it. */
const continuedByte = 7;

/** Resources whose payload is the reply of a query, by name. */
const payloadLayouts: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["PRM_QUERY_QP", "query_qp_out"],
  ["PRM_QUERY_CQ", "query_cq_out"],
  ["PRM_QUERY_MKEY", "query_mkey_out"],
]);

/** Kernel name of the layout of a resource's payload; the caller's own come first. */
export function payloadLayout(
  resource: string | undefined,
  own: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return resource === undefined ? undefined : (own?.get(resource) ?? payloadLayouts.get(resource));
}

/** What this file needs of a segment. */
export interface TypedBytes {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** Whether a segment says that it continues the one before it, and that one is of its type. */
export function continues(before: TypedBytes | undefined, segment: TypedBytes | undefined): boolean {
  if (segment === undefined || before?.type !== segment.type) return false;
  return segment.bytes.length >= resourceHeaderBytes && ((segment.bytes[continuedByte] ?? 0) & 1) === 1;
}

/** The payload that begins in the segment at an index. */
export function contentFrom(segments: readonly TypedBytes[], index: number): ResourceContent {
  let end = index + 1;
  while (continues(segments[end - 1], segments[end])) end += 1;
  const pieces = segments.slice(index, end).map(({ bytes }) => bytes.subarray(resourceHeaderBytes));
  return { bytes: joined(pieces), segments: end - index };
}

/** Pieces one behind the other; one piece alone stays a view. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
