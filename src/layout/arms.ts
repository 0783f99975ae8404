/** What selectors can put into a field. */
import type { FieldDefinition, Selector } from "./definition.js";
import type { Plan, PlanField } from "./plan.js";

/** Every arm that can stand in a field, members of its union or not; once, though several values may choose it. */
export function armsOf({ select, open }: FieldDefinition): string[] {
  const runs = open?.runs ?? [];
  return [...new Set([...selectorArms(select), ...runs.flatMap((run) => selectorArms(run.select))])];
}

/** The union without a name whose selector can put `name` beside its members into this layout's own name space. */
export function guestUnion(plan: Plan, name: string): PlanField | undefined {
  return plan.fields.find(
    (field) => field.definition.anonymous === true && field.nested?.kind === "union" && field.arms.includes(name),
  );
}

/** Every arm that a selector can give, in the order stated. */
export function selectorArms(selector: Selector | undefined): string[] {
  if (selector === undefined) return [];
  if (typeof selector === "string") return [selector];
  if (isList(selector)) return selector.flatMap(selectorArms);
  return [...Object.values(selector.map).flatMap(selectorArms), ...selectorArms(selector.else)];
}

export function isList(selector: Selector): selector is readonly Selector[] {
  return Array.isArray(selector);
}
