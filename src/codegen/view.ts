/**
 * Writes the view class of a layout: getters with constant offsets, the rest through the interpreter. Setters are the same for
 * all views and added when the class is defined.
 */
import type { LayoutDefinition } from "../layout/index.js";
import { layoutNames, propertyName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import { hex, indent, plus } from "./text.js";
import { isOpen, leastBytes, viewMembers, viewMemberType } from "./types.js";

export function viewClass(definition: LayoutDefinition, imports: Imports): string[] {
  const names = layoutNames(definition.name);
  const least = leastBytes(definition, imports);
  const getters = viewMembers(definition, imports).flatMap((member) => getter(member, definition, least, imports));
  imports.use("View");
  return [
    `export const ${names.view}: ${imports.useType("ViewConstructor")}<${names.view}> = /* @__PURE__ */ ${imports.use("defineView")}(`,
    `  ${names.codec},`,
    `  ${least},`,
    ...(getters.length === 0
      ? ["  class extends View {},"]
      : ["  class extends View {", ...indent(getters, 2), "  },"]),
    ");",
  ];
}

/** How a number lies in the narrowest access that covers it; `undefined` when no access of up to 4 bytes does. */
interface Access {
  readonly byte: number;
  readonly bits: 8 | 16 | 32;
  readonly shift: number;
}

function accessOf({ offset, field, little }: Member, least: number): Access | undefined {
  const sizes = [8, 16, 32] as const;
  for (const bits of sizes) {
    for (const byte of [offset >> 3, (offset >> 5) << 2]) {
      const inside = offset - byte * 8;
      if (inside < 0 || inside + field.bits > bits || byte + bits / 8 > least) continue;
      return { byte, bits, shift: little ? inside : bits - inside - field.bits };
    }
  }
  return undefined;
}

/** Numbers that have a place of their own in the fixed part. */
function directAccess(member: Member, definition: LayoutDefinition, least: number): Access | undefined {
  const { field, optional } = member;
  const number = field.kind === "uint" && field.count === undefined && field.open === undefined && field.bits <= 32;
  return number && !optional && definition.kind === "struct" ? accessOf(member, least) : undefined;
}

/** A bigint that one access reads. */
function isWide({ field, offset, optional }: Member, definition: LayoutDefinition): boolean {
  const single = field.count === undefined && field.open === undefined;
  return (
    field.kind === "uint" &&
    field.bits === 64 &&
    single &&
    offset % 8 === 0 &&
    !optional &&
    definition.kind === "struct"
  );
}

const order = (member: Member): string => (member.little ? ", true" : "");

function getter(member: Member, definition: LayoutDefinition, least: number, imports: Imports): string[] {
  const type = viewMemberType(member.field, imports);
  return [
    `get ${propertyName(member.key)}(): ${type} {`,
    ...indent(getterBody(member, definition, least, imports)),
    "}",
  ];
}

function getterBody(member: Member, definition: LayoutDefinition, least: number, imports: Imports): string[] {
  const { field, offset } = member;
  if (member.moved) return [`return ${imports.use("readField")}(this, ${JSON.stringify(member.key)});`];
  const data = `this[${imports.hold("DATA", "VIEW_DATA")}]`;
  const place = (byte: number): string => plus(`this[${imports.hold("AT", "VIEW_AT")}]`, byte);
  const access = directAccess(member, definition, least);
  if (access !== undefined) {
    const read = `${data}.getUint${access.bits}(${place(access.byte)}${access.bits > 8 ? order(member) : ""})`;
    return [`return ${bitsOf(read, access, field.bits)};`];
  }
  if (isWide(member, definition)) return [`return ${data}.getBigUint64(${place(offset >> 3)}${order(member)});`];
  if (isNested(member)) return nestedView(member, place(offset >> 3), imports);
  return [`return ${imports.use("readField")}(this, ${JSON.stringify(member.key)});`];
}

function bitsOf(read: string, { bits, shift }: Access, width: number): string {
  if (width === bits) return read;
  if (shift + width === bits) return `${read} >>> ${shift}`;
  const mask = hex(2 ** width - 1);
  return shift === 0 ? `${read} & ${mask}` : `(${read} >>> ${shift}) & ${mask}`;
}

/** A struct or union at a whole byte. */
function isNested({ field, offset }: Member): boolean {
  return field.layout !== undefined && field.count === undefined && field.open === undefined && offset % 8 === 0;
}

function nestedView({ field, key }: Member, begin: string, imports: Imports): string[] {
  const name = field.layout ?? "";
  const view = imports.from(imports.library.layout(name).module, layoutNames(name).view);
  const end = `this[${imports.hold("END", "VIEW_END")}]`;
  const data = `this[${imports.hold("DATA", "VIEW_DATA")}]`;
  const stop = isOpen(name, imports) ? end : `Math.min(${end}, ${begin} + ${Math.ceil(field.bits / 8)})`;
  return [`return new ${view}(${data}, ${begin}, ${stop}, this, ${JSON.stringify(key)});`];
}
