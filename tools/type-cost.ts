/**
 * What the types cost a user: a project that imports every generated group against an empty one, and one group alone.
 * Compared are processor time and memory of `tsc --noEmit`, the least of some rounds. Memory has to fit; of time, which a busy
 * machine stretches, only twice the aim is too much.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { columns } from "../bench/table.js";
import { projectRoot } from "./project.js";

const rounds = 3;
const folder = join(projectRoot, "artifacts", "type-cost");

interface Project {
  readonly name: string;
  readonly text: string;
  /** Aims, beyond the empty project. */
  readonly seconds?: number;
  readonly megabytes?: number;
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
  readonly types: number;
}

function groups(generated: string): string[] {
  return readdirSync(new URL(`../src/${generated}`, import.meta.url))
    .filter((name) => name.endsWith(".d.ts") && name !== "table.d.ts")
    .map((name) => fileURLToPath(new URL(`../src/${generated}/${name.replace(/\.d\.ts$/, ".js")}`, import.meta.url)));
}

/** Uses the values too: an import that nothing uses is cheap for the compiler. */
const importing = (paths: readonly string[]): string =>
  `${paths.map((path, index) => `import * as g${index} from ${JSON.stringify(path)};`).join("\n")}\nexport const used: readonly object[] = [${paths.map((_, index) => `g${index}`).join(", ")}];\n`;

const example = (path: string): string => `import { decodeTlsCap } from ${JSON.stringify(path)};
export const version: number = decodeTlsCap(new DataView(new ArrayBuffer(256)), 0, 256).tls_1_2_aes_gcm_128;
`;

function projects(): Project[] {
  const mlx5 = groups("mlx5/gen");
  const registers = groups("mlx5/gen/registers");
  const all = [
    ...mlx5,
    ...registers,
    ...groups("cxl/gen"),
    ...groups("pds/gen"),
    ...groups("bnxt/gen"),
    ...groups("uapi/gen"),
  ];
  const capabilities = mlx5.find((path) => path.endsWith("hca-cap.js")) ?? "";
  return [
    { name: "empty", text: "export {};\n" },
    { name: "one group", text: example(capabilities), seconds: 0.5 },
    { name: `all ${all.length} groups`, text: importing(all), seconds: 4, megabytes: 120 },
  ];
}

const settings = { target: "es2023", module: "nodenext", strict: true, noEmit: true, skipLibCheck: false, types: [] };

/** Prints the processor time of the compiler when it ends. */
const meter = `data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("cpu "+(user+system)/1e6)})`;

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? Number.NaN);

function checkOnce(project: Project): Cost {
  const directory = join(folder, project.name.replaceAll(" ", "-"));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "index.ts"), project.text);
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions: settings, files: ["index.ts"] }));
  const compiler = join(projectRoot, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", meter, compiler, "--extendedDiagnostics", "-p", directory],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${project.name}: ${stdout}${stderr}`);
  return {
    seconds: numberIn(stderr, /cpu ([\d.]+)/),
    megabytes: numberIn(stdout, /Memory used:\s+(\d+)K/) / 1024,
    types: numberIn(stdout, /Types:\s+(\d+)/),
  };
}

rmSync(folder, { recursive: true, force: true });
const subjects = projects();
const costs = new Map<Project, Cost[]>(subjects.map((project) => [project, []]));
for (let round = 0; round < rounds; round += 1)
  for (const project of subjects) costs.get(project)?.push(checkOnce(project));

/** The least of all rounds: what a busy machine adds is no property of the types. */
const least = (project: Project | undefined, read: (cost: Cost) => number): number =>
  Math.min(...(project === undefined ? [] : (costs.get(project) ?? [])).map(read));
const [empty] = subjects;
const rows = subjects.map((project) => {
  const seconds = least(project, (cost) => cost.seconds) - least(empty, (cost) => cost.seconds);
  const megabytes = least(project, (cost) => cost.megabytes) - least(empty, (cost) => cost.megabytes);
  const aim = project.seconds ?? Number.POSITIVE_INFINITY;
  const tooMuch = seconds > 2 * aim || megabytes > (project.megabytes ?? Number.POSITIVE_INFINITY);
  if (tooMuch) process.exitCode = 1;
  const aims = [
    project.seconds === undefined ? "" : `${project.seconds} s`,
    project.megabytes === undefined ? "" : `${project.megabytes} MB`,
  ];
  return [
    project.name,
    seconds.toFixed(2),
    megabytes.toFixed(0),
    least(project, (cost) => cost.types).toFixed(0),
    aims.filter((part) => part !== "").join(", "),
    tooMuch ? "TOO MUCH" : seconds > aim ? "missed" : "",
  ];
});
process.stdout.write(columns([["beyond an empty project", "s", "MB", "types", "aim", ""], ...rows]));
