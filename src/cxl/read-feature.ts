/**
 * Reads a feature of any length in pieces. The kernel fills one reply from several mailboxes by itself, so a piece is as long as
 * the caller's buffer allows.
 */
import type { Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import type { FeatureConversation } from "./conversation.js";
import type { FeatureEntry } from "./feature-entry.js";
import { decodeFeature, type FeatureRecord, readFeatureReply } from "./feature-reply.js";
import { listFeatures } from "./list-features.js";
import { type FeatureSelection, getFeature } from "./requests.js";
import { explainReturnCode, type ReturnCode } from "./return-codes.js";

/** What to read, and how. */
export interface ReadFeatureOptions {
  /** Bytes to read: `get_feat_size` of the feature's entry. Without it the features are listed first. */
  readonly size?: number | undefined;
  /** Default `CURRENT`. */
  readonly selection?: FeatureSelection | number | undefined;
  /** Most bytes to ask for at a time. Default 65,535. */
  readonly pieceBytes?: number | undefined;
  /** A family that knows more features than `cxl`. */
  readonly family?: Family | undefined;
}

/** A feature as it was read. Pieces are read one after the other, so a change between them shows in the later ones only. */
export interface FeatureData {
  readonly uuid: string;
  readonly data: Uint8Array;
  /** Whether all bytes came. */
  readonly complete: boolean;
  /** Of the last piece. SUCCESS with `complete` false: the device delivered nothing, and did not say why. */
  readonly returnCode: ReturnCode;
  /** The attributes by the record that is known for the feature; `undefined` when there is none. */
  readonly record: FeatureRecord | undefined;
}

const mostBytes = 0xffff;

/**
 * Reads a feature's attributes. A piece that brings nothing although the device reports success is asked for again in halves: a
 * count above what the device delivers reads nothing.
 *
 * @example const { record } = await run(transport, readFeature(uuid));
 * @throws FwctlFault `missing` when the device lists no such feature, `range` for a piece of no bytes.
 */
export function* readFeature(uuid: string, options: ReadFeatureOptions = {}): FeatureConversation<FeatureData> {
  const { selection = "CURRENT", pieceBytes = mostBytes, family } = options;
  const size = options.size ?? (yield* listedFeature(uuid)).get_feat_size;
  const pieces: Uint8Array[] = [];
  let most = checkedPiece(pieceBytes);
  let done = 0;
  let returnCode = explainReturnCode(0);
  while (done < size) {
    const count = Math.min(most, size - done);
    const call = getFeature({ uuid, offset: done, count, selection }, { family });
    const reply = readFeatureReply((yield { ...call, progress: { done, total: size } }).out);
    returnCode = reply.returnCode;
    if (reply.silent && count > 1) {
      most = count >> 1;
      continue;
    }
    const data = reply.data.slice(0, count);
    if (returnCode.value !== 0 || data.length === 0) break;
    pieces.push(data);
    done += data.length;
  }
  const data = joined(pieces, done);
  const complete = done >= size;
  return { uuid, data, complete, returnCode, record: complete ? decodeFeature(uuid, data, family) : undefined };
}

/**
 * The entry of one feature, from the device's list.
 *
 * @throws FwctlFault `missing` when it is not there.
 */
export function* listedFeature(uuid: string): FeatureConversation<FeatureEntry> {
  const { entries } = yield* listFeatures();
  const wanted = uuid.toLowerCase();
  const entry = entries.find((one) => one.uuid === wanted);
  if (entry !== undefined) return entry;
  throw new FwctlFault({
    code: "missing",
    path: uuid.slice(0, 64),
    what: `the device lists ${entries.length} features, and not this one`,
  });
}

function checkedPiece(bytes: number): number {
  if (Number.isInteger(bytes) && bytes > 0) return Math.min(bytes, mostBytes);
  throw new FwctlFault({ code: "range", path: "pieceBytes", what: `pieces of ${bytes} bytes read nothing` });
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const data = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    data.set(piece, at);
    at += piece.length;
  }
  return data;
}
