/**
 * The decode of a long struct, in less text: its names stand in one function, which fills an object and looks at what is
 * reserved on the way.
 */
import type { LayoutDefinition } from "../layout/index.js";
import { camelCase, layoutNames, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import { isHeld, planReading, readWord } from "./read.js";
import type { FixedShape } from "./shape.js";
import { assigned, indent } from "./text.js";
import { planWords, type Word } from "./words.js";

const templateName = (definition: LayoutDefinition): string =>
  `${camelCase(layoutNames(definition.name).layout)}Template`;

/** The function that puts every field into an object, in the order of the struct: the layout takes its names from there. */
export function fillLong(definition: LayoutDefinition, shape: FixedShape, imports: Imports): string[] {
  const plan = planWords(shape.members, shape.bytes);
  const reading = planReading(shape.members, plan, imports, "word");
  const held = plan.words.filter(isHeld);
  const firsts = new Map(held.map((word) => [firstOf(word), word]));
  const puts = shape.members
    .filter((member) => member.field.reserved !== true)
    .flatMap((member) => {
      const word = firsts.get(member);
      const put = `${propertyOf("value", member.key)} = ${reading.valueOf(member)};`;
      return word === undefined ? [put] : [`word = ${readWord(word)};`, ...lookAt(word), put];
    });
  const { fill, value } = layoutNames(definition.name);
  const template = `${imports.useType("Template")}<${value}>`;
  const body = [
    "const value = { ...template.blank };",
    ...(held.some(({ reserved }) => reserved !== 0) ? ["const { reserved } = template;"] : []),
    ...(held.length === 0 ? [] : ["let word: number;"]),
    ...assigned("let found", reading.reserved.length === 0 ? ["0"] : reading.reserved),
    ...reading.loops,
    ...puts,
    "return found === 0 ? value : undefined;",
  ];
  return [
    `let ${templateName(definition)}: ${template} | undefined;`,
    "",
    `function ${fill}(template: ${template}, data: DataView, at: number): ${value} | undefined {`,
    ...indent(body),
    "}",
  ];
}

/** The member of a word that the struct names first. */
const firstOf = ({ items }: Word): Member | undefined =>
  items.map(({ member }) => member).reduce((first, member) => (member.offset < first.offset ? member : first));

/** What is reserved in the word that was just read. Its mask is read from the word's own place: that is less text than a number. */
const lookAt = (word: Word): string[] =>
  word.reserved === 0 ? [] : [`found |= word & ${readWord(word, String(word.byte), "reserved")};`];

/** Statements that return the value of bytes whose length is right, unless a reserved bit is set. */
export function plainLong(definition: LayoutDefinition, imports: Imports): string[] {
  const { codec, fill } = layoutNames(definition.name);
  const template = templateName(definition);
  return [
    `${template} ??= ${imports.use("templateOf")}(${codec}, ${fill});`,
    `const value = ${fill}(${template}, data, at);`,
    "if (value !== undefined) return value;",
  ];
}
