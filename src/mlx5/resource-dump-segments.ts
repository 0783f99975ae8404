/**
 * The segment stream of a resource dump: control segments by their own layouts, resource segments with header and payload.
 * Every segment begins with its length in dwords and its type.
 *
 * Source: `resource_dump_*_segment` of include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13); notice and reference segments of mlx5ctl.
 */
import type { Family } from "../catalog/index.js";
import { isFwctlFault, type Note } from "../fault/index.js";
import type { Layout, StructValue } from "../layout/index.js";
import { type Block, type Blocks, layoutType, readBlocks } from "../sequence/index.js";
import { type SegmentKind, segmentKind } from "./resource-dump-kinds.js";
import { type MenuRecord, menuRecords, wordsText } from "./resource-dump-menu.js";
import { addStreamNotes, SegmentNotes } from "./resource-dump-notes.js";
import {
  contentFrom,
  continues,
  payloadLayout,
  type ResourceContent,
  resourceHeaderBytes,
} from "./resource-dump-payload.js";

/** The content of a resource segment, decoded where its resource has a layout. */
export interface ResourcePayload extends ResourceContent {
  /** Kernel name of its layout (`query_qp_out`). */
  readonly layout: string | undefined;
  readonly value: StructValue | undefined;
}

/** One segment of a dump. */
export interface Segment {
  readonly kind: SegmentKind;
  /** Number on the wire. */
  readonly type: number;
  /** Of a resource what the menu calls it (`PRM_QUERY_QP`), of others their kind. */
  readonly name: string | undefined;
  /** First byte in the stream. */
  readonly at: number;
  /** The whole segment, its header included; a view. */
  readonly bytes: Uint8Array;
  /** Its fields; of a resource segment those of its header. `undefined` when the segment is shorter than its layout. */
  readonly value: StructValue | undefined;
  /** What a notice or an error says. */
  readonly text: string | undefined;
  /** Of a resource segment; `undefined` for one that continues the segment before it. */
  readonly payload: ResourcePayload | undefined;
}

/** A stream, split and decoded. */
export interface SegmentStream {
  readonly segments: readonly Segment[];
  /** Records of the menu segments in the stream. */
  readonly menu: readonly MenuRecord[];
  readonly notes: readonly Note[];
  /** Bytes behind the last whole segment. */
  readonly rest: Uint8Array;
}

export interface SegmentOptions {
  /** Names of resource types, from a dump of the menu (segment type 0xffff) on the same device. */
  readonly menu?: readonly MenuRecord[] | undefined;
  /** Layouts of payloads by resource name, before the known ones. */
  readonly payloads?: ReadonlyMap<string, string> | undefined;
}

/** What reading a stream needs to know, and what it gathers. */
interface Reading {
  readonly family: Family;
  readonly segments: readonly Split[];
  readonly payloads: ReadonlyMap<string, string> | undefined;
  readonly menu: MenuRecord[];
  /** Names of resource types; of two records of a type the first counts. */
  readonly names: Map<number, string>;
  readonly notes: SegmentNotes;
}

interface Split {
  readonly at: number;
  readonly type: number;
  readonly bytes: Uint8Array;
}

/**
 * Splits and decodes the stream of a dump. It never throws on bytes: lengths that lie, segments too short for their layout,
 * a stream without beginning or end are notes, and what was read stays.
 *
 * @param bytes the stream, or several one behind the other.
 * @example
 * const { segments, notes } = readSegments(bytes, mlx5, { menu });
 * segments.find(({ name }) => name === "PRM_QUERY_QP")?.payload?.value;
 */
export function readSegments(bytes: Uint8Array, family: Family, options: SegmentOptions = {}): SegmentStream {
  const { blocks, notes: own, rest } = split(bytes, family.layout("resource_dump_segment_header"));
  const segments = blocks.map(splitOf);
  const notes = new SegmentNotes();
  addStreamNotes(notes, { size: bytes.length, types: segments.map(({ type }) => type), notes: own, rest });
  const reading: Reading = { family, segments, payloads: options.payloads, menu: [], names: new Map(), notes };
  for (const record of options.menu ?? []) addName(reading, record);
  const decoded = segments.map((segment, index) => decodeSegment(reading, segment, index));
  return { segments: decoded, menu: reading.menu, notes: notes.list(), rest };
}

