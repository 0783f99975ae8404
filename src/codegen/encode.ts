/**
 * Writes `encodeX`: every field is read once and checked, and only then every word is written once. Whatever is not the plain
 * case (a label, a reserved field that is given, a tail, a value that does not fit) goes to the interpreter.
 */
import type { FieldDefinition, LayoutDefinition } from "../layout/index.js";
import { choiceBody } from "./encode-choice.js";
import { listBody } from "./encode-list.js";
import { type Body, fixedParts, leaveIf, outside, sizeRule } from "./encode-parts.js";
import { layoutNames } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { recordNames } from "./members.js";
import type { FixedShape, Shape } from "./shape.js";
import { indent, plus } from "./text.js";
import { isWritable } from "./write.js";

/** The lines of `encodeX`, with straight-line code where there is a body. */
export function encodeFunction(
  definition: LayoutDefinition,
  shape: Shape,
  body: Body | undefined,
  imports: Imports,
): string[] {
  const { encode, value, codec } = layoutNames(definition.name);
  const part = imports.useType("Part");
  const head = `export function ${encode}(data: DataView, at: number, value: ${value}, part?: ${part}): number {`;
  const interpret = `return ${imports.use("encodeWhole")}(${codec}, data, at, value, part);`;
  if (body === undefined) return [head, ...indent([interpret]), "}"];
  const { locals, words, writes, size, finish } = body;
  const records = recordNames(definition, imports.library).map((name) => `${JSON.stringify(name)} in value`);
  const unfit = [...body.unfit, ...records];
  const ready = shape.kind === "fixed" ? [`if (part === "check") return ${size};`] : [];
  const lines = [...locals, ...leaveIf(unfit), ...words, ...ready, ...writes, ...(finish ?? [`return ${size};`])];
  return [
    head,
    ...indent([
      "plain: try {",
      ...indent(lines),
      "} catch {",
      "  // The interpreter says what is wrong.",
      "}",
      interpret,
    ]),
    "}",
  ];
}

/** What straight-line code writes; `undefined` where only the interpreter does. */
export function encodeBody(definition: LayoutDefinition, shape: Shape, imports: Imports): Body | undefined {
  if (shape.kind === "interpreted" || !shape.members.every(isWritable)) return undefined;
  // What a device only reports is seldom written; the interpreter does.
  if (definition.fields.length > 0 && definition.fields.every(isReported)) return undefined;
  // Without a field that must be there, anything at all would pass for a value.
  if (shape.kind === "fixed" && shape.members.every(({ field }) => fillsItself(field))) return undefined;
  if (shape.kind === "fixed") return fixedBody(shape, imports);
  return shape.kind === "list" ? listBody(shape, imports) : choiceBody(shape, imports);
}

const isReported = (field: FieldDefinition): boolean => field.access === "RO" || field.reserved === true;

const fillsItself = ({ reserved, constant, length }: FieldDefinition): boolean =>
  reserved === true || constant !== undefined || length !== undefined;

function fixedBody(shape: FixedShape, imports: Imports): Body {
  const parts = fixedParts(shape.members, shape.bytes, imports, sizeRule(String(shape.bytes)));
  return {
    ...parts,
    unfit: [...parts.unfit, 'value["@tail"] !== undefined', outside(plus("at", shape.bytes))],
    size: String(shape.bytes),
  };
}
