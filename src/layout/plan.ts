/**
 * A plan is a definition with everything resolved that reading and writing needs: nested layouts, enumerations,
 * which layouts end open, and whose names a member without a name adds to.
 */
import { FwctlFault } from "../fault/index.js";
import { armsOf } from "./arms.js";
import type { ByteOrder, FieldDefinition, LabelBinding, LayoutDefinition, OverlayDefinition } from "./definition.js";
import { type Enumeration, enumerationOf } from "./enumeration.js";
import type { Layout, LayoutScope } from "./layout.js";
import { type StraightProgram, straightProgram } from "./straight.js";

export interface Label {
  readonly binding: LabelBinding;
  readonly enumeration: Enumeration;
  readonly as: "value" | "mask" | "bit";
}

export interface PlanField {
  readonly definition: FieldDefinition;
  readonly name: string;
  readonly offset: number;
  readonly bits: number;
  readonly order: ByteOrder;
  readonly reserved: boolean;
  /** Elements of a fixed array, else -1. */
  readonly count: number;
  readonly open: boolean;
  /** Array of bytes: decoded as one Uint8Array. */
  readonly bytes: boolean;
  readonly last: boolean;
  readonly nested: Layout<object> | undefined;
  readonly labels: readonly Label[];
  /** Every arm that can stand in it, members of its union or not; once, though several values may choose it. */
  readonly arms: readonly string[];
  /** The list over reserved bits, as an open-ended array of its own. */
  readonly overlay: PlanField | undefined;
}

export interface Plan {
  readonly name: string;
  readonly union: boolean;
  readonly order: ByteOrder;
  readonly bits: number;
  readonly fields: readonly PlanField[];
  /** Fields that a plain value has as keys, those of structs without a name among them; `undefined` where a union has none. */
  readonly keyed: readonly PlanField[] | undefined;
  /** Those of them that hold other layouts. */
  readonly deep: readonly PlanField[];
  /** Some of them may be left out. */
  readonly optional: boolean;
  /** Has an open-ended array, a union with an open-ended arm, or a layout that does: its size is not known before the bytes. */
  readonly open: boolean;
  /** Fixed in size and free of unions and of anything chosen by other fields, all the way down. */
  readonly straight: boolean;
  /** The quick way through, where there is one. */
  readonly program: StraightProgram | undefined;
  readonly scope: LayoutScope;
  /** Own names and those of members without a name of their own, by the way to them. */
  readonly names: ReadonlyMap<string, readonly PlanField[]>;
}

/** Nesting a schema may have; a cycle is refused by the schema's own check, this guards tables made by others. */
const deepest = 64;

export function createPlan(definition: LayoutDefinition, scope: LayoutScope): Plan {
  const names = new Map<string, readonly PlanField[]>();
  const count = definition.fields.length;
  const fields = definition.fields.map((field, index) => planField(field, definition, scope, index === count - 1));
  const keyed = keyedOf(fields);
  const plan: Plan = {
    name: definition.name,
    union: definition.kind === "union",
    order: definition.order,
    bits: definition.bits,
    fields,
    keyed,
    deep: keyed?.filter(({ nested }) => nested !== undefined) ?? [],
    optional: keyed?.some(hasDefault) === true,
    open: fields.some(runsOn),
    straight: definition.kind === "struct" && fields.every(isStraight),
    program: undefined,
    scope,
    names,
  };
  addNames(names, fields, [], 0);
  return { ...plan, program: straightProgram(plan) };
}

function keyedOf(fields: readonly PlanField[]): readonly PlanField[] | undefined {
  const keyed: PlanField[] = [];
  for (const field of fields) {
    const inner = field.definition.anonymous === true ? field.nested?.plan : undefined;
    if (inner !== undefined && (inner.union || inner.keyed === undefined)) return undefined;
    if (!field.reserved) keyed.push(...(inner?.keyed ?? [field]));
  }
  return keyed;
}

