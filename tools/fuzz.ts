/**
 * `npm run fuzz -- --seconds 60 --seed 7`: feeds bad input to everything that reads bytes, schemas and captures. Only
 * FwctlFault may come out, decode and encode must be each other's inverse, and time and memory must stay in proportion.
 * A failure prints the one line that repeats it.
 */
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { type FuzzMessage, type FuzzOrder, targetNames } from "./fuzz/order.js";

const help = `npm run fuzz -- [options]

  --seconds N        how long (60)
  --seed N           where the random numbers start; drawn and printed when absent
  --target NAME      only ${targetNames.join(", ")}; may be repeated
  --keep-going       go on after a failure, and print each kind of failure once
  --case NAME:N      only this case, with --seed: what a failure prints
`;

/** A case that takes longer than this will not end. */
const hangSeconds = 30;

function readOrder(): FuzzOrder | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      seconds: { type: "string", default: "60" },
      seed: { type: "string" },
      target: { type: "string", multiple: true, default: [] },
      case: { type: "string" },
      "keep-going": { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const [target = "", index = "0"] = values.case?.split(":") ?? [];
  return {
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed),
    seconds: Number(values.seconds),
    only: values.case === undefined ? undefined : { target, index: Number(index) },
    targets: values.target,
    keepGoing: values["keep-going"],
    progress: new SharedArrayBuffer(8),
  };
}

const repeatLine = (seed: number, target: string, index: number): string =>
  `npm run fuzz -- --seed ${seed} --case ${target}:${index}`;

/** Failures that differ only in names and numbers are one kind. */
const kinds = new Set<string>();

const kindOf = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/[\w~.@]+: /, "")
    .replace(/[0-9a-f]{2,}|\d+/g, "")
    .slice(0, 60);

function fail(order: FuzzOrder, target: string, index: number, text: string): void {
  const kind = `${target} ${kindOf(text)}`;
  if (kinds.has(kind)) return;
  kinds.add(kind);
  process.stdout.write(
    `\nFAILED ${target} case ${index}: ${text}\n\nRepeat with: ${repeatLine(order.seed, target, index)}\n`,
  );
  process.exitCode = 1;
}

/** The case the worker was at when it stopped answering. */
function current(order: FuzzOrder): { readonly target: string; readonly index: number } {
  const progress = new Int32Array(order.progress);
  return { target: targetNames[Atomics.load(progress, 0)] ?? "?", index: Atomics.load(progress, 1) };
}

const isMessage = (value: unknown): value is FuzzMessage =>
  typeof value === "object" && value !== null && "kind" in value && (value.kind === "failure" || value.kind === "done");

function watch(order: FuzzOrder, worker: Worker): NodeJS.Timeout {
  let last = "";
  let since = performance.now();
  return setInterval(() => {
    const { target, index } = current(order);
    if (`${target}:${index}` !== last) {
      last = `${target}:${index}`;
      since = performance.now();
    } else if (performance.now() - since > hangSeconds * 1000) {
      fail(order, target, index, `still running after ${hangSeconds} seconds`);
      void worker.terminate();
    }
  }, 1000);
}

function run(order: FuzzOrder): void {
  process.stdout.write(
    `fuzz: seed ${order.seed}, ${order.only === undefined ? `${order.seconds} seconds` : "one case"}\n`,
  );
  const worker = new Worker(new URL("./fuzz/worker.js", import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = watch(order, worker);
  worker.on("message", (message: unknown) => {
    if (!isMessage(message)) return;
    if (message.kind === "failure") fail(order, message.target, message.index, message.text);
    else report(message.counts, message.worst);
  });
  worker.on("error", (error) => {
    const { target, index } = current(order);
    fail(order, target, index, `the thread died: ${error.stack ?? error.message}`);
  });
  worker.on("exit", () => clearInterval(timer));
}

function report(counts: Readonly<Record<string, number>>, worst: readonly string[]): void {
  const cases = Object.entries(counts).map(([name, count]) => `${count.toLocaleString("en-US")} ${name}`);
  process.stdout.write(`cases: ${cases.join(", ")}\nslowest: ${worst.join("; ")}\n`);
}

const order = readOrder();
if (order === undefined) process.stdout.write(help);
else run(order);
