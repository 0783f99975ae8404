/** The place a reader stands at: which layout, which bytes, and what is around it. */
import { byteOf, type Endian } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import type { Plan, PlanField } from "./plan.js";

export interface Scope {
  readonly plan: Plan;
  readonly data: DataView;
  /** First bit of the layout in `data`. */
  readonly start: number;
  /** First bit behind the bytes that may be read. */
  readonly end: number;
  /** What the outermost layout is called in paths, where that is not its name: a view may be a member of another. */
  readonly called: (() => string) | undefined;
  readonly parent: Scope | undefined;
  /** The field of the parent that holds this layout, and its index in an array (-1: none). */
  readonly field: PlanField | undefined;
  readonly index: number;
  /** The record that a selector put behind an open-ended array, one step below the field. */
  arm?: string;
  /** Nothing of an enclosing layout follows: a union at the end may be as short as its arm. */
  readonly final: boolean;
  readonly request: object | undefined;
  readonly host: Endian;
  /** Bits by which members behind an open-ended array have moved. */
  shift: number;
  /** Set by the reader of this layout: first bit behind what it read. */
  next: number;
  /** A count promised more elements than there are. */
  short: boolean;
}

export function rootScope(
  plan: Plan,
  data: DataView,
  at: number,
  end: number,
  context?: { readonly request?: object | undefined; readonly hostOrder?: Endian | undefined },
  called?: () => string,
): Scope {
  return {
    plan,
    data,
    start: at * 8,
    end: end * 8,
    called,
    parent: undefined,
    field: undefined,
    index: -1,
    final: true,
    request: context?.request,
    host: context?.hostOrder ?? "le",
    shift: 0,
    next: at * 8,
    short: false,
  };
}

export function innerScope(outer: Scope, field: PlanField, plan: Plan, start: number, end: number, index = -1): Scope {
  return {
    plan,
    data: outer.data,
    start,
    end,
    called: undefined,
    parent: outer,
    field,
    index,
    final: outer.final && field.last && field.count < 0 && index < 0,
    request: outer.request,
    host: outer.host,
    shift: 0,
    next: start,
    short: false,
  };
}

/** Goes on behind an open-ended array: members stand where it ends, not where an empty one would. */
export function moveBehind(scope: Scope, field: PlanField, next: number): void {
  scope.next = next;
  scope.shift = next - scope.start - field.offset;
}

/** Goes on behind a nested layout, of which `inner` has read or written what there is. */
export function settle(scope: Scope, inner: Scope, field: PlanField, plan: Plan, bit: number): void {
  if (plan.open) {
    moveBehind(scope, field, inner.next);
    scope.shift -= plan.bits;
  } else {
    scope.next = inner.final ? inner.next : bit + plan.bits;
  }
}

/**
 * Where the bytes of a union end that nothing selects: with its region, or with the last whole byte of what is there. Bits
 * behind that are padding below the last byte.
 */
export function bytesEnd(inner: Scope, regionEnd: number): number {
  if (!inner.plan.open && inner.end >= regionEnd) return regionEnd;
  return inner.start + byteOf(Math.max(0, inner.end - inner.start)) * 8;
}

/** The order in which bits of a layout are counted that belong to no field: padding, the bytes of a union. */
export const endianOfPlan = (plan: Plan, host: Endian): Endian => (plan.order === "host" ? host : plan.order);

export const endianOf = (field: PlanField, host: Endian): Endian => (field.order === "host" ? host : field.order);

/** `query_hca_cap_out.capability.odp_cap`: the way from the outermost layout to `field` in this scope. */
export function pathOf(scope: Scope, field?: PlanField | string, index = -1): string {
  const steps: string[] = [];
  let at: Scope | undefined = scope;
  while (at !== undefined) {
    if (at.parent === undefined) steps.unshift(at.called?.() ?? at.plan.name);
    else if (at.field?.definition.anonymous !== true) steps.unshift(stepOf(at));
    at = at.parent;
  }
  const name = typeof field === "string" ? field : field?.name;
  if (name !== undefined) steps.push(`${name}${indexText(index)}`);
  return steps.join(".");
}

function stepOf(scope: Scope): string {
  const arm = scope.arm === undefined ? "" : `.${scope.arm}`;
  return `${scope.field?.name}${arm}${indexText(scope.index)}`;
}

const indexText = (index: number): string => (index < 0 ? "" : `[${index}]`);

/** The fault of `width` bits from `bit` on that the bytes do not hold; offsets count from the start of the buffer. */
export function truncation(scope: Scope, field: PlanField, bit: number, width: number, index = -1): FwctlFault {
  let root = scope;
  while (root.parent !== undefined) root = root.parent;
  const first = byteOf(bit);
  return new FwctlFault({
    code: "truncated",
    path: pathOf(scope, field, index),
    byteOffset: first,
    bitOffset: bit,
    width: (Math.ceil((bit + width) / 8) - first) * 8,
    received: Math.max(0, byteOf(root.end)),
  });
}
