/** Two tasks against each other in one process: warmed, then timed in rounds whose order is drawn anew each time. */
import type { Task } from "./contestants/contestant.js";
import { type Clock, freshLoop, type Timed } from "./loop.js";
import type { Random } from "./random.js";

export interface Pace {
  readonly rounds: number;
  /** Milliseconds that one timing of one side should take. */
  readonly slot: number;
  /** Milliseconds of running before anything is timed. */
  readonly warmUp: number;
  readonly clock: Clock;
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

function timeOnce(side: Side, clock: Clock): number {
  const elapsed = side.loop(side.task.run, side.runs, side.from, side.count, clock);
  side.from = (side.from + side.count) % side.runs;
  return elapsed / side.count;
}

/** Runs a side until it is warm, then sets how many runs fill a slot. */
function warm(side: Side, pace: Pace, milliseconds: number): void {
  const slot = pace.slot * nanosecondsPerMillisecond;
  let spent = 0;
  let perRun = 0;
  while (spent < milliseconds * nanosecondsPerMillisecond) {
    const elapsed = timeOnce(side, pace.clock) * side.count;
    // The clock of processor time is coarse: what it cannot see took at least nothing and is repeated with more runs.
    spent += Math.max(elapsed, 1000);
    if (elapsed > 0) perRun = elapsed / side.count;
    if (elapsed < slot / 4) side.count *= 2;
  }
  side.count = Math.max(1, Math.round(slot / Math.max(perRun, 0.1)));
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
  for (const side of [left, right, left, right]) warm(side, pace, pace.warmUp / 2);
  const timings: { baseline: number[]; contestant: number[] } = { baseline: [], contestant: [] };
  for (let round = 0; round < pace.rounds; round += 1) {
    const leftFirst = random.bits(1) === 1;
    const first = timeOnce(leftFirst ? left : right, pace.clock);
    const second = timeOnce(leftFirst ? right : left, pace.clock);
    timings.baseline.push(leftFirst ? first : second);
    timings.contestant.push(leftFirst ? second : first);
  }
  return timings;
}
