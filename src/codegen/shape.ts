/**
 * Which layouts become straight-line code, and of what kind. Everything else is left to the interpreter: unions in the
 * middle, several conditions, strides and runs, sizes that are no whole bytes.
 */
import { isList } from "../layout/arms.js";
import type { CountRule, FieldDefinition, LayoutDefinition, SelectorTest } from "../layout/index.js";
import type { LayoutEntry, Library } from "./library.js";
import { isOpenEnded, type Member, membersOf } from "./members.js";

/** A fixed size, all the way down. */
export interface FixedShape {
  readonly kind: "fixed";
  readonly bytes: number;
  readonly members: readonly Member[];
}

/** A fixed head, then elements of one size to the end. */
export interface ListShape {
  readonly kind: "list";
  /** Of the head. */
  readonly bytes: number;
  readonly members: readonly Member[];
  readonly list: Member;
  readonly stride: number;
}

/** A fixed head, then a union whose arm one field chooses. */
export interface ChoiceShape {
  readonly kind: "choice";
  /** Of the head. */
  readonly bytes: number;
  readonly members: readonly Member[];
  readonly union: Member;
  readonly selector: SelectorTest;
  readonly arms: readonly Arm[];
  /** Of the whole layout, with the largest arm. */
  readonly size: number;
}

export interface Arm {
  /** A value of the selecting field. */
  readonly value: string;
  readonly member: string;
  readonly entry: LayoutEntry;
  readonly bytes: number;
}

export type Shape = FixedShape | ListShape | ChoiceShape | { readonly kind: "interpreted" };

const interpreted: Shape = { kind: "interpreted" };

export function shapeOf(definition: LayoutDefinition, library: Library): Shape {
  if (definition.kind === "union" || definition.bits % 8 !== 0) return interpreted;
  const members = membersOf(definition, library);
  const keys = new Set(members.map((member) => member.key));
  const orders = new Set(members.filter(({ field }) => field.kind !== "layout").map((member) => member.little));
  if (keys.size < members.length || orders.size > 1) return interpreted;
  if (members.every((member) => isPlain(member, library)))
    return { kind: "fixed", bytes: definition.bits / 8, members };
  const head = members.slice(0, -1);
  const last = members[members.length - 1];
  if (last === undefined || last.offset % 8 !== 0 || !head.every((member) => isPlain(member, library)))
    return interpreted;
  return listShape(head, last, library) ?? choiceShape(head, last, definition, library) ?? interpreted;
}

/** Objects with more keys than this are copied and filled. */
const mostKeys = 112;

/**
 * Numbers and padding, so many that V8 would build a literal of them one by one: copying an object that has all keys, and
 * filling it, is faster.
 */
export function isLong({ fields, bits }: LayoutDefinition): boolean {
  const keys = fields.filter((field) => field.reserved !== true);
  return keys.length > mostKeys && bits % 32 === 0 && fields.every((field) => field.kind === "uint");
}

/** A layout whose value another one's straight-line code can hold. */
export function isFixed(name: string, library: Library): boolean {
  const { definition } = library.layout(name);
  return definition.bits > 0 && shapeOf(definition, library).kind === "fixed";
}

/** A member whose value and place depend on nothing else. */
function isPlain({ field, offset }: Member, library: Library): boolean {
  if (field.open !== undefined || field.select !== undefined || field.bits === 0) return false;
  if (field.reserved === true) return field.kind === "uint";
  const whole = offset % 8 === 0 && field.bits % 8 === 0;
  if (field.layout !== undefined) return whole && (isFixed(field.layout, library) || isBareUnion(field, library));
  if (field.kind !== "uint") return whole;
  // Bytes of an array that starts inside a byte are shifted together.
  return whole || field.count === undefined || (field.bits <= 32 && field.bits !== 8);
}

/** A union that nothing selects is the bytes it covers. */
export function isBareUnion(field: FieldDefinition, library: Library): boolean {
  if (field.layout === undefined || field.count !== undefined || field.select !== undefined) return false;
  const { definition } = library.layout(field.layout);
  return definition.kind === "union" && definition.bits === field.bits && !isOpenEnded(definition, library);
}

function listShape(members: readonly Member[], list: Member, library: Library): ListShape | undefined {
  const { field, offset } = list;
  if (field.open === undefined || field.select !== undefined || field.reserved === true) return undefined;
  if (field.open.runs !== undefined || field.open.stride !== undefined || !isOwnCount(field.open.count, members))
    return undefined;
  const element = { ...field, count: undefined, open: undefined };
  if (field.bits % 8 !== 0 || field.bits === 0) return undefined;
  if (field.layout !== undefined && !isFixed(field.layout, library)) return undefined;
  return element.kind === "uint" || element.kind === "layout"
    ? { kind: "list", bytes: offset / 8, members, list, stride: field.bits / 8 }
    : undefined;
}

/** A count that a number of the head states by itself. */
function isOwnCount(rule: CountRule | undefined, members: readonly Member[]): boolean {
  if (rule === undefined) return true;
  if ((rule.from ?? "self") !== "self" || rule.mask !== undefined || rule.shift !== undefined) return false;
  return rule.when === undefined && members.some((member) => member.key === rule.field && isNumber(member.field));
}

export const isNumber = (field: FieldDefinition): boolean =>
  field.kind === "uint" && field.count === undefined && field.bits <= 32;

function choiceShape(
  members: readonly Member[],
  union: Member,
  definition: LayoutDefinition,
  library: Library,
): ChoiceShape | undefined {
  const { select: selector, layout, count, open } = union.field;
  if (layout === undefined || count !== undefined || open !== undefined || !isTest(selector)) return undefined;
  const target = library.layout(layout).definition;
  if (target.kind !== "union" || isOpenEnded(target, library) || !isReadable(selector, members)) return undefined;
  const arms = Object.entries(selector.map).flatMap(([value, arm]) => armOf(value, arm, target, library));
  if (arms.length === 0) return undefined;
  return { kind: "choice", bytes: union.offset / 8, members, union, selector, arms, size: definition.bits / 8 };
}

function isTest(selector: FieldDefinition["select"]): selector is SelectorTest {
  return typeof selector === "object" && !isList(selector);
}

/** A selector that asks one number of the request, or one number or uuid of the head. */
function isReadable(test: SelectorTest, members: readonly Member[]): boolean {
  if (test.field.includes(".")) return false;
  const numbers = Object.keys(test.map).every((key) => /^\d+$/.test(key));
  if (test.from === "request") return numbers;
  const field = members.find((member) => member.key === test.field)?.field;
  if (test.from !== "self" || field === undefined) return false;
  return field.kind === "uuid" ? test.mask === undefined && test.shift === undefined : isNumber(field) && numbers;
}

/** An arm that is a struct of fixed size; others are the interpreter's. */
function armOf(value: string, arm: unknown, union: LayoutDefinition, library: Library): Arm[] {
  const field = union.fields.find((member) => member.name === arm);
  if (field?.layout === undefined || field.count !== undefined || field.open !== undefined) return [];
  if (field.anonymous === true || !isFixed(field.layout, library)) return [];
  return [{ value, member: field.name, entry: library.layout(field.layout), bytes: field.bits / 8 }];
}
