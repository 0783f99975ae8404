/**
 * What importing a family by name costs, against zod. Each import runs in a process of its own, all of them in turn, and an
 * empty module takes part: its time is the loader's own and is taken off the others. Processor time is compared, which a
 * busy machine does not stretch. The last column is the time on the clock with nothing taken off, for whoever waits for it.
 *
 * Node pays for every file, some 0.3 ms. So each package is measured twice: as installed, and as one file, the way
 * applications ship it, where only the work of the modules themselves is left.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { median } from "../bench/statistics.js";
import { columns } from "../bench/table.js";
import { projectRoot } from "./project.js";

const rounds = 15;
const folder = join(projectRoot, "artifacts", "import-time");

/** One thing to import. Shares are of zod as installed. */
interface Subject {
  readonly name: string;
  readonly file: string;
  readonly files: number;
  readonly aim?: number;
  /** Above this the check fails: about twice of what is measured, so that it never fails by chance. */
  readonly budget?: number;
}

type Limits = Pick<Subject, "aim" | "budget">;

const installed = (name: string): string => fileURLToPath(import.meta.resolve(name));

/** A package as installed, and all its modules in one file. */
async function bothWays(
  name: string,
  file: string,
  apart: Limits = {},
  together: Limits = {},
): Promise<[Subject, Subject]> {
  const bundle = join(folder, `${name.replaceAll("/", "-")}.mjs`);
  const { metafile } = await build({
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    format: "esm",
    target: "es2023",
    treeShaking: false,
    metafile: true,
    logLevel: "error",
  });
  return [
    { name, file, files: Object.keys(metafile.inputs).length, ...apart },
    { name: `${name}, as one file`, file: bundle, files: 1, ...together },
  ];
}

/** Milliseconds of one import. */
interface Cost {
  readonly processor: number;
  readonly clock: number;
}

/** One import in a fresh process whose loader has loaded a file before. */
function importOnce(file: string, warmUp: string): Cost {
  const script = `await import(${JSON.stringify(pathToFileURL(warmUp).href)});
const start = performance.now();
const before = process.cpuUsage();
await import(${JSON.stringify(pathToFileURL(file).href)});
const { user, system } = process.cpuUsage(before);
const clock = performance.now() - start;
process.stdout.write(JSON.stringify({ processor: (user + system) / 1000, clock }));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`importing ${file}: ${stderr}`);
  return JSON.parse(stdout);
}

function emptyModule(name: string): Subject {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, "export {};\n");
  return { name: `an ${name} module`, file, files: 1 };
}

mkdirSync(folder, { recursive: true });
const warmUp = emptyModule("unmeasured").file;
const empty = emptyModule("empty");
const zod = await bothWays("zod", installed("zod"));
const ours = [
  await bothWays(
    "fwctl-codec/mlx5",
    installed("fwctl-codec/mlx5"),
    { aim: 0.1, budget: 0.16 },
    { aim: 0.1, budget: 0.16 },
  ),
  await bothWays("fwctl-codec", installed("fwctl-codec")),
  await bothWays("fwctl-codec/uapi", installed("fwctl-codec/uapi")),
  await bothWays("fwctl-codec/cxl", installed("fwctl-codec/cxl")),
];
const subjects = [empty, ...zod, ...ours.flat()];

const costs = new Map<Subject, Cost[]>(subjects.map((subject) => [subject, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const subject of subjects) costs.get(subject)?.push(importOnce(subject.file, warmUp));
}
const usual = (subject: Subject, kind: keyof Cost): number =>
  median((costs.get(subject) ?? []).map((cost) => cost[kind]));
const timeOf = (subject: Subject): number =>
  usual(subject, "processor") - (subject === empty ? 0 : usual(empty, "processor"));

function verdictOf(share: number, { aim, budget }: Limits): string {
  if (share > (budget ?? Number.POSITIVE_INFINITY)) return "TOO SLOW";
  if (aim === undefined) return "";
  return share <= aim ? "reached" : "missed";
}

const [yardstick] = zod;
const rows = subjects.map((subject) => {
  const { name, files, aim, budget } = subject;
  const time = timeOf(subject);
  const share = time / timeOf(yardstick);
  const clock = usual(subject, "clock");
  const verdict = verdictOf(share, subject);
  if (verdict === "TOO SLOW") process.exitCode = 1;
  return [
    name,
    String(files),
    time.toFixed(1),
    subject === empty ? "" : share.toFixed(2),
    aim === undefined ? "" : String(aim),
    budget === undefined ? "" : String(budget),
    verdict,
    `${clock.toFixed(1)} ms, ${(clock / usual(yardstick, "clock")).toFixed(2)}`,
  ];
});
process.stdout.write(columns([["import of", "files", "ms", "of zod", "aim", "budget", "", "on the clock"], ...rows]));
