/** The bytes that an encode makes. They grow with the value, and never with what a number in it claims. */
import { dataView } from "../bits/index.js";
import type { PlanField } from "./plan.js";
import type { Scope } from "./scope.js";

/** The growing buffer and what must be filled in once everything is written. */
export interface Sink {
  bytes: Uint8Array<ArrayBuffer>;
  data: DataView;
  /** Unknown keys are ignored (generated encode). */
  readonly lenient: boolean;
  /** What is absent is 0: the buffer starts as zeros, so nothing is written for it. */
  readonly zeros: boolean;
  /** The value says where its bytes end, so counts need not agree with what they count. */
  readonly ended: boolean;
  readonly late: (() => void)[];
  /** What the open-ended arrays and unions took, for the fields that state their size. */
  readonly extents: Map<PlanField, { readonly count: number; readonly bits: number }>;
  /** Bytes written in the end. */
  size: number;
}

export type Source = { readonly [key: string]: unknown };

/** Grows the buffer to hold `bits` bits. */
export function reserve(sink: Sink, bits: number): void {
  const size = Math.ceil(bits / 8);
  if (size <= sink.bytes.length) return;
  const grown = new Uint8Array(Math.max(size, sink.bytes.length * 2));
  grown.set(sink.bytes);
  sink.bytes = grown;
  sink.data = dataView(grown);
}

export function own(value: Source, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The same place over what is written by now: the buffer may have grown since the scope was made. */
export function written(sink: Sink, scope: Scope): Scope {
  const parent = scope.parent === undefined ? undefined : written(sink, scope.parent);
  return { ...scope, data: sink.data, end: sink.bytes.length * 8, parent };
}
