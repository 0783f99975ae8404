/** Turns a contestant and a task into something to run, and proves that it gives the right answer. */
import type { Cannot, Contestant, Decoder, Task } from "./contestants/contestant.js";
import { property } from "./contestants/reading.js";
import { readCmdHcaCap } from "./hand/cmd-hca-cap-read.js";
import { readFwctlRpc } from "./hand/fwctl-rpc.js";
import { readOffloadReply } from "./hand/offload-reply.js";
import { readFeatures } from "./hand/supported-features.js";
import { difference } from "./same.js";
import type { Sample } from "./sample.js";
import { operationOf, type TaskName } from "./workloads.js";

/**
 * The values an encoder is given, made by the hand-written reader after it has run for a while: the objects of a cold
 * literal have several hidden shapes, which makes every encoder many times slower and says nothing about it.
 */
function inputsOf<Value>(sample: Sample, read: (view: DataView, at: number, end: number) => Value): Value[] {
  const all = (): Value[] => sample.starts.map((start, index) => read(sample.view, start, sample.ends[index] ?? start));
  for (let decoded = 0; decoded < 20_000; decoded += sample.starts.length) all();
  return all();
}

const isCannot = (maker: unknown): maker is Cannot => typeof maker === "object" && maker !== null && "cannot" in maker;

/** The task ready to run, or the reason why there is none. */
export function prepare(contestant: Contestant, task: TaskName, sample: Sample): Task | Cannot {
  const missing: Cannot = { cannot: "not measured" };
  const { tasks } = contestant;
  switch (task) {
    case "W1 encode": {
      const maker = tasks[task] ?? missing;
      return isCannot(maker) ? maker : maker(sample, inputsOf(sample, readFwctlRpc));
    }
    case "W2 encode": {
      const maker = tasks[task] ?? missing;
      return isCannot(maker) ? maker : maker(sample, inputsOf(sample, readOffloadReply));
    }
    case "W2F encode": {
      const maker = tasks[task] ?? missing;
      return isCannot(maker) ? maker : maker(sample, inputsOf(sample, readCmdHcaCap));
    }
    case "W3 encode": {
      const maker = tasks[task] ?? missing;
      return isCannot(maker) ? maker : maker(sample, inputsOf(sample, readFeatures));
    }
    default: {
      const maker: Decoder | Cannot = tasks[task] ?? missing;
      return isCannot(maker) ? maker : maker(sample);
    }
  }
}

/** Runs of a task that cover its sample once. */
export function runsOf(task: TaskName, sample: Sample): number {
  const operation = operationOf(task);
  return operation === "scan" || operation === "field" ? 1 : sample.starts.length;
}

/** Records that one run handles. */
export const recordsPerRun = (task: TaskName, sample: Sample): number => sample.starts.length / runsOf(task, sample);

function scanTotal(sample: Sample): number {
  const total = property(sample, "total");
  if (typeof total !== "number") throw new Error("only a stream has a total");
  return total;
}

function fieldTotal(sample: Sample, path: readonly string[]): number {
  return sample.values.reduce<number>((sum, value) => {
    let inside: unknown = value;
    for (const name of path) inside = property(inside, name);
    return sum + Number(inside);
  }, 0);
}

function expected(task: TaskName, sample: Sample, index: number): unknown {
  if (task === "W1 field") return fieldTotal(sample, ["in_len"]);
  if (task === "W2 field")
    return fieldTotal(sample, ["capability", "per_protocol_networking_offload_caps", "max_lso_cap"]);
  if (task === "W4 scan") return scanTotal(sample);
  if (operationOf(task) === "encode") return sample.bytes.subarray(sample.starts[index], sample.ends[index]);
  return sample.values[index];
}

/** Throws when any of the first 1,000 records comes out other than expected. */
export function prove(name: string, task: TaskName, sample: Sample, ready: Task): void {
  const encodes = operationOf(task) === "encode";
  const first = ready.run(0);
  for (let index = 0; index < Math.min(runsOf(task, sample), 1000); index += 1) {
    // An encoder that leaves bytes as they were would go unnoticed in a buffer that was right before.
    if (encodes && first instanceof Uint8Array) first.fill(0xaa);
    const result = ready.run(index);
    const received = ready.reading === undefined ? result : ready.reading(result);
    const wrong = difference(expected(task, sample, index), received);
    if (wrong !== undefined) throw new Error(`${name}, ${task}, record ${index}: ${wrong}`);
  }
}
