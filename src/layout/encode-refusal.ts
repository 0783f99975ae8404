/** What encode says of values it does not take. */
import { FwctlFault, nearest } from "../fault/index.js";
import { own, type Source } from "./encode-sink.js";
import { isKey, type Plan, type PlanField } from "./plan.js";
import { pathOf, type Scope } from "./scope.js";
import { isStruct, kindOf, tailKey } from "./value.js";

export function missing(scope: Scope, field: PlanField): FwctlFault {
  return new FwctlFault({ code: "missing", path: pathOf(scope, field), width: field.bits });
}

export function wrongKind(path: string, expected: string, received: unknown): FwctlFault {
  return new FwctlFault({ code: "kind", path, expected, received: kindOf(received) });
}

export function wrongCount(scope: Scope, field: PlanField, what: string): FwctlFault {
  return new FwctlFault({ code: "count", path: pathOf(scope, field), what, width: field.bits });
}

export function structGiven(inner: Scope, given: unknown): Source {
  if (isStruct(given)) return given;
  const { field, parent } = inner;
  const named = field?.definition.anonymous === true && parent !== undefined ? pathOf(parent, field) : pathOf(inner);
  throw wrongKind(named, "an object", given);
}

export function listOf(scope: Scope, field: PlanField, given: unknown): readonly unknown[] | Uint8Array {
  if (Array.isArray(given) || given instanceof Uint8Array) return given;
  throw wrongKind(pathOf(scope, field), field.bytes ? "bytes" : "a list", given);
}

export function onlyKey(scope: Scope, field: PlanField, given: Source): string {
  const keys = Object.keys(given).filter((key) => key !== tailKey);
  const [key] = keys;
  if (key === undefined || keys.length !== 1) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(scope, field),
      what: `takes one member, ${keys.length} given`,
      remedy: "Give an object with one key, or bytes.",
    });
  }
  return key;
}

/** A record whose members stand in the struct around it is given by them or by its own name, never both. */
export function refuseBoth(scope: Scope, field: PlanField, value: Source): void {
  const ways = [...(field.nested?.plan.names ?? [])].filter(([, way]) => way.slice(-1).every(isKey));
  const names = [...ways.map(([name]) => name), ...field.arms].filter((name) => name !== field.name);
  const given = names.filter((name) => own(value, name) !== undefined);
  if (given.length === 0) return;
  throw wrongCount(scope, field, `is given by itself, and by ${[...new Set(given)].join(", ")} too`);
}

export function unknownArm(scope: Scope, field: PlanField, key: string, arms: readonly string[]): FwctlFault {
  const near = nearest(key, arms, 1);
  return new FwctlFault({
    code: "unknown-key",
    path: pathOf(scope, `${field.name}.${key.slice(0, 64)}`),
    expected: field.definition.layout ?? field.name,
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}

export function unknownMember(inner: Scope, key: string, plan: Plan, field: PlanField | undefined): FwctlFault {
  const near = nearest(key, plan.names.keys(), 1);
  return new FwctlFault({
    code: "unknown-key",
    path: `${pathOf(inner)}.${key.slice(0, 64)}`,
    expected: field?.definition.layout ?? plan.name,
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}
