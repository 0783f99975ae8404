/** The encode of a head with one of several records behind it. */
import { type Body, fixedParts, outside } from "./encode-parts.js";
import { localName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { ChoiceShape } from "./shape.js";
import { indent, plus } from "./text.js";
import { encoderOf } from "./write.js";

export function choiceBody(shape: ChoiceShape, imports: Imports): Body | undefined {
  const { union, bytes, size } = shape;
  if (union.field.anonymous === true || shape.members.some(({ field }) => field.length !== undefined)) return undefined;
  const parts = fixedParts(shape.members, bytes, imports, () => "");
  const arms = [...new Map(shape.arms.map((arm) => [arm.member, arm])).values()];
  const begin = plus("at", bytes);
  const name = localName(union.key);
  const cases = arms.flatMap(({ member, entry }) => [
    `case ${JSON.stringify(member)}:`,
    `  if (${JSON.stringify(member)} in ${name}) {`,
    `    size = ${encoderOf(entry.definition.name, imports)}(data, ${begin}, ${propertyOf(name, member)}, "write");`,
    "  }",
    "  break;",
  ]);
  return {
    ...parts,
    locals: [...parts.locals, `const ${name} = ${propertyOf("value", union.key)};`, `const tail = value["@tail"];`],
    unfit: [
      ...parts.unfit,
      `${name} instanceof Uint8Array`,
      `(tail === undefined ? ${outside(plus("at", size))} : tail.length !== 0 || ${outside(begin)})`,
    ],
    // The arm comes first: it refuses before it writes.
    writes: [
      "let size = -1;",
      `switch (${imports.use("armName")}(${name})) {`,
      ...indent(cases),
      "}",
      "if (size >= 0) {",
      ...indent([
        ...parts.writes,
        `if (tail !== undefined) return ${bytes} + size;`,
        `${imports.use("clear")}(data, ${begin} + size, ${plus("at", size)});`,
        `return ${size};`,
      ]),
      "}",
    ],
    size: "",
    finish: [],
  };
}
