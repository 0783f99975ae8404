/** Writes definitions as the compact lines that `src/layout/table.ts` parses. */
import type { EnumDefinition, FieldDefinition, LayoutDefinition } from "../layout/index.js";

const orderLetters = { be: "b", le: "l", host: "h" } as const;

/** A layout as one line. */
export const layoutLine = (definition: LayoutDefinition): string => line(definition, true);

/** A layout as one line that leaves out the names of numbers, for those whose decode has them in the same order. */
export const unnamedLine = (definition: LayoutDefinition): string => line(definition, false);

function line(definition: LayoutDefinition, named: boolean): string {
  const head = `${definition.kind === "union" ? "u" : ""}${orderLetters[definition.order]}${definition.bits}`;
  const tokens = definition.fields.map((field) => fieldToken(field, definition.name, named));
  const rare: { [field: string]: object } = {};
  for (const field of definition.fields) {
    const more = rareProperties(field);
    if (Object.keys(more).length > 0) rare[field.name] = more;
  }
  if (definition.source !== undefined) rare[""] = { source: definition.source };
  const common = [definition.name, head, ...tokens].join(" ");
  return Object.keys(rare).length === 0 ? common : `${common}\t${JSON.stringify(rare)}`;
}

function fieldToken(field: FieldDefinition, owner: string, named: boolean): string {
  const repeat = field.open === undefined ? (field.count === undefined ? "" : `*${field.count}`) : "*";
  const dash = field.reserved === true ? "-" : "";
  const byOffset = field.name === `reserved_at_${field.offset.toString(16)}`;
  const more = `${repeat}${bindingMark(field)}${field.access === undefined ? "" : `!${accessLetters[field.access]}`}`;
  if (field.reserved === true && field.kind === "uint" && byOffset) return `-${field.bits}${more}`;
  const name = named || field.reserved === true || field.kind !== "uint" ? field.name : "";
  return `${dash}${name}${shape(field, owner)}${more}`;
}

const accessLetters = { RO: "r", RW: "w", WO: "o", OP: "p", INDEX: "i" } as const;

const ways = { value: undefined, mask: "&", bit: "#" } as const;

/** One plain binding has a mark; others are rare. */
function bindingMark({ labels, name }: FieldDefinition): string {
  const [binding, ...others] = labels ?? [];
  if (binding === undefined || others.length > 0) return "";
  const { enum: named, as, ...rest } = binding;
  const mark = as === undefined ? "=" : ways[as];
  return mark === undefined || Object.keys(rest).length > 0 ? "" : `${mark}${named === name ? "" : named}`;
}

function shape(field: FieldDefinition, owner: string): string {
  switch (field.kind) {
    case "uint":
      return `:${field.bits}`;
    case "string":
      return `"${field.bits / 8}`;
    case "uuid":
      return "%";
    case "mac":
      return "^";
    case "layout":
      if (field.layout === field.name) return "@";
      return field.layout === `${owner}.${field.name}` ? "@." : `@${field.layout}`;
  }
}

/** What the token does not say. */
function rareProperties(field: FieldDefinition): Partial<FieldDefinition> {
  const { name, kind, offset, bits, layout, count, reserved, anonymous, open, access, labels, ...rest } = field;
  return {
    ...(labels !== undefined && bindingMark(field) === "" ? { labels } : {}),
    ...(anonymous === true && !/^@\d+$/.test(name) ? { anonymous } : {}),
    ...(open !== undefined && Object.keys(open).length > 0 ? { open } : {}),
    ...rest,
  };
}

/** A high bit in hexadecimal, which is less text once it is compressed. */
const valueText = (value: number | string): string =>
  typeof value === "number" && value >= 16 && Math.log2(value) % 1 === 0 ? `0x${value.toString(16)}` : String(value);

/** An enumeration as one line. */
export function enumLine(definition: EnumDefinition): string {
  const [whole, partial] = definition.kind === "flags" ? "#~" : "=?";
  const mark = definition.partial === true ? partial : whole;
  const tokens: string[] = [];
  let next = 0;
  for (const [label, value] of Object.entries(definition.values)) {
    const word = encodeURIComponent(label);
    tokens.push(value === next ? word : `${word}=${valueText(value)}`);
    next = Number(value) + 1;
  }
  return [`${mark}${definition.name}`, definition.prefix ?? "-", ...tokens].join(" ");
}
