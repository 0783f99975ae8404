/** A stride: the width of an element, chosen by a field. What stands in the array must have room in it. */

import { selectorArms } from "../layout/arms.js";
import type { Selector, SelectorTest } from "../layout/definition.js";
import { checkKey } from "./check-selectors.js";
import { fixedBits } from "./definitions.js";
import { type FieldShape, isList } from "./file.js";
import type { FieldPlace } from "./place.js";
import { bitCount, pointerTo } from "./problems.js";
import { checkReference } from "./references.js";

type StrideShape = NonNullable<FieldShape["stride"]>;

export function checkStride(place: FieldPlace): void {
  const { stride, count } = place.shape;
  if (stride === undefined) return;
  if (count === undefined || typeof count === "number") {
    place.report("/stride", () => `"stride" is for open-ended arrays, and "count" says it is none`);
  } else if (place.nested === undefined) {
    place.report(
      "/stride",
      () => `"stride" is for structs and unions: what it leaves behind anything else has no name`,
    );
    return;
  }
  const operand = checkReference(place, "/stride", stride);
  for (const [value, bits] of Object.entries(stride.map)) {
    const key = `/stride/map${pointerTo(value)}`;
    checkKey(place, key, value, operand);
    checkRoom(place, key, bits, leastBits(place, stride, value));
  }
}

function checkRoom(place: FieldPlace, key: string, stride: number, least: number): void {
  if (stride < least) {
    place.report(key, () => `a stride of ${bitCount(stride)} has no room for an element of ${bitCount(least)}`);
  } else if (stride % 8 !== 0 || (place.nested?.kind === "struct" && place.field.bits % 8 !== 0)) {
    const widths = `${bitCount(stride)} for ${bitCount(place.field.bits)}`;
    place.report(key, () => `what a stride leaves behind an element is whole bytes, not of ${widths}`);
  }
}

/** The least an element takes when the stride's field has this value: of a union, the smallest arm that each selector can give. */
function leastBits({ field, nested, survey: { family } }: FieldPlace, stride: StrideShape, value: string): number {
  if (nested?.kind !== "union") return field.bits;
  const members = new Map(nested.fields.map((member) => [member.name, fixedBits(member)]));
  const selectors = [field.select, ...(field.open?.runs ?? []).map((run) => run.select)];
  const arms = selectors.map((selector) => armsAt(selector, stride, value));
  family.spend(members.size + arms.reduce((sum, { length }) => sum + length, 1));
  const widths = arms.map((names) =>
    names.map((name) => members.get(name) ?? family.layouts.get(name)?.definition.bits ?? 0),
  );
  return Math.max(...widths.map((all) => (all.length === 0 ? 0 : Math.min(...all))));
}

/** The arms that a selector can give for one value of the stride's field. */
function armsAt(selector: Selector | undefined, stride: StrideShape, value: string): string[] {
  if (selector === undefined || typeof selector === "string") return selectorArms(selector);
  if (isList<Selector>(selector)) return selector.flatMap((one) => armsAt(one, stride, value));
  const { map, else: other } = selector;
  if (asksTheSame(selector, stride)) return armsAt(Object.hasOwn(map, value) ? map[value] : other, stride, value);
  return [...Object.values(map), other].flatMap((one) => armsAt(one, stride, value));
}

function asksTheSame(test: SelectorTest, stride: StrideShape): boolean {
  return (
    test.from === (stride.from ?? "self") &&
    test.field === stride.field &&
    test.mask === stride.mask &&
    test.shift === stride.shift
  );
}
