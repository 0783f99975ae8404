/**
 * How long importing a family by name takes, against zod in the same run: at most a tenth. Each import runs in a process
 * of its own, in turn; processor time is compared, which a busy machine does not stretch.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../bench/statistics.js";
import { columns } from "../bench/table.js";

const rounds = 15;
const mostShare = 0.1;

const built = (path: string): string => new URL(`../src/${path}`, import.meta.url).href;

/** What is imported; the first is the yardstick. */
const subjects: readonly (readonly [name: string, specifier: string, limited: boolean])[] = [
  ["zod", "zod", false],
  ["fwctl-codec/mlx5", built("mlx5/index.js"), true],
  ["fwctl-codec", built("index.js"), false],
  ["fwctl-codec/uapi", built("uapi/index.js"), false],
  ["fwctl-codec/cxl", built("cxl/index.js"), false],
];

/** Milliseconds of processor time for one import in a fresh process. */
function importOnce(specifier: string): number {
  // The loader itself is started first: its few milliseconds belong to no package.
  const script = `await import("data:text/javascript,");
const before = process.cpuUsage();
await import(${JSON.stringify(specifier)});
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`importing ${specifier}: ${stderr}`);
  return Number(stdout);
}

const times = new Map<string, number[]>(subjects.map(([name]) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, specifier] of subjects) times.get(name)?.push(importOnce(specifier));
}
const yardstick = median(times.get("zod") ?? []);
const rows = subjects.map(([name, , limited]) => {
  const time = median(times.get(name) ?? []);
  const share = time / yardstick;
  const verdict = !limited ? "" : share <= mostShare ? "ok" : "TOO SLOW";
  if (verdict === "TOO SLOW") process.exitCode = 1;
  return [name, time.toFixed(1), share.toFixed(2), limited ? `at most ${mostShare}` : "", verdict];
});
process.stdout.write(columns([["import of", "ms", "of zod", "", ""], ...rows]));
