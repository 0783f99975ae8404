/**
 * Follows the command dumps of a log: which rows belong to which dump, and which reply to which request.
 *
 * A row names the slot of the command queue and no device, so two devices that use one slot at the same time cannot be
 * told apart: both dumps say so. A reply belongs to the last request of the same device and slot with the same opcode;
 * the process ids are those of kernel workers and mean nothing.
 */
import { DumpBytes } from "./dump-bytes.js";
import type { DumpHeader } from "./dump-header.js";
import { type DumpedMessage, dataMessage, fullMessage } from "./dump-message.js";
import { bothSides, oneSide, rowsAlone, type Side } from "./dump-record.js";
import type { DumpRow } from "./dump-row.js";
import { captureNote, codedNote } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { Slab } from "./slab.js";

interface OpenDump {
  /** `undefined` for rows that came without a header line. */
  readonly header: DumpHeader | undefined;
  readonly slot: number;
  readonly line: number;
  readonly rows: DumpBytes;
  shared: boolean;
}

/** Most dumps that may be open, and requests that may wait for their reply, at one time. */
const mostOpen = 64;
const mostWaiting = 1024;

const keyOf = (of: {
  readonly host: string | undefined;
  readonly dev: string | undefined;
  readonly slot: number;
}): string => `${of.host ?? ""} ${of.dev ?? ""} ${of.slot}`;

/** The dumps of one log. Finished records are pushed to `into`. */
export class CommandDumps {
  readonly #into: (record: CaptureRecord) => void;
  #open: OpenDump[] = [];
  #bare = 0;
  readonly #waiting: Map<string, Side> = new Map();
  /** Memory of dumps that ended. */
  readonly #spare: DumpBytes[] = [];
  readonly #slab: Slab = new Slab();

  constructor(into: (record: CaptureRecord) => void) {
    this.#into = into;
  }

  /** True while a dump is open whose rows carry no `cmd[N]`. */
  get expectsBareRows(): boolean {
    return this.#bare > 0;
  }

  begin(header: DumpHeader): void {
    const same = this.#open.find((dump) => dump.header !== undefined && keyOf(dump.header) === keyOf(header));
    if (same !== undefined) {
      if (header.slot >= 0) same.rows.notes.add(captureNote(same.line, "the line that ends this dump is lost"));
      this.#close(same);
    }
    for (const orphan of this.#open.filter((dump) => dump.header === undefined && dump.slot === header.slot)) {
      this.#close(orphan);
    }
    const others = this.#open.filter((dump) => dump.slot === header.slot);
    const opened = { header, slot: header.slot, line: header.line, rows: this.#fresh(), shared: others.length > 0 };
    for (const other of others) other.shared = true;
    this.#add(opened);
  }

  row(row: DumpRow, line: number): void {
    const dump = this.#dumpOf(row, line);
    dump.rows.add(row.offset, row.bytes, line);
  }

  end(of: { readonly dev: string | undefined; readonly host: string | undefined; readonly slot: number }): void {
    const key = keyOf(of);
    const dump =
      this.#open.find((one) => one.header !== undefined && keyOf(one.header) === key) ??
      this.#open.find((one) => one.header === undefined && one.slot === of.slot);
    if (dump !== undefined) this.#close(dump);
  }

  /** Ends the dumps whose rows carry no slot: nothing else marks their end. */
  endBare(): void {
    for (const dump of this.#open.filter((one) => one.slot < 0)) this.#close(dump);
  }

  finish(): void {
    for (const dump of [...this.#open]) {
      if (dump.slot >= 0 && dump.header !== undefined) {
        dump.rows.notes.add(codedNote("truncated", dump.line, "the log ends inside this dump"));
      }
      this.#close(dump);
    }
    for (const side of this.#waiting.values()) this.#into(oneSide(side, "the log holds no reply"));
    this.#waiting.clear();
  }

  #fresh(): DumpBytes {
    const rows = this.#spare.pop() ?? new DumpBytes();
    rows.reset();
    return rows;
  }

  #add(dump: OpenDump): void {
    const oldest = this.#open.length >= mostOpen ? this.#open[0] : undefined;
    if (oldest !== undefined) this.#close(oldest);
    this.#open.push(dump);
    if (dump.slot < 0) this.#bare += 1;
  }

  /** The open dump that a row belongs to; rows without one start a record of their own. */
  #dumpOf(row: DumpRow, line: number): OpenDump {
    const sole = this.#open[0];
    if (this.#open.length === 1 && sole?.slot === row.slot && sole.header !== undefined) return sole;
    const same = this.#open.filter((dump) => dump.slot === row.slot);
    const [only] = same;
    if (only !== undefined && same.length === 1) {
      if (only.header !== undefined || row.offset !== 0 || only.rows.next === 0) return only;
      this.#close(only);
    }
    if (same.length > 1) {
      const fitting = same.filter((dump) => dump.rows.next === row.offset);
      const chosen = fitting.at(-1) ?? same.at(-1);
      if (chosen !== undefined) return chosen;
    }
    const opened = { header: undefined, slot: row.slot, line, rows: this.#fresh(), shared: false };
    this.#add(opened);
    return opened;
  }

  #close(dump: OpenDump): void {
    this.#open = this.#open.filter((one) => one !== dump);
    if (dump.slot < 0) this.#bare -= 1;
    const { header, rows } = dump;
    if (header === undefined) this.#into(rowsAlone(rows, dump.slot, dump.line));
    else {
      if (dump.shared) {
        const what = `two devices used cmd[${header.slot}] at the same time, and rows carry no device`;
        rows.notes.add(codedNote("mismatch", header.line, what, "Rows may belong to the other dump."));
      }
      this.#pair(header, this.#message(header, rows));
    }
    this.#spare.push(rows);
  }

  #message(header: DumpHeader, rows: DumpBytes): DumpedMessage {
    if (header.mode === "data") return dataMessage(this.#slab.copy(rows.bytes), rows.notes);
    return fullMessage(rows.bytes, header.direction, header.line, rows.notes);
  }

  #pair(header: DumpHeader, message: DumpedMessage): void {
    const side: Side = { header, message };
    const key = keyOf(header);
    const request = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (header.direction === "in") {
      if (request !== undefined) this.#into(oneSide(request, "the slot was used again before a reply was shown"));
      this.#wait(key, side);
      return;
    }
    if (request === undefined) this.#into(oneSide(side, "the log holds no request for this reply"));
    else if (request.header.opcode === header.opcode) this.#into(bothSides(request, side));
    else {
      this.#into(oneSide(request, "the next reply of its slot belongs to another command"));
      this.#into(oneSide(side, "the last request of its slot is another command"));
    }
  }

  #wait(key: string, side: Side): void {
    const oldest = this.#waiting.size >= mostWaiting ? this.#waiting.entries().next().value : undefined;
    if (oldest !== undefined) {
      this.#waiting.delete(oldest[0]);
      this.#into(oneSide(oldest[1], "too many requests wait for a reply, this one is the oldest"));
    }
    this.#waiting.set(key, side);
  }
}
