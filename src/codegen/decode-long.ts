/**
 * The decode of a long struct, in less text: its names stand in one function that fills an object, and what is reserved is
 * looked up in masks that the layout gives.
 */
import type { LayoutDefinition } from "../layout/index.js";
import { camelCase, layoutNames, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import { isHeld, planReading, readWord } from "./read.js";
import type { FixedShape } from "./shape.js";
import { indent } from "./text.js";
import { planWords, type Word } from "./words.js";

const templateName = (definition: LayoutDefinition): string =>
  `${camelCase(layoutNames(definition.name).layout)}Template`;

/** The function that puts every field into an object, in the order of the struct: the layout takes its names from there. */
export function fillLong(definition: LayoutDefinition, shape: FixedShape, imports: Imports): string[] {
  const plan = planWords(shape.members, shape.bytes);
  const reading = planReading(shape.members, plan, imports, "word");
  const firsts = new Map(plan.words.filter(isHeld).map((word) => [firstOf(word), word]));
  const puts = shape.members
    .filter((member) => member.field.reserved !== true)
    .flatMap((member) => {
      const word = firsts.get(member);
      const put = `${propertyOf("value", member.key)} = ${reading.valueOf(member)};`;
      return word === undefined ? [put] : [`word = ${readWord(word)};`, put];
    });
  const { fill, value } = layoutNames(definition.name);
  return [
    `let ${templateName(definition)}: ${imports.useType("Template")}<${value}> | undefined;`,
    "",
    `function ${fill}(value: ${value}, data: DataView, at: number): ${value} {`,
    ...indent([...(firsts.size === 0 ? [] : ["let word: number;"]), ...reading.loops, ...puts, "return value;"]),
    "}",
  ];
}

/** The member of a word that the struct names first. */
const firstOf = ({ items }: Word): Member | undefined =>
  items.map(({ member }) => member).reduce((first, member) => (member.offset < first.offset ? member : first));

/** Statements that return the value of bytes whose length is right, unless a reserved bit is set. */
export function plainLong(definition: LayoutDefinition, imports: Imports): string[] {
  const { codec, fill } = layoutNames(definition.name);
  const template = templateName(definition);
  return [
    `${template} ??= ${imports.use("templateOf")}(${codec}, ${fill});`,
    `if (${imports.use("isPlain")}(${template}, data, at)) return ${fill}({ ...${template}.blank }, data, at);`,
  ];
}
