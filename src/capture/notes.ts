/** Notes about captures: where in the input, what happened, what to do. */
import { type FaultCode, type Note, note } from "../fault/index.js";
import type { LostRecord } from "./record.js";

/** The path of a note about a line. */
export function linePath(line: number | undefined): string | undefined {
  return line === undefined ? undefined : `line ${line}`;
}

/** A note with code `capture`. */
export function captureNote(line: number | undefined, what: string, remedy?: string): Note {
  return codedNote("capture", line, what, remedy);
}

/** A note with another code whose facts need words of their own. */
export function codedNote(code: FaultCode, line: number | undefined, what: string, remedy?: string): Note {
  return note({ code, path: linePath(line), what, remedy });
}

/** A record for input that could not be read. */
export function lost(line: number | undefined, what: string, remedy?: string): LostRecord {
  return { kind: "lost", line, notes: [captureNote(line, what, remedy)] };
}

const most = 16;

/** At most {@link most} notes, the last of which counts the rest: hostile input must not grow a record without end. */
export class NoteList {
  #notes: Note[] | undefined;
  #dropped = 0;

  add(one: Note): void {
    this.#notes ??= [];
    if (this.#notes.length < most) this.#notes.push(one);
    else this.#dropped += 1;
  }

  get list(): readonly Note[] {
    const notes = this.#notes ?? [];
    if (this.#dropped === 0) return notes;
    return [...notes, captureNote(undefined, `${this.#dropped} more notes of this record are not shown`)];
  }
}
