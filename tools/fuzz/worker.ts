/**
 * Runs cases in a thread of its own, so that one that never ends or eats all memory can be named by the parent. Shares
 * two numbers with it: the target and the case at hand.
 */
import { parentPort, workerData } from "node:worker_threads";
import { seededRandom } from "../../bench/random.js";
import { captureTarget } from "./captures.js";
import type { Target, Work } from "./case.js";
import { type Cost, checkCost, startMeter } from "./cost.js";
import { exchangeTarget } from "./exchanges.js";
import { generatedTarget } from "./generated.js";
import { layoutTarget } from "./layouts.js";
import { type FuzzMessage, type FuzzOrder, targetNames } from "./order.js";
import { privateTarget } from "./private.js";
import { schemaTarget } from "./schemas.js";

const makers: Readonly<Record<string, () => Target | Promise<Target>>> = {
  layout: layoutTarget,
  generated: generatedTarget,
  exchange: exchangeTarget,
  schema: schemaTarget,
  capture: captureTarget,
  private: privateTarget,
};

/** Each case has a generator of its own, so that it can be run alone. */
const caseSeed = (seed: number, target: number, index: number): number =>
  Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) ^ target;

const isOrder = (value: unknown): value is FuzzOrder =>
  typeof value === "object" && value !== null && "progress" in value && "seconds" in value;

interface Tally {
  readonly target: Target;
  readonly number: number;
  count: number;
  slowest: { readonly cost: Cost; readonly work: Work } | undefined;
}

function runCase(order: FuzzOrder, tally: Tally, index: number): boolean {
  const progress = new Int32Array(order.progress);
  Atomics.store(progress, 0, tally.number);
  Atomics.store(progress, 1, index);
  const { target } = tally;
  try {
    const meter = startMeter();
    const work = target.run(seededRandom(caseSeed(order.seed, tally.number, index)), index);
    const cost = meter();
    checkCost(work, cost);
    if (cost.milliseconds > (tally.slowest?.cost.milliseconds ?? 0)) tally.slowest = { cost, work };
    tally.count += 1;
    return true;
  } catch (error) {
    post({
      kind: "failure",
      target: target.name,
      index,
      text: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return false;
  }
}

const post = (message: FuzzMessage): void => parentPort?.postMessage(message);

async function talliesOf(order: FuzzOrder): Promise<Tally[]> {
  const wanted = order.only === undefined ? order.targets : [order.only.target];
  const names = targetNames.filter((name) => wanted.length === 0 || wanted.includes(name));
  const targets = await Promise.all(names.map((name) => makers[name]?.()));
  return targets.flatMap((target) =>
    target === undefined ? [] : [{ target, number: targetNames.indexOf(target.name), count: 0, slowest: undefined }],
  );
}

async function runAll(order: FuzzOrder): Promise<void> {
  const tallies = await talliesOf(order);
  if (order.only !== undefined) for (const tally of tallies) runCase(order, tally, order.only.index);
  else takeTurns(order, tallies);
  const worst = tallies.flatMap(({ target, slowest }) => {
    if (slowest === undefined) return [];
    const { cost, work } = slowest;
    return [`${target.name}: ${cost.milliseconds.toFixed(0)} ms for ${work.size} bytes (${work.about})`];
  });
  post({ kind: "done", counts: Object.fromEntries(tallies.map(({ target, count }) => [target.name, count])), worst });
}

/** Each target gets the same time, not the same number of cases. */
function takeTurns(order: FuzzOrder, tallies: readonly Tally[]): void {
  const end = performance.now() + order.seconds * 1000;
  const turn = 200;
  const next = new Map<Tally, number>();
  let failed = false;
  while (performance.now() < end && !failed) {
    for (const tally of tallies) {
      const until = Math.min(end, performance.now() + turn);
      let index = next.get(tally) ?? 0;
      while (performance.now() < until && !failed) {
        failed = !runCase(order, tally, index) && !order.keepGoing;
        index += 1;
      }
      next.set(tally, index);
    }
  }
}

if (parentPort !== null) {
  const order: unknown = workerData;
  if (isOrder(order)) await runAll(order);
}
