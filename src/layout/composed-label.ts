/** Labels of a number that two fields make up: one field takes the low part, and the other must hold the rest. */
import { FwctlFault } from "../fault/index.js";
import type { LabelBinding } from "./definition.js";
import type { PlanField } from "./plan.js";
import { referred } from "./reference.js";
import type { Scope } from "./scope.js";

/** The part of a label's value that stands in the field which has the binding. */
export function ownPart({ with: other }: LabelBinding, value: number | bigint): bigint {
  return other === undefined ? BigInt(value) : BigInt.asUintN(other.shift, BigInt(value));
}

/** True when labels of a field speak of another field too. */
export const isComposed = (field: PlanField): boolean => field.labels.some(({ binding }) => binding.with !== undefined);

/**
 * Compares what labels ask of the other field with what stands there in the bytes.
 *
 * @throws FwctlFault `range` when the two fields together are not what a label names.
 */
export function requireOtherPart(scope: Scope, field: PlanField, given: unknown, path: () => string): void {
  if (!isComposed(field)) return;
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  for (const name of names) {
    // What is no label is refused elsewhere; a list may be longer than anybody would wait for.
    if (typeof name !== "string") return;
    const label = field.labels.find(({ enumeration }) => enumeration.value(name) !== undefined);
    const other = label?.binding.with;
    const value = label?.enumeration.value(name);
    if (other === undefined || value === undefined) continue;
    const asked = BigInt(value) >> BigInt(other.shift);
    const there = referred(scope, { field: other.field });
    if (there === undefined || typeof there === "string" || BigInt(there) === asked) continue;
    const what = `${JSON.stringify(name)} needs ${other.field} to be ${asked}, it is ${there}`;
    throw new FwctlFault({ code: "range", path: path(), width: field.bits, received: name, what });
  }
}
