/**
 * Encode: values to bytes, stricter than decode. Every refusal comes before the caller's buffer is touched: the bytes are
 * made in a buffer of their own.
 */
import { dataView, writeNumber } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "./encode-refusal.js";
import { own, reserve, type Sink, type Source } from "./encode-sink.js";
import { encodeStruct } from "./encode-struct.js";
import { encodeArm } from "./encode-union.js";
import type { EncodeOptions } from "./layout.js";
import type { Plan } from "./plan.js";
import { endianOfPlan, rootScope, type Scope } from "./scope.js";
import { isStruct, padKey, tailKey } from "./value.js";

/** `lenient` ignores keys that are no fields; faults name the layout as `called` does. */
export function encodeLayout(
  plan: Plan,
  value: unknown,
  lenient: boolean,
  options: EncodeOptions = {},
  called: () => string = () => plan.name,
): Uint8Array<ArrayBuffer> {
  if (!isStruct(value)) throw wrongKind(called(), "an object", value);
  const size = Math.ceil(plan.bits / 8);
  const bytes = new Uint8Array(size);
  const tail = tailOf(plan.name, value);
  const sink: Sink = {
    bytes,
    data: dataView(bytes),
    lenient,
    zeros: options.absent === "zero",
    ended: tail !== undefined,
    late: [],
    unstated: new Set(),
    extents: new Map(),
    size: 0,
  };
  const scope = rootScope(plan, sink.data, 0, size, options, called);
  if (plan.union) encodeArm(sink, scope, plan, value);
  else encodeStruct(sink, scope, value);
  const next = Math.ceil(scope.next / 8);
  writePad(sink, scope, value);
  finish(sink, next, size, tail);
  for (const fill of sink.late) fill();
  return sink.bytes.subarray(0, sink.size);
}

/** Without a tail a layout is zero-filled to its C size; with one (even an empty one) the bytes end where the tail ends. */
function finish(sink: Sink, next: number, size: number, tail: Uint8Array | undefined): void {
  sink.size = tail === undefined ? Math.max(next, size) : next + tail.length;
  reserve(sink, sink.size * 8);
  if (tail !== undefined) sink.bytes.set(tail, next);
}

function tailOf(name: string, value: Source): Uint8Array | undefined {
  const tail = own(value, tailKey);
  if (tail === undefined) return undefined;
  if (!(tail instanceof Uint8Array)) throw wrongKind(`${name}.${tailKey}`, "bytes", tail);
  return tail;
}

function writePad(sink: Sink, scope: Scope, value: Source): void {
  const pad = own(value, padKey);
  if (pad === undefined) return;
  const used = scope.next & 7;
  const width = used === 0 ? 0 : 8 - used;
  if (typeof pad !== "number") throw wrongKind(`${scope.plan.name}.${padKey}`, "a number", pad);
  if (!Number.isInteger(pad) || pad < 0 || pad >= 2 ** width) {
    throw new FwctlFault({ code: "range", path: `${scope.plan.name}.${padKey}`, width, received: pad });
  }
  writeNumber(sink.data, scope.next, width, endianOfPlan(scope.plan, scope.host), pad);
}