function split(bytes: Uint8Array, header: Layout): Blocks<StructValue> {
  const length = (head: StructValue): number => Number(head["length_dw"]) * 4;
  return readBlocks(bytes, { name: "segment", head: layoutType(header), headBytes: header.bytes, length });
}

const splitOf = ({ at, bytes, head }: Block<StructValue>): Split => ({ at, bytes, type: Number(head["segment_type"]) });

function addName({ names }: Reading, { type, name }: MenuRecord): void {
  if (!names.has(type) && name !== "") names.set(type, name);
}

function decodeSegment(reading: Reading, { at, type, bytes }: Split, index: number): Segment {
  const kind = segmentKind(type);
  const place = { at, path: `segment[${index}]` };
  if (kind === "resource") {
    const name = reading.names.get(type);
    const value = resourceHeader(reading, bytes, place);
    const payload = value === undefined ? undefined : payloadAt(reading, index, name, place);
    return { kind, type, name, at, bytes, value, text: undefined, payload };
  }
  const value = kind === "reserved" ? undefined : controlValue(reading, kind, bytes, place);
  return { kind, type, name: kind, at, bytes, value, text: textOf(kind, value), payload: undefined };
}

interface Place {
  readonly at: number;
  readonly path: string;
}

function controlValue(reading: Reading, kind: SegmentKind, bytes: Uint8Array, place: Place): StructValue | undefined {
  const layout = reading.family.layout(`resource_dump_${kind}_segment`);
  reading.notes.addFrom(layout, bytes, place.path, place.at);
  const value = bytes.length < layout.bytes ? undefined : decodedOrNothing(layout, bytes);
  if (kind === "menu" && value !== undefined) takeMenu(reading, value, place);
  return value;
}

function decodedOrNothing(layout: Layout, bytes: Uint8Array): StructValue | undefined {
  try {
    return layout.decode(bytes);
  } catch (error) {
    if (isFwctlFault(error)) return undefined;
    throw error;
  }
}

function textOf(kind: SegmentKind, value: StructValue | undefined): string | undefined {
  return value !== undefined && (kind === "notice" || kind === "error") ? wordsText(value[kind]) : undefined;
}

function takeMenu(reading: Reading, value: StructValue, { at, path }: Place): void {
  const records = menuRecords(value);
  const stated = Number(value["num_of_records"]);
  // A menu with some records, but fewer than it states, is noted by the layout itself.
  if (records.length === 0 && stated > 0) {
    const what = `num_of_records says ${stated}, the segment holds ${records.length}`;
    reading.notes.add({ code: "mismatch", path, byteOffset: at, what });
  }
  for (const record of records) {
    reading.menu.push(record);
    addName(reading, record);
  }
}

/** The header's fields, without the payload that its layout ends in. */
function resourceHeader(reading: Reading, bytes: Uint8Array, { at, path }: Place): StructValue | undefined {
  const layout = reading.family.layout("resource_dump_resource_segment");
  const header = bytes.subarray(0, resourceHeaderBytes);
  const value = header.length < layout.bytes ? undefined : decodedOrNothing(layout, header);
  if (value === undefined) reading.notes.addFrom(layout, header, path, at);
  else delete value["payload"];
  return value;
}

function payloadAt(
  { family, segments, payloads, notes }: Reading,
  index: number,
  name: string | undefined,
  { at, path }: Place,
): ResourcePayload | undefined {
  if (continues(segments[index - 1], segments[index])) return undefined;
  const content = contentFrom(segments, index);
  const layout = payloadLayout(name, payloads);
  if (layout === undefined) return { ...content, layout, value: undefined };
  const found = family.layout(layout);
  notes.addFrom(found, content.bytes, `${path}.payload`, at + resourceHeaderBytes);
  return { ...content, layout, value: decodedOrNothing(found, content.bytes) };
}
