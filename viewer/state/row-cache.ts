/** Rows of the list that the worker has sent, a page of them at a time; old pages make room. */
import type { Row } from "../protocol.js";

export const pageRows = 64;
const mostPages = 256;

export class RowCache {
  readonly #pages: Map<number, readonly Row[]> = new Map();

  get(row: number): Row | undefined {
    return this.#pages.get(Math.floor(row / pageRows))?.[row % pageRows];
  }

  put(page: number, rows: readonly Row[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
  }

  clear(): void {
    this.#pages.clear();
  }

  /** Pages of a range that are not there, or are not full though the list goes on behind them. */
  missing(from: number, to: number, count: number): number[] {
    const pages: number[] = [];
    for (let page = Math.floor(from / pageRows); page * pageRows < Math.min(to, count); page += 1) {
      const full = Math.min(pageRows, count - page * pageRows);
      if ((this.#pages.get(page)?.length ?? -1) < full) pages.push(page);
    }
    return pages;
  }
}
