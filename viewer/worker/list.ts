/** Which records are listed, in which order: filtered and sorted in pieces, so that the rest goes on meanwhile. */
import { headerWords } from "../../reading/about.js";
import { lookupIn, rowMaker } from "../../reading/row.js";
import { type CaptureRecord, compileFilter, type Filter } from "../../src/capture/index.js";
import type { Catalog } from "../../src/catalog/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import type { SortKey, ViewQuery, ViewState } from "../protocol.js";
import { cheapNames, cheapValue, isCheap, statusOf } from "./cheap.js";
import type { Input } from "./input.js";
import type { Knowledge } from "./knowledge.js";
import { readingOf, rowOf } from "./rows.js";
import type { Settings } from "./settings.js";

/** Longest time that the worker is busy before it looks at what else is asked, in milliseconds. */
const turnTime = 20;

export class List {
  readonly generation: number;
  readonly #input: Input;
  readonly #knowledge: Knowledge;
  readonly #settings: Settings;
  readonly #query: ViewQuery;
  readonly #filter: Filter | undefined;
  readonly #error: string | undefined;
  readonly #report: (state: ViewState) => void;
  /** Places of the listed records; absent while all are listed in their own order. */
  #order: Uint32Array | undefined;
  /** The filter asks for nothing that must be decoded. */
  readonly #isCheap: boolean;
  #version = 0;
  #count = 0;
  #scanned = 0;
  #done = false;
  #cancelled = false;

  constructor(
    generation: number,
    input: Input,
    knowledge: Knowledge,
    settings: Settings,
    query: ViewQuery,
    report: (state: ViewState) => void,
  ) {
    this.generation = generation;
    this.#input = input;
    this.#knowledge = knowledge;
    this.#settings = settings;
    this.#query = query;
    this.#report = report;
    const { filter, error } = compiled(query.filter);
    this.#filter = filter;
    this.#isCheap = filter?.names.every((name) => cheapNames.has(name)) === true;
    this.#error = error;
  }

