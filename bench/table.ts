/** The results as text: one table of ratios, then what the cells leave out. */

import type { Result, Timed } from "./results.js";
import { median } from "./statistics.js";
import { manyTask, operationOf, operations, taskNames, workloads } from "./workloads.js";

/** Three digits are more than a shared machine knows. */
export function digits(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const pad = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
    .join("  ")
    .trimEnd();

/** Rows of cells in columns as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) => `${pad(row, widths)}\n`).join("");
}

const isTimed = (result: Result): result is Timed => result.kind === "timed";

/** One row a task, one column a contestant: times the hand-written baseline. */
function matrix(results: readonly Result[]): string {
  const names = [...new Set(results.filter(isTimed).map((result) => result.contestant))];
  const rows = [...taskNames, manyTask].flatMap((task) => {
    const own = results.filter((result) => result.task === task).filter(isTimed);
    if (own.length === 0) return [];
    const cells = names.map((name) => {
      const cell = own.find((result) => result.contestant === name);
      return cell === undefined ? "" : digits(cell.ratio);
    });
    return [[task, digits(median(own.map((result) => result.baselineNanoseconds))), ...cells]];
  });
  return columns([["", "baseline, ns", ...names], ...rows]);
}

function quartiles(results: readonly Result[]): string {
  const rows = results
    .filter(isTimed)
    .map((result) => [
      `${result.task} ${result.contestant}`,
      digits(result.ratio),
      digits(result.quartiles[0]),
      digits(result.quartiles[1]),
      digits(result.nanoseconds),
    ]);
  return columns([["", "ratio", "1st quartile", "3rd quartile", "ns"], ...rows]);
}

function grouped(lines: readonly (readonly [string, string])[]): string {
  const byText = new Map<string, string[]>();
  for (const [text, who] of lines) byText.set(text, [...(byText.get(text) ?? []), who]);
  return [...byText].map(([text, who]) => `  ${[...new Set(who)].join(", ")}: ${text}\n`).join("");
}

export function formatResults(results: readonly Result[]): string {
  const tasks = new Set(results.map((result) => result.task));
  const measured = workloads.filter(({ name }) => [...tasks].some((task) => task.startsWith(`${name} `)));
  const done = Object.entries(operations).filter(([name]) =>
    taskNames.some((task) => tasks.has(task) && operationOf(task) === name),
  );
  const remarks = results
    .filter(isTimed)
    .flatMap((result) => result.remarks.map((remark) => [remark, result.contestant] as const));
  const missing = results.flatMap((result) =>
    result.kind === "cannot" ? [[result.reason, `${result.task} ${result.contestant}`] as const] : [],
  );
  return [
    `${measured.map((workload) => `${workload.name}: ${workload.title}. ${workload.statement}\n`).join("")}`,
    tasks.has(manyTask)
      ? "200 layouts: 200 small mlx5 structs in turn through one call site, against each alone in a loop of its own.\n"
      : "",
    `${done.map(([name, what]) => `${name}: ${what}.\n`).join("")}`,
    `Time per record as a multiple of the hand-written code in the same process (medians of per-round ratios):\n${matrix(results)}`,
    `Spread:\n${quartiles(results)}`,
    remarks.length === 0 ? "" : `What differs in a contestant's results:\n${grouped(remarks)}`,
    missing.length === 0 ? "" : `Empty cells:\n${grouped(missing)}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}
