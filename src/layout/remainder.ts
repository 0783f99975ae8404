/** What stands behind the fields of a layout, told alike by decode and inspect. */
import { readNumber } from "../bits/index.js";
import { isZero } from "./scalar.js";
import { endianOfPlan, type Scope } from "./scope.js";

/**
 * What stands behind the decoded fields: padding bits of the last byte, and the tail. An empty tail is not nothing: it says
 * that the bytes end before the C size, or before what a count promised.
 */
export function remainder(scope: Scope, at: number, end: number): { pad: number; tail: Uint8Array | undefined } {
  const { plan, data } = scope;
  const last = scope.next - at * 8;
  const next = at + Math.ceil(last / 8);
  const size = Math.ceil(plan.bits / 8);
  const used = last & 7;
  const pad = used === 0 ? 0 : readNumber(data, scope.next, 8 - used, endianOfPlan(plan, scope.host));
  const length = end - at;
  const whole = next === end && !scope.short && length >= size;
  const unused = !scope.short && length === size && isZero(data, next * 8, end * 8, "be");
  const tail = whole || unused ? undefined : new Uint8Array(data.buffer, data.byteOffset + next, end - next);
  return { pad, tail };
}
