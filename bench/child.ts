/**
 * One comparison in a process of its own: `child.js TASK CONTESTANT BASELINE ROUNDS SLOT WARM-UP SEED`. Proves both
 * sides right, times them, and prints one line of JSON.
 */
import { loadContestant } from "./contestants/index.js";
import { compare } from "./measure.js";
import { prepare, prove, recordsPerRun, runsOf } from "./prepare.js";
import { seededRandom } from "./random.js";
import { sampleFor, type TaskName, taskNames } from "./workloads.js";

/** What a child prints: nanoseconds per record of each round, or why there is nothing to time. */
export type ChildReport =
  | {
      readonly kind: "timed";
      readonly baseline: readonly number[];
      readonly contestant: readonly number[];
      readonly remarks: readonly string[];
    }
  | { readonly kind: "cannot"; readonly reason: string };

const isTaskName = (name: string | undefined): name is TaskName => taskNames.some((known) => known === name);

async function report(argv: readonly string[]): Promise<ChildReport> {
  const [task, contestantName = "", baselineName = "hand", rounds, slot, warmUp, seed] = argv;
  if (!isTaskName(task)) throw new Error(`no task ${task}; there are ${taskNames.join(", ")}`);
  const contestant = await loadContestant(contestantName);
  const sample = sampleFor(task);
  const right = prepare(contestant, task, sample);
  if ("cannot" in right) return { kind: "cannot", reason: right.cannot };
  const left = prepare(await loadContestant(baselineName), task, sample);
  if ("cannot" in left) throw new Error(`the baseline ${baselineName} has no ${task}`);
  prove(baselineName, task, sample, left);
  prove(contestantName, task, sample, right);
  const pace = { rounds: Number(rounds), slot: Number(slot), warmUp: Number(warmUp) };
  const timings = await compare(left, right, runsOf(task, sample), pace, seededRandom(Number(seed)));
  const perRecord = (runs: readonly number[]): number[] => runs.map((time) => time / recordsPerRun(task, sample));
  return {
    kind: "timed",
    baseline: perRecord(timings.baseline),
    contestant: perRecord(timings.contestant),
    remarks: contestant.remarks,
  };
}

process.stdout.write(`${JSON.stringify(await report(process.argv.slice(2)))}\n`);
