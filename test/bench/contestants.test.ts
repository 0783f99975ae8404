/** The benchmark times nothing that is not right: every contestant gives the expected value or bytes for every record. */
import { describe, expect, test } from "vitest";
import { contestants, loadContestant } from "../../bench/contestants/index.js";
import { prepare, prove } from "../../bench/prepare.js";
import { buildStream } from "../../bench/stream.js";
import { operationOf, sampleFor, type TaskName, taskNames, workloadOf } from "../../bench/workloads.js";

/** The peers that cannot do a task say why. */
const peers = ["kaitai", "binary-parser", "restructure", "micro-packed", "typed-binary"];

const sampleOf = (task: TaskName) => (workloadOf(task) === "W4" ? buildStream(300) : sampleFor(task));

describe.each(taskNames)("%s", (task) => {
  const sample = sampleOf(task);

  test.each(Object.keys(contestants))("%s is right, or has no such task", async (name) => {
    const ready = prepare(await loadContestant(name), task, sample);
    if ("cannot" in ready) expect(ready.cannot).not.toBe("");
    else expect(() => prove(name, task, sample, ready)).not.toThrow();
  });
});

describe("a peer without a task says why", () => {
  const tasks = taskNames.filter((task) => operationOf(task) !== "inspect");

  test.each(peers)("%s", async (name) => {
    const { tasks: known } = await loadContestant(name);
    expect(tasks.filter((task) => known[task] === undefined)).toEqual([]);
  });
});
