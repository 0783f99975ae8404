/** Notes about a segment stream. A hostile stream has a surprise every four bytes, so their number is bounded. */
import { type FaultFacts, type Note, note } from "../fault/index.js";
import type { Layout } from "../layout/index.js";
import { type SegmentKind, segmentKind } from "./resource-dump-kinds.js";

const most = 1000;

/** A list of notes that says when it is not complete. */
export class SegmentNotes {
  readonly #notes: Note[] = [];
  #full = false;

  add(facts: FaultFacts): void {
    if (this.#notes.length < most) this.#notes.push(note(facts));
    else this.#full = true;
  }

  /** What a layout has to say of a segment's bytes, placed in the stream. */
  addFrom(layout: Layout, bytes: Uint8Array, path: string, at: number): void {
    if (this.#full) return;
    for (const { message: _, byteOffset = 0, bitOffset = byteOffset * 8, received, ...facts } of layout.inspect(bytes)
      .notes) {
      // What a truncated layout received is where its bytes end.
      const ends = facts.code === "truncated" && typeof received === "number" ? at + received : received;
      const placed = { byteOffset: at + byteOffset, bitOffset: at * 8 + bitOffset, received: ends };
      this.add({ ...facts, ...placed, path: facts.path === undefined ? path : `${path}.${facts.path}` });
    }
  }

  list(): readonly Note[] {
    if (!this.#full) return this.#notes;
    const what = `more than ${most} notes, the others are left out`;
    return [...this.#notes, note({ code: "count", path: "segments", what })];
  }
}

/** A stream as far as its beginning and end are concerned. */
export interface StreamShape {
  readonly size: number;
  readonly types: readonly number[];
  /** What splitting it had to say, and the bytes behind the last whole segment. */
  readonly notes: readonly Note[];
  readonly rest: Uint8Array;
}

/** What a stream as a whole has to say: where it begins and ends, and what was skipped. */
export function addStreamNotes(notes: SegmentNotes, { size, types, notes: own, rest }: StreamShape): void {
  const path = "segments";
  const kindAt = (index: number): SegmentKind | undefined => {
    const type = types[index];
    return type === undefined ? undefined : segmentKind(type);
  };
  if (types.length > 0 && kindAt(0) !== "info") {
    notes.add({ code: "mismatch", path, byteOffset: 0, what: "begin without an info segment" });
  }
  const ended = kindAt(types.length - 1) === "terminate";
  if (ended && rest.length > 0) {
    const what = `${rest.length} bytes behind the terminate segment. Kept`;
    notes.add({ code: "trailing", path, byteOffset: size - rest.length, what });
  } else {
    for (const one of own) notes.add(one);
    const what = "end without a terminate segment: the dump is not complete";
    if (!ended) notes.add({ code: "truncated", path, byteOffset: size, what });
  }
  for (const [type, count] of reservedTypes(types)) {
    const what = `${count} of reserved type 0x${type.toString(16)}, skipped by their length`;
    notes.add({ code: "selector", path, what });
  }
}

function reservedTypes(types: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const type of types) {
    if (segmentKind(type) === "reserved") counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}
