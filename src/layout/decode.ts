/**
 * Decode: bytes to plain objects. This is the one that words faults; generated code falls back to it whenever bytes
 * are not the plain case.
 *
 * Minimum length: a layout that ends in a union needs the bytes up to the end of the selected arm (or of the fixed part
 * when none is selected). Bytes behind that are `@tail`, unless they are exactly the unused, zero rest of the union.
 */
import { decodeStruct } from "./decode-struct.js";
import { bytesBetween } from "./decode-union.js";
import type { DecodeContext } from "./layout.js";
import type { Plan } from "./plan.js";
import { remainder } from "./remainder.js";
import { bytesEnd, rootScope, type Scope } from "./scope.js";
import { padKey, type StructValue, tailKey } from "./value.js";

/** Decodes bytes `at` to `end` of a buffer as one layout. */
export function decodeLayout<Value extends object>(
  plan: Plan,
  data: DataView,
  at: number,
  end: number,
  context?: DecodeContext,
): Value;
export function decodeLayout(
  plan: Plan,
  data: DataView,
  at: number,
  end: number,
  context?: DecodeContext,
): StructValue {
  const scope = rootScope(plan, data, at, end, context);
  const value = plan.union ? decodeUnionRoot(scope) : decodeStruct(scope);
  const { pad, tail } = remainder(scope, at, end);
  if (pad !== 0) value[padKey] = pad;
  if (tail !== undefined) value[tailKey] = tail;
  return value;
}

/** A union decoded by itself has no selector around it: its bytes under `@0`. */
function decodeUnionRoot(scope: Scope): StructValue {
  const stop = bytesEnd(scope, scope.start + scope.plan.bits);
  scope.next = stop;
  return { "@0": bytesBetween(scope, scope.start, stop) };
}
