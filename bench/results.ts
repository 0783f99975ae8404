/** What the processes of one pair add up to. */
import type { ChildOrder, ChildReport } from "./child.js";
import { median, quantile } from "./statistics.js";

/** Times are nanoseconds per record; the ratio is the median over all rounds of all processes, with its quartiles. */
export interface Timed {
  readonly kind: "timed";
  readonly task: string;
  readonly contestant: string;
  readonly baseline: string;
  readonly ratio: number;
  readonly quartiles: readonly [number, number];
  readonly rounds: number;
  readonly nanoseconds: number;
  readonly baselineNanoseconds: number;
  readonly remarks: readonly string[];
}

export interface Missing {
  readonly kind: "cannot";
  readonly task: string;
  readonly contestant: string;
  readonly reason: string;
}

export type Result = Timed | Missing;

export function resultOf(
  pair: Pick<ChildOrder, "task" | "contestant" | "baseline">,
  reports: readonly ChildReport[],
): Result {
  const { task, contestant, baseline } = pair;
  const timed = reports.filter((report) => report.kind === "timed");
  const missing = reports.find((report) => report.kind === "cannot");
  if (missing !== undefined) return { kind: "cannot", task, contestant, reason: missing.reason };
  const ratios = timed.flatMap((report) =>
    report.contestant.map((time, round) => time / (report.baseline[round] ?? Number.NaN)),
  );
  return {
    kind: "timed",
    task,
    contestant,
    baseline,
    ratio: median(ratios),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    rounds: ratios.length,
    nanoseconds: median(timed.flatMap((report) => report.contestant)),
    baselineNanoseconds: median(timed.flatMap((report) => report.baseline)),
    remarks: timed[0]?.remarks ?? [],
  };
}

/** The ratio of a pair, when it was measured. */
export function ratioOf(results: readonly Result[], task: string, contestant: string): number | undefined {
  const found = results.find((result) => result.task === task && result.contestant === contestant);
  return found?.kind === "timed" ? found.ratio : undefined;
}
