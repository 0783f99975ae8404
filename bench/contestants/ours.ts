/** What the contestants of this library share. */
import type { DecodeOptions, Inspection, InspectionNode } from "../../src/layout/index.js";
import type { HandOffloadReply } from "../hand/offload-reply.js";
import type { Sample } from "../sample.js";
import { at, recordBytes, type Task } from "./contestant.js";

/** The reply of W2 answers a request for the Ethernet offloads, current values: capability type 1 in op_mod's upper bits. */
export const replyOptions: DecodeOptions = { request: { op_mod: (1 << 1) | 0 } };

interface Decodes {
  decode(bytes: Uint8Array, options?: DecodeOptions): unknown;
}

interface Encodes {
  encode(value: unknown): Uint8Array;
}

interface Inspects {
  inspect(bytes: Uint8Array, options?: DecodeOptions): Inspection;
}

/**
 * The reply ends behind its capability, before the C size of the union. The library marks that with an empty `@tail`, so
 * that the same bytes come back on encode; the other contestants know no such thing.
 */
export const replyRemark: string = "the reply carries an empty `@tail`: its bytes end before the C size";

export function withoutTail(result: unknown): unknown {
  if (typeof result !== "object" || result === null) return result;
  return Object.fromEntries(
    Object.entries(result).filter(
      ([key, value]) => !(key === "@tail" && value instanceof Uint8Array && value.length === 0),
    ),
  );
}

export function withTail(value: HandOffloadReply): HandOffloadReply & { readonly "@tail": Uint8Array } {
  return { ...value, "@tail": new Uint8Array(0) };
}

export function decoding(sample: Sample, layout: Decodes, options?: DecodeOptions): Task {
  const records = recordBytes(sample);
  return { run: (index) => layout.decode(at(records, index), options), reading: withoutTail };
}

export function encoding(layout: Encodes, inputs: readonly unknown[]): Task {
  return { run: (index) => layout.encode(at(inputs, index)) };
}

/** The value that a tree shows. */
function plainValue(node: InspectionNode): unknown {
  const named = node.children.filter(({ kind }) => kind !== "reserved" && kind !== "bytes" && kind !== "part");
  if (node.kind === "array") return named.map(plainValue);
  if (node.kind === "field") return node.value;
  return Object.fromEntries(named.map((child) => [child.name, plainValue(child)]));
}

export function inspecting(sample: Sample, layout: Inspects, options?: DecodeOptions): Task {
  const records = recordBytes(sample);
  return {
    run: (index) => layout.inspect(at(records, index), options),
    reading: (result) => (isNode(result) ? plainValue(result) : result),
  };
}

const isNode = (value: unknown): value is InspectionNode =>
  typeof value === "object" && value !== null && "children" in value && "kind" in value;
