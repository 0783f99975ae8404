/** The arms a selector can give. */
import type { Selector } from "../layout/index.js";

export const isList = (selector: Selector): selector is readonly Selector[] => Array.isArray(selector);

/** Every arm, once, in the order stated: members of a union, or layouts (`name[]` for an array of them). */
export function selectedNames(selector: Selector | undefined): string[] {
  return [...new Set(armsOf(selector))];
}

function armsOf(selector: Selector | undefined): string[] {
  if (selector === undefined) return [];
  if (typeof selector === "string") return [selector];
  if (isList(selector)) return selector.flatMap(armsOf);
  return [...Object.values(selector.map).flatMap(armsOf), ...armsOf(selector.else)];
}
