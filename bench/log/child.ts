/** One measurement in a process of its own; its result is a line of JSON. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { nodeIo } from "../../cli/node-io.js";
import { run } from "../../cli/run.js";
import { type Counted, type Part, partsOf, scan, tasks } from "./scan.js";
import type { Order } from "./worker.js";

/** What a child is told on its command line. */
export type ChildOrder =
  | {
      readonly kind: "scan";
      readonly task: string;
      readonly path: string;
      readonly threads: number;
      readonly passes: number;
    }
  | { readonly kind: "memory"; readonly path: string };

export interface ScanReport extends Counted {
  /** Of each pass. */
  readonly passes: readonly { readonly wall: number; readonly cpu: number }[];
}

export interface MemoryReport {
  readonly code: number;
  /** Peak of resident memory in bytes. */
  readonly peak: number;
}

const total = (all: readonly Counted[]): Counted => ({
  records: all.reduce((sum, one) => sum + one.records, 0),
  exchanges: all.reduce((sum, one) => sum + one.exchanges, 0),
});

/** Runs all parts at once, each in a thread; the threads stay for the next pass. */
class Threads {
  readonly #workers: readonly Worker[];

  constructor(count: number) {
    this.#workers = Array.from({ length: count }, () => new Worker(new URL("./worker.js", import.meta.url)));
  }

  async scan(parts: readonly Part[], task: Order["task"]): Promise<Counted> {
    const counted = this.#workers.map(async (worker, index): Promise<Counted> => {
      const part = parts[index];
      if (part === undefined) return { records: 0, exchanges: 0 };
      worker.postMessage({ part, task } satisfies Order);
      const [answer]: Counted[] = await once(worker, "message");
      return answer ?? { records: 0, exchanges: 0 };
    });
    return total(await Promise.all(counted));
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

async function scanned(order: Extract<ChildOrder, { kind: "scan" }>): Promise<ScanReport> {
  const task = tasks.find((one) => one.name === order.task);
  if (task === undefined) throw new Error(`no task ${order.task}`);
  const parts = partsOf(order.path, order.threads);
  const threads = order.threads > 1 ? new Threads(order.threads) : undefined;
  const pass = async (): Promise<Counted> =>
    threads === undefined ? total(parts.map((part) => scan(part, task))) : threads.scan(parts, task);
  let counted = await pass();
  const passes: { wall: number; cpu: number }[] = [];
  for (let count = 0; count < order.passes; count += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    counted = await pass();
    const { user, system } = process.cpuUsage(before);
    passes.push({ wall: (performance.now() - start) / 1e3, cpu: (user + system) / 1e6 });
  }
  await threads?.end();
  return { ...counted, passes };
}

async function measuredMemory(path: string): Promise<MemoryReport> {
  const code = await run(["decode", "--summary", "--only", "status == 8", path], { ...nodeIo(), stdout: nowhere });
  return { code, peak: process.resourceUsage().maxRSS * 1024 };
}

const nowhere = { isTTY: false, write: async (): Promise<void> => undefined };

const order: ChildOrder = JSON.parse(process.argv[2] ?? "{}");
const report = order.kind === "scan" ? await scanned(order) : await measuredMemory(order.path);
console.log(JSON.stringify(report));
