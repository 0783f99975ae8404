/** The encode of a head with a list behind it. */
import type { FieldDefinition } from "../layout/index.js";
import { type Body, fixedParts, lengthText, once, outside, sizeRule } from "./encode-parts.js";
import { localName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { ListShape } from "./shape.js";
import { plus } from "./text.js";
import { encoderOf, writeOf } from "./write.js";

export function listBody(shape: ListShape, imports: Imports): Body {
  const { list, stride, bytes } = shape;
  const name = localName(list.key);
  const size = stride === 1 ? `${bytes} + ${name}.length` : `${bytes} + ${name}.length * ${stride}`;
  const lengths = (field: FieldDefinition): string => {
    if (field.length === undefined) return "";
    if (field.length.of === "layout") return sizeRule(size)(field);
    if (field.length.field !== list.key) return "";
    return lengthText(field, field.length.of === "count" ? `${name}.length` : `${name}.length * ${stride}`);
  };
  const parts = fixedParts(shape.members, bytes, imports, lengths, list.field.open?.count?.field);
  return {
    locals: [`const ${name} = ${propertyOf("value", list.key)};`, ...parts.locals],
    unfit: [
      ...once(elementChecks(shape, name, imports)),
      ...parts.unfit,
      ...countCheck(shape, name),
      'value["@tail"] !== undefined',
      outside(`at + ${size}`),
    ],
    words: parts.words,
    writes: [...parts.writes, ...elementWrites(shape, name, imports)],
    size,
  };
}

function elementChecks({ list, stride, bytes }: ListShape, name: string, imports: Imports): string[] {
  const { field } = list;
  const count = `${name}.length`;
  if (field.layout !== undefined) {
    return [
      `!${imports.use("listFits")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${count}, ${stride})`,
    ];
  }
  if (field.bits === 8) return [`!${imports.use("isBytes")}(${name}, ${count})`];
  return [`!${imports.use(field.bits <= 32 ? "areNumbers" : "areBigints")}(${name}, ${count}, ${field.bits})`];
}

function elementWrites({ list, stride, bytes }: ListShape, name: string, imports: Imports): string[] {
  const { field } = list;
  if (field.layout !== undefined) {
    return [
      `${imports.use("writeList")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${stride});`,
    ];
  }
  const { open: _open, ...single } = field;
  const [line = ""] = writeOf({ ...list, field: { ...single, count: 1 } }, name, false, imports);
  return [line.replace("index < 1;", `index < ${name}.length;`)];
}

/** The count must say how many elements there are; one that fills itself in does by now. */
function countCheck({ list, members, stride }: ListShape, name: string): string[] {
  const rule = list.field.open?.count;
  const counter = members.find((member) => member.key === rule?.field);
  if (rule === undefined || counter === undefined) return [];
  const stated = localName(counter.key);
  const count = rule.zero === undefined ? stated : `(${stated} || ${rule.zero})`;
  const asked = rule.unit === undefined ? count : `Math.ceil((${count} * ${rule.unit}) / ${stride * 8})`;
  return [`${name}.length ${rule.most === true ? ">" : "!=="} ${asked}`];
}
