/** Two tasks against each other in one process: warmed, then timed in rounds whose order is drawn anew each time. */
import type { Task } from "./contestants/contestant.js";
import { freshLoop, type Timed } from "./loop.js";
import type { Random } from "./random.js";

export interface Pace {
  readonly rounds: number;
  /** Milliseconds that one timing of one side should take. */
  readonly slot: number;
  /** Milliseconds of running before anything is timed. */
  readonly warmUp: number;
}

/** Nanoseconds per run of each round. */
export interface Timings {
  readonly baseline: readonly number[];
  readonly contestant: readonly number[];
}

interface Side {
  readonly task: Task;
  readonly loop: Timed;
  readonly runs: number;
  /** Runs in one timing. */
  count: number;
  /** Where the next timing goes on. */
  from: number;
}

const nanosecondsPerMillisecond = 1e6;

function timeOnce(side: Side): number {
  const elapsed = side.loop(side.task.run, side.runs, side.from, side.count);
  side.from = (side.from + side.count) % side.runs;
  return elapsed / side.count;
}

/** Runs a side until it is warm, then sets how many runs fill a slot. */
function warm(side: Side, pace: Pace): void {
  let spent = 0;
  let last = 0;
  while (spent < pace.warmUp * nanosecondsPerMillisecond) {
    last = timeOnce(side);
    spent += last * side.count;
    if (last * side.count < nanosecondsPerMillisecond) side.count *= 2;
  }
  side.count = Math.max(1, Math.round((pace.slot * nanosecondsPerMillisecond) / last));
}

async function sideOf(name: string, task: Task, runs: number): Promise<Side> {
  return { task, loop: await freshLoop(name), runs, count: 1, from: 0 };
}

export async function compare(
  baseline: Task,
  contestant: Task,
  runs: number,
  pace: Pace,
  random: Random,
): Promise<Timings> {
  const left = await sideOf("baseline", baseline, runs);
  const right = await sideOf("contestant", contestant, runs);
  // Twice in turn, so that neither side is tuned before the other has disturbed what both share.
  for (const side of [left, right, left, right]) warm(side, { ...pace, warmUp: pace.warmUp / 2 });
  const timings: { baseline: number[]; contestant: number[] } = { baseline: [], contestant: [] };
  for (let round = 0; round < pace.rounds; round += 1) {
    const leftFirst = random.bits(1) === 1;
    const first = timeOnce(leftFirst ? left : right);
    const second = timeOnce(leftFirst ? right : left);
    timings.baseline.push(leftFirst ? first : second);
    timings.contestant.push(leftFirst ? second : first);
  }
  return timings;
}
