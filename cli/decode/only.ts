/** `--only`: the filter of a run, which also remembers whether its names were ever met. */
import { fieldNames } from "../../reading/find.js";
import type { Reading } from "../../reading/reading.js";
import { lookupIn } from "../../reading/row.js";
import { compileFilter, type Filter, type FlatRow } from "../../src/capture/index.js";
import { isFwctlFault, nearest } from "../../src/fault/index.js";
import { UsageError } from "../usage.js";

/** Names of decoded fields that are kept for "did you mean". */
const mostNames = 20_000;

export class Only {
  readonly #filter: Filter;
  /** Names of the filter that no record had. */
  readonly #unmet: Set<string>;
  readonly #known: Set<string> = new Set();

  /** @throws UsageError for a filter that cannot be read. */
  constructor(text: string) {
    try {
      this.#filter = compileFilter(text);
    } catch (error) {
      if (isFwctlFault(error)) throw new UsageError(`--only: ${error.message}`);
      throw error;
    }
    this.#unmet = new Set(this.#filter.names);
  }

  test(reading: Reading, row: FlatRow): boolean {
    const lookup = lookupIn(reading, row);
    for (const name of this.#unmet) {
      if (Object.hasOwn(row, name) || lookup(name) !== undefined) this.#unmet.delete(name);
      else this.#remember(reading, row);
    }
    return this.#filter.test(lookup);
  }

  #remember(reading: Reading, row: FlatRow): void {
    if (this.#known.size >= mostNames) return;
    for (const name of [...Object.keys(row), ...fieldNames(reading)]) this.#known.add(name);
  }

  /** Of each name that no record had, a sentence. */
  get remarks(): string[] {
    return [...this.#unmet].map((name) => {
      const near = nearest(name, this.#known, 2);
      const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
      return `--only: no record has "${name.slice(0, 60)}".${hint}`;
    });
  }
}
