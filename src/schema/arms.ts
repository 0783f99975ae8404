/** The names a selector can give: members of a union, or layouts behind an open-ended array. */
import type { Selector } from "../layout/definition.js";
import { isList } from "./file.js";

/** Every name that a selector can give, in the order stated. */
export function selectorNames(selector: Selector | undefined): string[] {
  if (selector === undefined) return [];
  if (typeof selector === "string") return [selector];
  if (isList<Selector>(selector)) return selector.flatMap(selectorNames);
  return [...Object.values(selector.map).flatMap(selectorNames), ...selectorNames(selector.else)];
}

/** `klm[]` is an array of `klm`. */
export const recordName = (arm: string): string => (arm.endsWith("[]") ? arm.slice(0, -2) : arm);
