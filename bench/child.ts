/** One comparison in a process of its own: proves both sides right, times them, and prints one line of JSON. */
import { loadContestant } from "./contestants/index.js";
import { compareMany, type Form } from "./many.js";
import { compare, type Pace } from "./measure.js";
import { prepare, prove, recordsPerRun, runsOf } from "./prepare.js";
import { seededRandom } from "./random.js";
import { manyTask, sampleFor, type TaskName, taskNames } from "./workloads.js";

/** What a child prints: nanoseconds per record of each round, or why there is nothing to time. */
export type ChildReport =
  | {
      readonly kind: "timed";
      readonly baseline: readonly number[];
      readonly contestant: readonly number[];
      readonly remarks: readonly string[];
    }
  | { readonly kind: "cannot"; readonly reason: string };

const isTaskName = (name: string): name is TaskName => taskNames.some((known) => known === name);

/** What the parent asks for, as the one argument. */
export interface ChildOrder {
  readonly task: string;
  readonly contestant: string;
  readonly baseline: string;
  readonly pace: Pace;
  readonly seed: number;
}

const isOrder = (value: unknown): value is ChildOrder =>
  typeof value === "object" &&
  value !== null &&
  ["task", "contestant", "baseline", "pace", "seed"].every((key) => Object.hasOwn(value, key));

const isForm = (name: string): name is Form => name === "generated" || name === "by-name";

async function carryOut(order: ChildOrder): Promise<ChildReport> {
  const random = seededRandom(order.seed);
  if (order.task === manyTask && isForm(order.contestant)) {
    return { kind: "timed", ...(await compareMany(order.contestant, order.pace, random)), remarks: [] };
  }
  const { task } = order;
  if (!isTaskName(task)) throw new Error(`no task ${task}; there are ${taskNames.join(", ")}`);
  const contestant = await loadContestant(order.contestant);
  const sample = sampleFor(task);
  const right = prepare(contestant, task, sample);
  if ("cannot" in right) return { kind: "cannot", reason: right.cannot };
  const left = prepare(await loadContestant(order.baseline), task, sample);
  if ("cannot" in left) throw new Error(`the baseline ${order.baseline} has no ${task}`);
  prove(order.baseline, task, sample, left);
  prove(order.contestant, task, sample, right);
  const timings = await compare(left, right, runsOf(task, sample), order.pace, random);
  const perRecord = (runs: readonly number[]): number[] => runs.map((time) => time / recordsPerRun(task, sample));
  return {
    kind: "timed",
    baseline: perRecord(timings.baseline),
    contestant: perRecord(timings.contestant),
    remarks: contestant.remarks,
  };
}

const order: unknown = JSON.parse(process.argv[2] ?? "null");
if (!isOrder(order)) throw new Error("child.js is started by run.js");
process.stdout.write(`${JSON.stringify(await carryOut(order))}\n`);
