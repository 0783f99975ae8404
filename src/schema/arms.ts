/** The names a selector can give: members of a union, or layouts behind an open-ended array. */
import { selectorArms } from "../layout/arms.js";
import type { FieldDefinition } from "../layout/definition.js";

/** Every name that the selectors of a field can give, those of its runs included. */
export function fieldArms(field: FieldDefinition): string[] {
  const runs = field.open?.runs ?? [];
  return [...selectorArms(field.select), ...runs.flatMap((run) => selectorArms(run.select))];
}

/** `klm[]` is an array of `klm`. */
export const recordName = (arm: string): string => (arm.endsWith("[]") ? arm.slice(0, -2) : arm);