  get state(): ViewState {
    const plain = this.#order === undefined;
    return {
      generation: this.generation,
      version: this.#version,
      count: plain ? this.#input.count : this.#count,
      scanned: plain ? this.#input.count : this.#scanned,
      total: this.#input.count,
      done: plain ? this.#input.done : this.#done,
      error: this.#error,
    };
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** The record at a place of the list. */
  at(row: number): number | undefined {
    if (row < 0 || row >= this.state.count) return undefined;
    return this.#order === undefined ? row : this.#order[row];
  }

  /** The place of a record in the list, -1 when it is not listed. */
  rowOf(index: number): number {
    if (this.#order === undefined) return index < this.#input.count ? index : -1;
    return this.#order.subarray(0, this.#count).indexOf(index);
  }

  /** Goes through the input as far as filter and order ask for it. */
  async build(): Promise<void> {
    const { sort, descending } = this.#query;
    if (this.#filter === undefined && (sort === undefined || (sort === "index" && !descending)))
      return this.#report(this.state);
    this.#order = new Uint32Array(4096);
    const keys = sort === undefined || sort === "index" ? undefined : new SortKeys();
    let turn = performance.now();
    for (let from = 0; !this.#cancelled; ) {
      for await (const { first, records } of this.#input.scan(from)) {
        for (const [offset, record] of records.entries()) {
          if (this.#cancelled) return;
          this.#look(record, first + offset, keys);
          if (performance.now() - turn > turnTime) {
            await rest();
            turn = performance.now();
          }
        }
        from = first + records.length;
        this.#scanned = from;
        this.#report(this.state);
      }
      if (this.#input.done && from >= this.#input.count) break;
      await rest(20);
    }
    if (this.#cancelled) return;
    if (keys !== undefined) this.#order = keys.sorted(this.#order.subarray(0, this.#count), descending);
    else if (descending) this.#order = this.#order.slice(0, this.#count).reverse();
    this.#version += 1;
    this.#done = true;
    this.#report(this.state);
  }

  #look(record: CaptureRecord, index: number, keys: SortKeys | undefined): void {
    if (this.#filter !== undefined && !this.#passes(record, index, this.#filter)) return;
    this.#push(index);
    keys?.push(this.#sortText(record, index));
  }

  #push(index: number): void {
    const order = this.#order ?? new Uint32Array(4096);
    if (this.#count < order.length) this.#order = order;
    else {
      this.#order = new Uint32Array(order.length * 2);
      this.#order.set(order);
    }
    this.#order[this.#count] = index;
    this.#count += 1;
  }

  #passes(record: CaptureRecord, index: number, filter: Filter): boolean {
    const { catalog } = this.#knowledge.known;
    if (isCheap(record) && this.#isCheap) return filter.test((name) => cheapValue(record, name, catalog));
    const reading = readingOf(record, this.#knowledge, this.#settings);
    const { known } = this.#knowledge;
    const make = rowMaker(known, headerWords(known.catalog.family(1)));
    return filter.test(lookupIn(reading, make(reading, this.#input.name, index + 1)));
  }

  #sortText(record: CaptureRecord, index: number): string | number {
    const { catalog } = this.#knowledge.known;
    switch (this.#query.sort satisfies SortKey | undefined) {
      case "time":
        return timeKey(record);
      case "device":
        return `${record.host ?? ""} ${record.dev ?? ""}`;
      case "what":
        return commandKey(record, catalog);
      case "status":
        return statusKey(record, catalog);
      case "notes":
        return notesKey(rowOf(readingOf(record, this.#knowledge, this.#settings), index, this.#knowledge));
      default:
        return index;
    }
  }
}

/** Gives the worker's other requests a turn. */
export const rest = (time = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

function compiled(text: string): { filter: Filter | undefined; error: string | undefined } {
  if (text.trim() === "") return { filter: undefined, error: undefined };
  try {
    return { filter: compileFilter(text), error: undefined };
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    return { filter: undefined, error: error.message };
  }
}

/** Seconds and recorders' numbers as numbers; dates as text, which their notation sorts. */
function timeKey({ ts, line }: CaptureRecord): string | number {
  if (ts === undefined) return line ?? 0;
  const number = Number(ts);
  return Number.isFinite(number) ? number : String(ts);
}

/** Family, then command; events by their name. */
function commandKey(record: CaptureRecord, catalog: Catalog): string {
  if (record.kind === "event") return `${record.family} ${record.name}`;
  if (!isCheap(record)) return record.kind;
  const command = cheapValue(record, "command", catalog) ?? cheapValue(record, "opcode", catalog) ?? "";
  return `${cheapValue(record, "family", catalog) ?? ""} ${command}`;
}

/** Refusals behind successes, unknown outcomes between them. */
function statusKey(record: CaptureRecord, catalog: Catalog): string {
  if (record.kind === "lost") return "4";
  if ("errno" in record && record.errno !== undefined) return `3 ${record.errno}`;
  const status = record.kind === "rpc" ? statusOf(record, catalog) : undefined;
  const code = record.kind === "error-line" ? record.status : status?.code;
  if (code === undefined) return "1";
  return code === 0 && status?.ok === true ? "0" : `2 ${String(code).padStart(10, "0")}`;
}

const notesKey = ({ notes, faults }: { readonly notes: number; readonly faults: number }): number =>
  faults * 1e6 + notes;

/** Sort keys of the listed records. Texts are kept once each, since a log repeats the same few. */
class SortKeys {
  readonly #texts: Map<string, number> = new Map();
  #values: Float64Array = new Float64Array(4096);
  #isText: Uint8Array = new Uint8Array(4096);
  #count = 0;

  push(key: string | number): void {
    if (this.#count === this.#values.length) this.#grow();
    const text = typeof key === "string";
    this.#isText[this.#count] = text ? 1 : 0;
    this.#values[this.#count] = text ? this.#number(key) : key;
    this.#count += 1;
  }

  /** Places in the order of their keys; equal ones stay as they were. */
  sorted(places: Uint32Array, descending: boolean): Uint32Array {
    const texts = [...this.#texts.keys()].sort();
    const ranks = new Float64Array(texts.length);
    for (const [rank, text] of texts.entries()) ranks[this.#texts.get(text) ?? 0] = rank;
    const values = this.#values;
    const isText = this.#isText;
    for (let at = 0; at < this.#count; at += 1) if (isText[at] === 1) values[at] = ranks[values[at] ?? 0] ?? 0;
    const sign = descending ? -1 : 1;
    const order = Uint32Array.from(places, (_, at) => at);
    order.sort((a, b) => {
      const kind = (isText[a] ?? 0) - (isText[b] ?? 0);
      const difference = kind === 0 ? (values[a] ?? 0) - (values[b] ?? 0) : kind;
      return difference === 0 ? a - b : sign * difference;
    });
    return order.map((at) => places[at] ?? 0);
  }

  #number(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #grow(): void {
    const values = new Float64Array(this.#values.length * 2);
    values.set(this.#values);
    this.#values = values;
    const isText = new Uint8Array(this.#isText.length * 2);
    isText.set(this.#isText);
    this.#isText = isText;
  }
}
