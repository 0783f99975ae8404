/** What the parent asks of the worker, and what it hears back. */

export interface FuzzOrder {
  readonly seed: number;
  readonly seconds: number;
  /** Only this case, of this target. */
  readonly only: { readonly target: string; readonly index: number } | undefined;
  /** Go on after a failure. */
  readonly keepGoing: boolean;
  /** Only these targets; all when empty. */
  readonly targets: readonly string[];
  /** `[target number, case number]`, written before each case. */
  readonly progress: SharedArrayBuffer;
}

export type FuzzMessage =
  | { readonly kind: "failure"; readonly target: string; readonly index: number; readonly text: string }
  | { readonly kind: "done"; readonly counts: Readonly<Record<string, number>>; readonly worst: readonly string[] };

/** In the order in which they take turns. */
export const targetNames: readonly string[] = ["layout", "generated", "exchange", "schema", "capture", "private"];
