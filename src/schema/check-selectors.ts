/** Selectors: every name is a member (or a layout), every key a value that can occur. */
import type { LayoutDefinition, Selector, SelectorTest } from "../layout/definition.js";
import { recordName } from "./arms.js";
import { isList } from "./file.js";
import { isPayload } from "./nesting.js";
import type { FieldPlace } from "./place.js";
import { bitCount, pointerTo, quoted } from "./problems.js";
import { canBe, checkCountRule, checkReference, masked, maskFault, type Operand, operandWords } from "./references.js";

/** What the names of a selector are: members of a union, or layouts behind an open-ended array. */
type Arms = { readonly union: LayoutDefinition } | { readonly union?: undefined };

export function checkSelection(place: FieldPlace): void {
  const { shape, nested } = place;
  const arms: Arms = nested?.kind === "union" ? { union: nested } : {};
  if (shape.runs !== undefined) checkRuns(place, arms);
  if (shape.select === undefined) return;
  if (shape.runs !== undefined) {
    place.report("/select", () => `each of its runs has a selector, so there is none for all`);
  } else if (arms.union !== undefined || isPayload(place.survey.family, place.field)) {
    checkSelector(place, "/select", shape.select, arms);
  } else if (shape.layout === undefined || nested !== undefined) {
    place.report("/select", () => `a selector stands on a union or on an open-ended array`);
  }
}

function checkRuns(place: FieldPlace, arms: Arms): void {
  if (arms.union === undefined && (place.shape.layout === undefined || place.nested !== undefined)) {
    place.report("/runs", () => `runs choose arms, so the elements are of a union`);
    return;
  }
  place.shape.runs?.forEach((run, index) => {
    checkCountRule(place, `/runs/${index}/count`, run.count);
    if (arms.union !== undefined) checkSelector(place, `/runs/${index}/select`, run.select, arms);
  });
}

function checkSelector(place: FieldPlace, key: string, selector: Selector, arms: Arms): void {
  place.survey.family.spend(1);
  if (typeof selector === "string") checkArm(place, key, selector, arms);
  else if (isList<Selector>(selector)) {
    selector.forEach((one, index) => {
      checkSelector(place, `${key}/${index}`, one, arms);
    });
  } else checkTest(place, key, selector, arms);
}

function checkArm(place: FieldPlace, key: string, arm: string, { union }: Arms): void {
  const { family } = place.survey;
  if (union === undefined) {
    checkRecord(place, key, arm);
    return;
  }
  family.spend(union.fields.length);
  if (union.fields.some((member) => member.name === arm)) return;
  if (family.isLayout(arm)) {
    checkGuest(place, key, arm, union);
    return;
  }
  const names = union.fields.map((member) => member.name);
  const near = (): string => family.problems.suggestion(arm, names);
  place.report(key, () => `${quoted(arm)} is no member of ${quoted(union.name)} and no layout${near()}`);
}

/** A layout that stands in a union without being a member of it has to fit there. */
function checkGuest(place: FieldPlace, key: string, arm: string, union: LayoutDefinition): void {
  const { family, nesting } = place.survey;
  const guest = family.layouts.get(arm)?.definition;
  if (guest === undefined) return;
  if (guest.bits > union.bits) {
    place.report(key, () => `${quoted(arm)} has ${bitCount(guest.bits)}, the union ${union.bits}`);
  } else if (nesting.endings.get(arm) === "open" && nesting.endings.get(union.name) !== "open") {
    place.report(key, () => `${quoted(arm)} ends open, the union does not`);
  }
}

/** A layout behind an open-ended array; as an array of its own it needs elements of one size. */
function checkRecord(place: FieldPlace, key: string, arm: string): void {
  const { family, nesting } = place.survey;
  const name = recordName(arm);
  const record = family.layouts.get(name)?.definition;
  if (!family.isLayout(name)) place.report(key, () => family.noLayout(name));
  if (record === undefined || !arm.endsWith("[]")) return;
  if (record.bits === 0) place.report(key, () => `${quoted(name)} has no size, so there is no array of it`);
  else if ((nesting.endings.get(name) ?? "closed") !== "closed") {
    place.report(key, () => `${quoted(name)} has elements of no fixed size, so there is no array of it`);
  }
}

function checkTest(place: FieldPlace, key: string, test: SelectorTest, arms: Arms): void {
  const { from, ...rest } = test;
  const operand =
    from === "member" ? memberOperand(place, key, test, arms) : checkReference(place, key, { ...rest, from });
  const entries = Object.entries(test.map);
  if (entries.length === 0) place.report(`${key}/map`, () => "the map is empty");
  for (const [value, next] of entries) {
    const at = `${key}/map${pointerTo(value)}`;
    checkKey(place, at, value, operand);
    checkSelector(place, at, next, arms);
  }
  if (test.else !== undefined) checkSelector(place, `${key}/else`, test.else, arms);
}

const decimal = /^(0|[1-9]\d{0,19})$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keys of a map are looked up as text, so each value has one spelling, and it can occur. */
export function checkKey(place: FieldPlace, key: string, value: string, operand: Operand | undefined): void {
  const shown = quoted(value);
  if (!decimal.test(value) && !uuid.test(value)) {
    place.report(key, () => `${shown} is neither a decimal number nor a uuid in lower case`);
  } else if (operand !== undefined && operand.uuid !== uuid.test(value)) {
    place.report(
      key,
      () => `${shown} is no value of ${quoted(operand.name)}, which is a ${operand.uuid ? "uuid" : "number"}`,
    );
  } else if (operand !== undefined && !operand.uuid && !canBe(operand, BigInt(value))) {
    place.report(key, () => `${value} does not fit ${operandWords(operand)}`);
  }
}

/** The selecting field stands in the members themselves, at one place in all that have it. */
function memberOperand(place: FieldPlace, key: string, test: SelectorTest, { union }: Arms): Operand | undefined {
  if (union === undefined) {
    place.report(`${key}/from`, () => `"member" is for unions; these names are layouts`);
    return undefined;
  }
  const having = union.fields.flatMap((member) => {
    if (member.layout === undefined) return [];
    const fields = place.survey.family.layouts.get(member.layout)?.definition.fields;
    return fields === undefined ? [undefined] : fields.filter((field) => field.name === test.field);
  });
  if (having.includes(undefined)) return undefined;
  const [first] = having;
  if (first === undefined) {
    place.report(`${key}/field`, () => `no member of ${quoted(union.name)} has a field ${quoted(test.field)}`);
    return undefined;
  }
  if (first.kind !== "uint" || first.bits > 32 || first.count !== undefined || first.open !== undefined) {
    place.report(`${key}/field`, () => `${quoted(test.field)} is no number of up to 32 bits`);
    return undefined;
  }
  if (having.some((other) => other?.offset !== first.offset || other.bits !== first.bits)) {
    place.report(`${key}/field`, () => `${quoted(test.field)} stands at different places in the members`);
    return undefined;
  }
  const operand = masked(test.field, first.bits, test.mask, test.shift);
  if (typeof operand !== "string") return operand;
  place.report(`${key}/${operand}`, () => maskFault(operand, quoted(test.field), first.bits, test));
  return undefined;
}
