/**
 * Where two sources describe one register and both choose what stands in a place by the same field, the values that the
 * kernel leaves open are laid out as the other source has them: group 4 of MPCNT, page 3 of PDDR, info type 9 of MCQI.
 */
import type { Definitions } from "../catalog/index.js";
import type { FieldDefinition, LayoutDefinition, Selector, SelectorTest } from "../layout/index.js";
import { once } from "../layout/once.js";

/** What adds the arms of other sources' variants (`name~source`) to the selectors of a record. */
export function armsOfVariants(definitions: Definitions): (definition: LayoutDefinition) => LayoutDefinition {
  const variants = once(() => variantNames(definitions));
  return (definition) => {
    if (!definition.fields.some(({ select }) => isTest(select))) return definition;
    const names = variants().get(definition.name) ?? [];
    return names.reduce((before, name) => {
      const other = definitions.definition(name);
      return other === undefined ? before : withArms(before, other, definitions);
    }, definition);
  };
}

function variantNames(definitions: Definitions): Map<string, string[]> {
  const variants = new Map<string, string[]>();
  for (const name of definitions.names()) {
    const [base = ""] = name.split("~");
    if (base !== name) variants.set(base, [...(variants.get(base) ?? []), name]);
  }
  return variants;
}

function withArms(definition: LayoutDefinition, other: LayoutDefinition, definitions: Definitions): LayoutDefinition {
  const fields = definition.fields.map((field) => {
    const same = other.fields.find(({ name, offset }) => name === field.name && offset === field.offset);
    if (same === undefined || !isTest(field.select) || !isTest(same.select)) return field;
    if (reading(field.select) !== reading(same.select)) return field;
    return {
      ...field,
      select: { ...field.select, map: { ...arms(same, field.bits, definitions), ...field.select.map } },
    };
  });
  return { ...definition, fields };
}

const isTest = (selector: Selector | undefined): selector is SelectorTest =>
  selector !== undefined && typeof selector !== "string" && !Array.isArray(selector);

/** Which bits a selector looks at, as text to compare. */
const reading = ({ from, field, mask, shift }: SelectorTest): string => [from, field, mask, shift].join(" ");

/** The layouts that a union's members have, by the value that selects them; those that fit `bits`. */
function arms({ layout, select }: FieldDefinition, bits: number, definitions: Definitions): Record<string, Selector> {
  const members = layout === undefined ? [] : (definitions.definition(layout)?.fields ?? []);
  const found = Object.entries(isTest(select) ? select.map : {}).flatMap(([value, arm]) => {
    const member = members.find(({ name }) => name === arm);
    return member?.layout === undefined || member.bits > bits ? [] : [[value, member.layout] as const];
  });
  return Object.fromEntries(found);
}
