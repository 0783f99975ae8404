/** The list of records as far as the worker has told it: rows come page by page, those that are on the screen. */
import type { Row, ViewState } from "./protocol.js";
import { pageRows, RowCache } from "./state/row-cache.js";
import type { WorkerClient } from "./worker-client.js";

const noList: ViewState = { generation: 0, version: 0, count: 0, scanned: 0, total: 0, done: true, error: undefined };

/** Pages that are asked for at a time; what scrolled by meanwhile is never asked for. */
const mostAsked = 2;

export class RowList {
  #state: ViewState = noList;
  /** Changes when rows have come. */
  version = 0;

  readonly #client: WorkerClient;
  readonly #changed: () => void;
  readonly #cache: RowCache = new RowCache();
  readonly #asked: Set<number> = new Set();
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 40 };

  constructor(client: WorkerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** Which list it is, and how long. */
  get state(): ViewState {
    return this.#state;
  }

  /** A row, once the worker has sent it. */
  readonly rowAt = (row: number): Row | undefined => this.#cache.get(row);

  /** A row, asked for if need be; absent when there is none. */
  async row(row: number): Promise<Row | undefined> {
    const known = this.#cache.get(row);
    if (known !== undefined) return known;
    const { generation } = this.#state;
    const [asked] = await this.#client.ask<"rows">({ type: "rows", generation, from: row, to: row + 1 });
    return asked;
  }

  /** Tells which rows are on the screen. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    this.#fetch();
  }

  /** Another list has been asked for, of which nothing is known yet. */
  begin(generation: number): void {
    if (generation !== this.#state.generation) this.#replace({ ...noList, generation, done: false });
  }

  /** News of the list. False when they are of one that is gone. */
  told(state: ViewState): boolean {
    const { generation, version } = this.#state;
    if (state.generation < generation) return false;
    if (state.generation > generation) this.#replace(state);
    if (state.version !== version) this.#cache.clear();
    this.#state = state;
    this.version += 1;
    this.#fetch();
    return true;
  }

  /** Asks for the rows again: something else is known of them. */
  refresh(): void {
    this.#cache.clear();
    this.#fetch();
  }

  /** Rows of an input that is no longer open. */
  clear(): void {
    this.#cache.clear();
  }

  #replace(state: ViewState): void {
    this.#state = state;
    this.#cache.clear();
    this.#asked.clear();
  }

  #fetch(): void {
    const { from, to } = this.#shown;
    const { generation, count } = this.#state;
    for (const page of this.#cache.missing(from, to, count)) {
      if (this.#asked.size >= mostAsked) return;
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      const first = page * pageRows;
      void this.#client.ask<"rows">({ type: "rows", generation, from: first, to: first + pageRows }).then((rows) => {
        this.#asked.delete(page);
        if (generation !== this.#state.generation) return this.#fetch();
        if (rows.length > 0) this.#cache.put(page, rows);
        this.version += 1;
        if (rows.length > 0) this.#fetch();
        this.#changed();
      });
    }
  }
}
