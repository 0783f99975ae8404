/** What a contestant is: for each task either a way to run it or the reason why it cannot. */
import type { HandCmdHcaCap } from "../hand/cmd-hca-cap-read.js";
import type { HandFwctlRpc } from "../hand/fwctl-rpc.js";
import type { HandOffloadReply } from "../hand/offload-reply.js";
import type { HandFeatures } from "../hand/supported-features.js";
import type { Sample } from "../sample.js";
import type { TaskName } from "../workloads.js";

/** The values that encoders are given: made by the hand-written readers once those are warm, so that all have one shape. */
export interface EncodeInputs {
  readonly "W1 encode": readonly HandFwctlRpc[];
  readonly "W2 encode": readonly HandOffloadReply[];
  readonly "W2F encode": readonly HandCmdHcaCap[];
  readonly "W3 encode": readonly HandFeatures[];
}

export interface Task {
  /** Runs the operation on record `index` (the whole sample, for `field` and `scan`). An encoder returns the bytes it wrote. */
  readonly run: (index: number) => unknown;
  /** How the result reads as the expected value, where the contestant's own form differs. Not timed. */
  readonly reading?: (result: unknown) => unknown;
}

export type Decoder = (sample: Sample) => Task;
export type Encoder<Name extends keyof EncodeInputs> = (sample: Sample, inputs: EncodeInputs[Name]) => Task;

type TaskMaker<Name extends TaskName> = Name extends keyof EncodeInputs ? Encoder<Name> : Decoder;

/** Why a task is missing. */
export interface Cannot {
  readonly cannot: string;
}

export interface Contestant {
  readonly name: string;
  readonly tasks: { readonly [Name in TaskName]?: TaskMaker<Name> | Cannot };
  /** What differs in this contestant's results from everybody else's. */
  readonly remarks: readonly string[];
}

/** A DataView to encode into, and the bytes of it that an encoder of `size` bytes fills. */
export function target(size: number): {
  readonly view: DataView<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
} {
  const bytes = new Uint8Array(size);
  return { view: new DataView(bytes.buffer), bytes };
}

/** The element at `index`; a contestant is only ever asked for records that exist. */
export function at<Element>(list: readonly Element[], index: number): Element {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no record ${index}`);
  return element;
}

/** Each record as bytes of its own, for peers that take nothing else. Made before the clock starts. */
export function recordBytes(sample: Sample): readonly Uint8Array<ArrayBuffer>[] {
  return sample.starts.map((start, index) => sample.bytes.subarray(start, sample.ends[index]));
}
