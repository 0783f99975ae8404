/** The bytes that an encode makes. They grow with the value, and never with what a number in it claims. */
import { dataView } from "../bits/index.js";
import type { PlanField } from "./plan.js";
import { owner } from "./reference.js";
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
  /** First bits of the lengths that fill themselves in, which nothing can be compared with before. */
  readonly unstated: Set<number>;
  /** What the members of each struct took whose size is not fixed, by name, for the fields that state it. */
  readonly extents: Map<Scope, Map<string, Extent>>;
  /** Bytes written in the end. */
  size: number;
}

export interface Extent {
  readonly count: number;
  readonly bits: number;
}

export type Source = { readonly [key: string]: unknown };

/** Grows the buffer to hold `bits` bits. */
export function reserve(sink: Sink, bits: number): void {
  if (bits <= sink.bytes.length * 8) return;
  const size = Math.ceil(bits / 8);
  const grown = new Uint8Array(Math.max(size, sink.bytes.length * 2));
  grown.set(sink.bytes);
  sink.bytes = grown;
  sink.data = dataView(grown);
}

/** Remembers what a field took. Members without a name are the struct's own. */
export function measure(sink: Sink, scope: Scope, field: PlanField, extent: Extent): void {
  const struct = owner(scope);
  const known = sink.extents.get(struct) ?? new Map<string, Extent>();
  sink.extents.set(struct, known.set(field.name, extent));
}

/** What a field took that was written by now; one whose size is fixed was not measured. */
export function measured(sink: Sink, scope: Scope, name: string): Extent {
  const struct = owner(scope);
  const field = struct.plan.names.get(name)?.at(-1);
  const count = Math.max(field?.count ?? 1, 1);
  return sink.extents.get(struct)?.get(name) ?? { count, bits: count * (field?.bits ?? 0) };
}

export function own(value: Source, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The same place over what is written by now: the buffer may have grown since the scope was made. */
export function written(sink: Sink, scope: Scope): Scope {
  const parent = scope.parent === undefined ? undefined : written(sink, scope.parent);
  return { ...scope, data: sink.data, end: sink.bytes.length * 8, parent };
}
