/** What one fuzz case is, and how it fails. */
import type { Random } from "../../bench/random.js";
import { type FwctlFault, isFwctlFault } from "../../src/fault/index.js";

/** What a case worked on, for its limits of time and memory. */
export interface Work {
  /** Bytes (or characters) of all inputs. */
  readonly size: number;
  /** What was read, for the report. */
  readonly about: string;
}

export interface Target {
  readonly name: string;
  /** Runs one case. Everything it does follows from `random` and `index`. */
  run(random: Random, index: number): Work;
}

/** Something escaped or was wrong. */
export class FuzzFailure extends Error {
  override readonly name = "FuzzFailure";
}

/** Longest message of a fault that is not a list of schema problems. */
const longestMessage = 2000;

function checkMessage(what: string, fault: FwctlFault): void {
  if (fault.code !== "schema" && fault.message.length > longestMessage) {
    throw new FuzzFailure(`${what}: a message of ${fault.message.length} characters: ${fault.message.slice(0, 200)}`);
  }
}

/** Runs `attempt`; a fault of the library is an answer (`undefined`), any other error a failure. */
export function onlyFaults<Result>(what: string, attempt: () => Result): Result | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof FuzzFailure) throw error;
    if (!isFwctlFault(error)) throw new FuzzFailure(`${what}: ${describe(error)}`, { cause: error });
    checkMessage(what, error);
    // Hostile values here throw nothing themselves, so what a fault wraps is an error of the library.
    if (error.code === "kind" && error.cause !== undefined) {
      throw new FuzzFailure(`${what}: ${error.message} ${describe(error.cause)}`, { cause: error.cause });
    }
    return undefined;
  }
}

/** Runs `attempt`, which must not throw at all. */
export function neverThrows<Result>(what: string, attempt: () => Result): Result {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof FuzzFailure) throw error;
    throw new FuzzFailure(`${what} threw: ${describe(error)}`, { cause: error });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** One of the elements. */
export function choose<Element>(random: Random, elements: readonly Element[]): Element {
  const start = random.below(elements.length);
  for (const element of elements.slice(start, start + 1)) return element;
  throw new RangeError("nothing to choose from");
}
