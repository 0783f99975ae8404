/** The bytes of one dump, gathered row by row: in order, without holes, and never more than a message can have. */
import { captureNote, codedNote, NoteList } from "./notes.js";

/** A full dump of a 2 MiB message: its entry and 4,096 blocks of 576 bytes, and some room. */
const mostBytes = 3 << 20;

/** A row this far behind the last one belongs to something else: no log loses so much and keeps the rest. */
const mostLost = 1 << 16;

/** Rows of one dump. Its memory is used again for the next one. */
export class DumpBytes {
  notes: NoteList = new NoteList();
  #bytes: Uint8Array = new Uint8Array(1024);
  #size = 0;
  #repeats = 0;
  #foreign = 0;

  /** Empties it for another dump. */
  reset(): void {
    this.notes = new NoteList();
    this.#size = 0;
    this.#repeats = 0;
    this.#foreign = 0;
  }

  /** Offset of the row that should come next. */
  get next(): number {
    return this.#size;
  }

  /** A view of the rows so far: copy what is kept. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  /** Adds a row. A hole is filled with zeros and said so; a row that repeats one is dropped. */
  add(offset: number, row: Uint8Array, line: number): void {
    if (offset < this.#size) {
      this.#again(offset, row, line);
      return;
    }
    if (offset - this.#size > mostLost || offset + row.length > mostBytes || offset % 16 !== 0) {
      this.#stray(offset, line);
      return;
    }
    this.#grow(offset + row.length);
    if (offset > this.#size) this.#hole(offset, line);
    const bytes = this.#bytes;
    for (let index = 0; index < row.length; index += 1) bytes[offset + index] = row[index] ?? 0;
    this.#size = offset + row.length;
  }

  #hole(offset: number, line: number): void {
    this.#bytes.fill(0, this.#size, offset);
    const range = `0x${this.#size.toString(16)}..0x${(offset - 1).toString(16)}`;
    this.notes.add(
      codedNote(
        "truncated",
        line,
        `rows are lost before this one, bytes ${range} (${offset - this.#size})`,
        "Shown as zero.",
      ),
    );
  }

  #again(offset: number, row: Uint8Array, line: number): void {
    const same = row.every((byte, index) => this.#bytes[offset + index] === byte);
    if (!same) {
      this.#stray(offset, line);
      return;
    }
    this.#repeats += 1;
    if (this.#repeats === 1)
      this.notes.add(captureNote(line, `row 0x${offset.toString(16)} is there twice, taken once`));
  }

  #stray(offset: number, line: number): void {
    this.#foreign += 1;
    if (this.#foreign > 4) return;
    const what = `row 0x${offset.toString(16)} does not continue this dump (row 0x${this.#size.toString(16)} should come)`;
    this.notes.add(codedNote("mismatch", line, what, "It belongs to another command or device and is left out."));
  }

  #grow(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(size, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
