/** Notes that are about a driver and true of each of its exchanges: people read them once. */
import type { Reading } from "../../reading/reading.js";
import type { Note } from "../../src/fault/index.js";

/** CXL's driver counts 8 bytes too many in every reply. */
const ofDriver: ReadonlySet<string | undefined> = new Set(["fwctl_rpc.out_len"]);

/** Leaves out of later readings what an earlier one said. */
export class SaidOnce {
  readonly #said: Set<string> = new Set();

  of(reading: Reading): Reading {
    const notes = reading.notes.flatMap((one) => this.#note(one, reading.family?.name));
    return notes.length === reading.notes.length && notes.every((one, index) => one === reading.notes[index])
      ? reading
      : { ...reading, notes };
  }

  #note(one: Note, family: string | undefined): Note[] {
    if (!ofDriver.has(one.path)) return [one];
    const key = `${family} ${one.path} ${one.code}`;
    if (this.#said.has(key)) return [];
    this.#said.add(key);
    return [{ ...one, message: `${one.message} So in every reply of this driver; not repeated.` }];
  }
}
