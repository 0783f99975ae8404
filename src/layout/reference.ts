/**
 * What a layout says about the bytes around a place: references (selectors, counts, conditions) are answered from its
 * scope, by reading the bytes themselves.
 */
import { readBigint, readBytes, readNumber, readRun, toHex, uuidText } from "../bits/index.js";
import { isList } from "./arms.js";
import type { Condition, CountRule, Reference, Selector, SelectorTest } from "./definition.js";
import type { Plan, PlanField } from "./plan.js";
import { endianOf, type Scope } from "./scope.js";

/** The named layout a member without a name belongs to. */
export function owner(scope: Scope): Scope {
  let at = scope;
  while (at.field?.definition.anonymous === true && at.parent !== undefined) at = at.parent;
  return at;
}

/** The named struct around the one of a scope; a union in between has no fields of its own. */
function structAround(scope: Scope): Scope | undefined {
  let at = owner(scope).parent;
  while (at?.plan.union === true) at = at.parent;
  return at === undefined ? undefined : owner(at);
}

/** The value behind a reference, masked and shifted; `undefined` when it is not there. */
export function referred(scope: Scope, reference: Reference | SelectorTest): number | bigint | string | undefined {
  const value = lookUp(scope, reference);
  if (typeof value !== "number" && typeof value !== "bigint") return value;
  if (reference.mask === undefined && reference.shift === undefined) return value;
  if (typeof value === "number" && (reference.mask ?? 0) <= 0xffff_ffff) {
    const bits = reference.mask === undefined ? value : (value & reference.mask) >>> 0;
    return Math.floor(bits / 2 ** (reference.shift ?? 0));
  }
  const masked = BigInt(value) & (reference.mask === undefined ? (1n << 64n) - 1n : BigInt(reference.mask));
  return Number(masked >> BigInt(reference.shift ?? 0));
}

function lookUp(scope: Scope, reference: Reference | SelectorTest): number | bigint | string | undefined {
  switch (reference.from) {
    case "request":
      return fromObject(scope.request, reference.field);
    case "parent": {
      const around = structAround(scope);
      return around === undefined ? undefined : fieldAt(around, reference.field);
    }
    case "member":
      return undefined;
    default:
      return fieldAt(owner(scope), reference.field);
  }
}

const splitPaths = new Map<string, readonly string[]>();

/** A dotted path of a schema, split once. */
function stepsOf(path: string): readonly string[] {
  let steps = splitPaths.get(path);
  if (steps === undefined) {
    steps = path.split(".");
    // Schemas loaded at run time must not fill the memory.
    if (splitPaths.size >= 4096) splitPaths.clear();
    splitPaths.set(path, steps);
  }
  return steps;
}

/** The first bit of the field that a reference names, where that is a field of the bytes themselves. */
export function bitOf(scope: Scope, { from, field }: Reference): number | undefined {
  const at = from === "parent" ? structAround(scope) : owner(scope);
  return from === "request" || at === undefined ? undefined : spotOf(at, field)?.bit;
}

/** Reads one scalar by dotted path from the layout of a scope. */
export function fieldAt(scope: Scope, path: string): number | bigint | string | undefined {
  const spot = spotOf(scope, path);
  return spot === undefined ? undefined : readReference(scope, spot.field, spot.bit);
}

function spotOf(scope: Scope, path: string): { readonly field: PlanField; readonly bit: number } | undefined {
  let plan = scope.plan;
  let start = scope.start;
  const steps = stepsOf(path);
  for (let step = 0; step < steps.length; step += 1) {
    const way = plan.names.get(steps[step] ?? "");
    const field = way?.[way.length - 1];
    if (way === undefined || field === undefined) return undefined;
    const base = way.reduce((sum, hop) => sum + hop.offset, start);
    if (step === steps.length - 1) return { field, bit: base };
    if (field.nested === undefined) return undefined;
    plan = field.nested.plan;
    start = base;
  }
  return undefined;
}

