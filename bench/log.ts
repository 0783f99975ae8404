/**
 * `npm run bench:log`: how fast logs are scanned and what is in them decoded, on one core and with threads, beside
 * `grep -F mlx5_core` on the same file in the same round; and the memory that a big log takes. Megabytes a second wander with
 * the machine; the ratios to grep are the result.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ChildOrder, MemoryReport, ScanReport } from "./log/child.js";
import { tasks } from "./log/scan.js";
import { type LogText, logTexts, writeLog } from "./log/texts.js";
import { median } from "./statistics.js";
import { columns, digits } from "./table.js";

const help = `npm run bench:log -- [options]

  --megabytes N   size of the logs that are timed (256)
  --memory N      size in megabytes of the log whose memory is measured, 0 for none (2048)
  --rounds N      rounds, each with grep once and every task once (5)
  --clock C       wall, or cpu for a machine that others are using: processor seconds of all threads (wall)
  --out FILE      where the numbers go (artifacts/bench-log.json)
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    megabytes: { type: "string", default: "256" },
    memory: { type: "string", default: "2048" },
    rounds: { type: "string", default: "5" },
    clock: { type: "string", default: "wall" },
    out: { type: "string", default: "artifacts/bench-log.json" },
  },
});

/** One way of reading one log. */
interface Contest {
  readonly text: LogText;
  readonly task: string;
  readonly threads: number;
}

interface Row extends Contest {
  /** Millions of bytes a second. */
  readonly speed: number;
  /** Times grep's speed. */
  readonly ratio: number;
  readonly records: number;
  /** A second; 0 where none are decoded. */
  readonly exchanges: number;
}

const child = fileURLToPath(new URL("./log/child.js", import.meta.url));

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = spawn(command, args, {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LC_ALL: "C" },
    });
    let text = "";
    started.stdout.on("data", (data: Buffer) => {
      text += data.toString();
    });
    started.on("error", reject);
    started.on("close", () => resolve(text));
  });
}

async function ask<Report>(order: ChildOrder): Promise<Report> {
  const report: Report = JSON.parse(await output(process.execPath, [child, JSON.stringify(order)]));
  return report;
}

const clock = values.clock === "cpu" ? "cpu" : "wall";

/** Seconds of counting the lines: without -c, or with nobody reading, grep stops at the first. The shell knows what a process took. */
async function grep(path: string): Promise<number> {
  const script = `TIMEFORMAT='%R %U %S'; { time grep -cF mlx5_core "$1" | cat >/dev/null; } 2>&1`;
  const [wall = 0, user = 0, system = 0] = (await output("bash", ["-c", script, "bash", path])).split(" ").map(Number);
  return clock === "cpu" ? user + system : wall;
}

function contests(text: LogText): Contest[] {
  const cores = availableParallelism();
  const threads = cores > 1 ? [1, cores] : [1];
  const wanted = tasks.filter((task) => text.name === "dumps" || !task.decode);
  return wanted.flatMap((task) => threads.map((count) => ({ text, task: task.name, threads: count })));
}

async function measured(text: LogText, path: string, bytes: number, rounds: number): Promise<Row[]> {
  const list = contests(text);
  const speeds = list.map((): number[] => []);
  const ratios = list.map((): number[] => []);
  const last: ScanReport[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const reference = Math.min(await grep(path), await grep(path), await grep(path));
    for (const [index, { task, threads }] of list.entries()) {
      const report = await ask<ScanReport>({ kind: "scan", task, path, threads, passes: 2 });
      const seconds = Math.min(...report.passes.map((pass) => pass[clock]));
      speeds[index]?.push(bytes / 1e6 / seconds);
      ratios[index]?.push(reference / seconds);
      last[index] = report;
    }
  }
  return list.map((contest, index) => {
    const speed = median(speeds[index] ?? []);
    const { records = 0, exchanges = 0 } = last[index] ?? {};
    const each = (exchanges * speed * 1e6) / bytes;
    return { ...contest, speed, ratio: median(ratios[index] ?? []), records, exchanges: each };
  });
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ text, task, threads, speed, ratio, exchanges }) => [
    `${text.name}: ${task}`,
    String(threads),
    digits(speed),
    digits(ratio),
    exchanges === 0 ? "" : digits(exchanges),
  ]);
  return columns([["", "threads", "MB/s", "grep = 1", "exchanges/s"], ...cells]);
}

if (values.help) console.log(help);
else {
  const folder = mkdtempSync(join(tmpdir(), "bench-log-"));
  try {
    const rows: Row[] = [];
    for (const text of logTexts) {
      const path = join(folder, `${text.name}.txt`);
      const bytes = writeLog(text, path, Number(values.megabytes) * 1e6);
      console.log(`${text.name}: ${text.statement}, ${digits(bytes / 1e6)} MB`);
      rows.push(...(await measured(text, path, bytes, Number(values.rounds))));
      rmSync(path);
    }
    console.log(`\n${table(rows)}`);
    const [sparse] = logTexts;
    const size = Number(values.memory) * 1e6;
    let memory: MemoryReport | undefined;
    if (size > 0 && sparse !== undefined) {
      const path = join(folder, "big.txt");
      const bytes = writeLog(sparse, path, size);
      memory = await ask<MemoryReport>({ kind: "memory", path });
      console.log(
        `fwctl decode --summary of ${digits(bytes / 1e6)} MB: at most ${digits(memory.peak / 1e6)} MB of memory`,
      );
    }
    mkdirSync(dirname(values.out), { recursive: true });
    const plain = rows.map(({ text, ...row }) => ({ text: text.name, ...row }));
    writeFileSync(values.out, `${JSON.stringify({ rows: plain, memory }, undefined, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