/** Bits that must be there for any value of a layout: up to a union at its end, whose arms are checked when they are reached. */
export function minimumBits(plan: Plan): number {
  const last = plan.fields[plan.fields.length - 1];
  if (plan.union) return 0;
  if (last?.nested === undefined || last.count >= 0 || last.open) return plan.bits;
  return last.offset + minimumBits(last.nested.plan);
}

/** How much the field takes is not known before the bytes are: an open-ended array, or a layout that has one. */
export const runsOn = (field: PlanField): boolean =>
  field.open || (field.nested !== undefined && field.count < 0 && field.nested.plan.open);

const isStraight = (field: PlanField): boolean =>
  !field.open && (field.nested === undefined || field.nested.plan.straight);

function planField(field: FieldDefinition, owner: LayoutDefinition, scope: LayoutScope, last: boolean): PlanField {
  return {
    definition: field,
    name: field.name,
    offset: field.offset,
    bits: field.bits,
    order: field.order ?? owner.order,
    reserved: field.reserved === true,
    count: field.count ?? -1,
    open: field.open !== undefined,
    bytes: field.kind === "uint" && field.bits === 8 && (field.count !== undefined || field.open !== undefined),
    last: last || owner.kind === "union",
    nested: field.layout === undefined ? undefined : nestedLayout(field.layout, owner.name, scope),
    labels: planLabels(field.labels ?? [], scope),
    arms: armsOf(field),
    overlay: field.overlay && planOverlay(field.offset, field.overlay, owner, scope),
  };
}

function planOverlay(
  offset: number,
  { name, layout, at, bits }: OverlayDefinition,
  owner: LayoutDefinition,
  scope: LayoutScope,
): PlanField {
  const definition = { name, kind: "layout", layout, offset: offset + at, bits, open: { filled: true } } as const;
  return planField(definition, owner, scope, false);
}

/** Resolves label bindings; an enumeration that is not there names nothing. */
export function planLabels(bindings: readonly LabelBinding[], scope: LayoutScope): readonly Label[] {
  const labels: Label[] = [];
  for (const binding of bindings) {
    const definition = scope.enumeration(binding.enum);
    if (definition === undefined) continue;
    const enumeration = enumerationOf(definition);
    labels.push({ binding, enumeration, as: binding.as ?? (enumeration.bits ? "bit" : "value") });
  }
  return labels;
}

export function nestedLayout(name: string, owner: string, scope: LayoutScope): Layout<object> {
  const found = scope.layout(name);
  if (found === undefined) {
    throw new FwctlFault({ code: "schema", path: owner, what: `refers to ${name}, which is not in this schema` });
  }
  return found;
}

function addNames(
  names: Map<string, readonly PlanField[]>,
  fields: readonly PlanField[],
  way: readonly PlanField[],
  depth: number,
): void {
  if (depth > deepest) throw new FwctlFault({ code: "schema", path: way[0]?.name, what: "nests without end" });
  for (const field of fields) {
    const known = names.get(field.name)?.at(-1);
    if (known === undefined || (!isKey(known) && isKey(field))) names.set(field.name, [...way, field]);
    if (field.definition.anonymous === true && field.nested !== undefined) {
      addNames(names, field.nested.plan.fields, [...way, field], depth + 1);
    }
  }
}

/** True when a value may have the name of a field as a key. A struct without a name has none: its members stand for it. */
export const isKey = (field: PlanField): boolean => !field.name.startsWith("@") || field.nested?.plan.union === true;

/**
 * True when a field may be left out: padding, what fills itself in, an array that may have no elements, and a layout that has
 * nothing else. One member is enough of a union without a name, since decode leaves no key of a member that is all padding.
 */
export function hasDefault(field: PlanField): boolean {
  const { constant, length, anonymous } = field.definition;
  if (field.reserved || field.open || constant !== undefined || length !== undefined) return true;
  const plan = field.nested?.plan;
  if (plan === undefined) return false;
  return plan.union && anonymous === true ? plan.fields.some(hasDefault) : plan.fields.every(hasDefault);
}