function readReference(scope: Scope, field: PlanField, bit: number): number | bigint | string | undefined {
  if (field.nested !== undefined || bit + field.bits * Math.max(field.count, 1) > scope.end) return undefined;
  const endian = endianOf(field, scope.host);
  if (field.bytes && field.count > 0 && field.count <= 8) return readBigint(scope.data, bit, field.count * 8, endian);
  if (field.definition.kind === "uuid") return uuidText(readRun(scope.data, bit, 128, endian));
  if (field.bits <= 32) return readNumber(scope.data, bit, field.bits, endian);
  if (field.bits <= 64) return readBigint(scope.data, bit, field.bits, endian);
  return toHex(readBytes(scope.data, bit, field.bits, endian));
}

/** Walks a decoded request by path. A union that holds bytes, or a key that is not there, gives nothing. */
function fromObject(from: object | undefined, path: string): number | bigint | string | undefined {
  let at: unknown = from;
  try {
    for (const step of stepsOf(path)) {
      if (typeof at !== "object" || at === null) return undefined;
      at = Reflect.get(at, step);
    }
  } catch {
    // A getter of the caller's own: what cannot be read is not there, and inspect never throws.
    return undefined;
  }
  return typeof at === "number" || typeof at === "bigint" || typeof at === "string" ? at : undefined;
}

/** Whether a condition holds; one whose field cannot be read does not. */
export function holds(scope: Scope, condition: Condition): boolean {
  const value = referred(scope, condition);
  if (value === undefined || typeof value === "string") return false;
  const number = Number(value);
  if (condition.equals !== undefined) return number === condition.equals;
  if (condition.in !== undefined) return condition.in.includes(number);
  return number !== 0;
}

/**
 * The arm a selector gives, or `undefined`. `union` and `bit` say where the members stand, for selectors that look
 * into the member itself.
 */
export function select(scope: Scope, selector: Selector, union?: Plan, bit = 0): string | undefined {
  if (typeof selector === "string") return selector;
  if (isList(selector)) {
    for (const one of selector) {
      const arm = select(scope, one, union, bit);
      if (arm !== undefined) return arm;
    }
    return undefined;
  }
  const value = selector.from === "member" ? memberValue(scope, selector, union, bit) : referred(scope, selector);
  const key = value === undefined ? undefined : String(value);
  const next = key !== undefined && Object.hasOwn(selector.map, key) ? selector.map[key] : selector.else;
  return next === undefined ? undefined : select(scope, next, union, bit);
}

/** Reads the selecting field in the first member that has it. */
function memberValue(scope: Scope, test: SelectorTest, union: Plan | undefined, bit: number): number | undefined {
  for (const member of union?.fields ?? []) {
    const field = member.nested?.plan.names.get(test.field)?.[0];
    if (field === undefined || bit + field.offset + field.bits > scope.end || field.bits > 32) continue;
    const value = readNumber(scope.data, bit + field.offset, field.bits, endianOf(field, scope.host));
    return Math.floor((test.mask === undefined ? value : (value & test.mask) >>> 0) / 2 ** (test.shift ?? 0));
  }
  return undefined;
}

/** Elements a count rule asks for, or `undefined` when it cannot be read: then as many as the bytes hold. */
export function counted(scope: Scope, rule: CountRule | undefined, elementBits: number): number | undefined {
  if (rule === undefined) return undefined;
  for (const condition of rule.when ?? []) {
    if (condition.from === "request" && scope.request === undefined) return undefined;
    if (!holds(scope, condition)) return 0;
  }
  const value = referred(scope, rule);
  if (value === undefined || typeof value === "string") return undefined;
  const count = Number(value);
  if (count === 0 && rule.zero !== undefined) return rule.zero;
  return rule.unit === undefined ? count : Math.ceil((count * rule.unit) / Math.max(elementBits, 1));
}
