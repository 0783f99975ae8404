/** The names a selector can give: members of a union, or layouts behind an open-ended array. */
import type { FieldDefinition, Selector } from "../layout/definition.js";
import { isList } from "./file.js";

/** Every name that a selector can give, in the order stated. */
export function selectorNames(selector: Selector | undefined): string[] {
  if (selector === undefined) return [];
  if (typeof selector === "string") return [selector];
  if (isList<Selector>(selector)) return selector.flatMap(selectorNames);
  return [...Object.values(selector.map).flatMap(selectorNames), ...selectorNames(selector.else)];
}

/** Every name that the selectors of a field can give, those of its runs included. */
export function fieldArms(field: FieldDefinition): string[] {
  const runs = field.open?.runs ?? [];
  return [...selectorNames(field.select), ...runs.flatMap((run) => selectorNames(run.select))];
}

/** `klm[]` is an array of `klm`. */
export const recordName = (arm: string): string => (arm.endsWith("[]") ? arm.slice(0, -2) : arm);
