/**
 * `npm run bench`: measures every contestant on every task, each pair in a process of its own, and prints ratios to the
 * hand-written baseline of the same process. Nanoseconds wander with the machine; ratios are the result.
 */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { formatAims, judge } from "./aims.js";
import type { ChildOrder, ChildReport } from "./child.js";
import { contestants, loadContestant } from "./contestants/index.js";
import type { Clock } from "./loop.js";
import type { Pace } from "./measure.js";
import { type Random, seededRandom } from "./random.js";
import { type Result, resultOf } from "./results.js";
import { formatResults } from "./table.js";
import { manyTask, taskNames } from "./workloads.js";

const help = `npm run bench -- [options]

  --quick             one process a pair, short slots: minutes become one, and ratios become rough
  --only TEXT         only pairs whose "task contestant" contains TEXT; may be repeated
  --rounds N          timed rounds in a process (11)
  --processes N       processes for each pair (3)
  --clock wall|cpu    cpu counts processor time, for a machine that others are using (wall)
  --seed N            order of pairs and rounds (1)
  --out FILE          where the numbers go (artifacts/bench.json)
  --check             exit 1 when an aim is missed
`;

interface Options {
  readonly pace: Pace;
  readonly processes: number;
  readonly only: readonly string[];
  readonly seed: number;
  readonly out: string;
  readonly check: boolean;
}

function options(): Options | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      rounds: { type: "string" },
      processes: { type: "string" },
      clock: { type: "string", default: "wall" },
      seed: { type: "string", default: "1" },
      out: { type: "string", default: "artifacts/bench.json" },
      check: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const clock: Clock = values.clock === "cpu" ? "cpu" : "wall";
  const rounds = Number(values.rounds ?? (values.quick ? 5 : 11));
  const pace: Pace = values.quick ? { rounds, slot: 8, warmUp: 300, clock } : { rounds, slot: 20, warmUp: 1000, clock };
  const processes = Number(values.processes ?? (values.quick ? 1 : 3));
  return { pace, processes, only: values.only, seed: Number(values.seed), out: values.out, check: values.check };
}

type Pair = Pick<ChildOrder, "task" | "contestant" | "baseline">;

const nameOf = (pair: Pair): string => `${pair.task} ${pair.contestant}`;

/** What there is to measure, and what a contestant says it cannot do. */
interface Plan {
  readonly pairs: readonly Pair[];
  readonly missing: readonly Result[];
}

async function planOf(only: readonly string[]): Promise<Plan> {
  const all: Pair[] = taskNames.flatMap((task) =>
    Object.keys(contestants)
      .filter((contestant) => contestant !== "hand")
      .map((contestant) => ({ task, contestant, baseline: "hand" })),
  );
  for (const contestant of ["generated", "by-name"]) all.push({ task: manyTask, contestant, baseline: "one layout" });
  const pairs: Pair[] = [];
  const missing: Result[] = [];
  for (const pair of all.filter((one) => only.length === 0 || only.some((text) => nameOf(one).includes(text)))) {
    const reason = await reasonAgainst(pair);
    if (reason === undefined) pairs.push(pair);
    else if (reason !== "") missing.push({ kind: "cannot", task: pair.task, contestant: pair.contestant, reason });
  }
  return { pairs, missing };
}

/** Why a pair is not measured: the contestant's reason, or the empty text when it was never meant to. */
async function reasonAgainst({ task, contestant }: Pair): Promise<string | undefined> {
  if (task === manyTask) return undefined;
  const { tasks } = await loadContestant(contestant);
  const maker: unknown = Reflect.get(tasks, task);
  if (maker === undefined) return "";
  return typeof maker === "object" && maker !== null && "cannot" in maker ? String(maker.cannot) : undefined;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, key: random.bits(32) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const isReport = (value: unknown): value is ChildReport =>
  typeof value === "object" && value !== null && "kind" in value && (value.kind === "timed" || value.kind === "cannot");

/**
 * Starts a child and takes its line. The child is then ended: a peer's huge compiled reader can keep the engine's
 * compiler busy long after the last result.
 */
function inChild(order: ChildOrder): Promise<ChildReport> {
  const script = fileURLToPath(new URL("./child.js", import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let output = "";
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.endsWith("\n")) return;
      const report: unknown = JSON.parse(output);
      child.kill("SIGKILL");
      if (isReport(report)) resolve(report);
    });
    child.on("error", reject);
    child.on("close", () => reject(new Error(`${nameOf(order)}: ${complaint.trim()}`)));
  });
}

/** Functions of several hundred fields take the engine seconds to compile. */
const paceFor = ({ task }: Pair, pace: Pace): Pace =>
  task.startsWith("W2F ") ? { ...pace, warmUp: pace.warmUp * 4 } : pace;

async function measureAll(chosen: readonly Pair[], { pace, processes, seed }: Options): Promise<Result[]> {
  const random = seededRandom(seed);
  const reports = new Map<Pair, ChildReport[]>(chosen.map((pair) => [pair, []]));
  for (let process_ = 0; process_ < processes; process_ += 1) {
    for (const pair of shuffled(chosen, random)) {
      const earlier = reports.get(pair) ?? [];
      process.stderr.write(`\r\u001b[K${process_ + 1}/${processes} ${nameOf(pair)}`);
      earlier.push(await inChild({ ...pair, pace: paceFor(pair, pace), seed: random.bits(32) }));
    }
  }
  process.stderr.write("\r\u001b[K");
  return chosen.map((pair) => resultOf(pair, reports.get(pair) ?? []));
}

async function main(): Promise<void> {
  const chosen = options();
  if (chosen === undefined) {
    process.stdout.write(help);
    return;
  }
  const { pairs, missing } = await planOf(chosen.only);
  const results = [...(await measureAll(pairs, chosen)), ...missing];
  const verdicts = judge(results);
  process.stdout.write(`${formatResults(results)}\n${formatAims(verdicts)}`);
  const machine = {
    node: process.version,
    v8: process.versions.v8,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
  };
  await mkdir(dirname(chosen.out), { recursive: true });
  await writeFile(
    chosen.out,
    `${JSON.stringify({ machine, pace: chosen.pace, processes: chosen.processes, results, aims: verdicts }, undefined, 2)}\n`,
  );
  if (chosen.check && verdicts.some((verdict) => verdict.reached === false)) process.exitCode = 1;
}

await main();
