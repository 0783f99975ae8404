/** A thread that scans parts of a log as it is told. */
import { parentPort } from "node:worker_threads";
import { type Counted, type Part, scan, type Task } from "./scan.js";

/** What a thread is told. */
export interface Order {
  readonly part: Part;
  readonly task: Task;
}

parentPort?.on("message", ({ part, task }: Order) => {
  const counted: Counted = scan(part, task);
  parentPort?.postMessage(counted);
});
