/** Faults on standard error, for forms of output that have no place for them. */
import type { Reading } from "../../reading/reading.js";
import type { Io } from "../io.js";
import { many } from "../table.js";

/** Faults of one input that are said one by one. */
const mostTold = 20;

export class FaultTeller {
  readonly #io: Io;
  readonly #name: string;
  #count = 0;

  constructor(io: Io, name: string) {
    this.#io = io;
    this.#name = name;
  }

  async tell({ faults }: Reading): Promise<void> {
    for (const fault of faults) {
      this.#count += 1;
      if (this.#count <= mostTold) await this.#io.stderr.write(`fwctl: ${this.#name}: ${fault.message}\n`);
    }
  }

  /** How many more there were. */
  async end(): Promise<void> {
    const more = this.#count - mostTold;
    if (more > 0) await this.#io.stderr.write(`fwctl: ${this.#name}: ${many(more, "more fault")}\n`);
  }
}
