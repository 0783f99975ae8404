/** Time and memory of a case against the size of its input: both may grow with it, and no faster. */
import { FuzzFailure, type Work } from "./case.js";

export interface Cost {
  /** Processor time, which a busy machine does not stretch. */
  readonly milliseconds: number;
  /** Growth of the heap; 0 when a collection fell into the case. */
  readonly bytes: number;
}

/** Every case does some forty things with its input; these limits hold for all of them together. */
const fixedMilliseconds = 1000;
const millisecondsPerByte = 0.1;
const fixedBytes = 64 * 1024 * 1024;
const bytesPerByte = 16 * 1024;

/** Starts measuring; the function it returns ends that. */
export function startMeter(): () => Cost {
  const heap = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { milliseconds: (user + system) / 1000, bytes: Math.max(0, process.memoryUsage().heapUsed - heap) };
  };
}

/** Throws when a case cost more than its input justifies. */
export function checkCost(work: Work, cost: Cost): void {
  const mostTime = fixedMilliseconds + work.size * millisecondsPerByte;
  if (cost.milliseconds > mostTime) {
    throw new FuzzFailure(
      `${work.about}: ${cost.milliseconds.toFixed(0)} ms for ${work.size} bytes; at most ${mostTime.toFixed(0)} are in proportion`,
    );
  }
  const mostBytes = fixedBytes + work.size * bytesPerByte;
  if (cost.bytes > mostBytes)
    throw new FuzzFailure(`${work.about}: the heap grew by ${cost.bytes} bytes for ${work.size}`);
}
