/** Writes the types of a layout: what decode gives and encode takes, and what a view has. */
import type { FieldDefinition, LayoutDefinition } from "../layout/index.js";
import type { LayoutDocs } from "../schema/index.js";
import { layoutNames, propertyName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { everyMember, isOpenEnded, type Member } from "./members.js";
import { selectedNames } from "./selected.js";
import { docLines, indent } from "./text.js";

/** `XValue`: an interface for a struct; for a union one object type for each member. */
export function valueType(definition: LayoutDefinition, docs: LayoutDocs | undefined, imports: Imports): string[] {
  const { value } = layoutNames(definition.name);
  const doc = docLines(docs?.doc);
  if (definition.kind === "union") return [...doc, ...unionType(definition, value, imports)];
  const surplus = imports.useType("Surplus");
  const members = everyMember(definition, imports.library).flatMap((member) => property(member, docs, imports));
  if (members.length === 0) return [...doc, `export interface ${value} extends ${surplus} {}`];
  return [...doc, `export interface ${value} extends ${surplus} {`, ...indent(members), "}"];
}

function unionType(definition: LayoutDefinition, name: string, imports: Imports): string[] {
  const arms = definition.fields.map((field) =>
    field.anonymous === true && field.layout !== undefined
      ? `  | ${typeOfValue(field.layout, imports)}`
      : `  | { ${propertyName(field.name)}: ${memberType(field, definition, imports)} }`,
  );
  return [`export type ${name} =`, ...arms, '  | { "@0": Uint8Array };'];
}

const typeOfValue = (layout: string, imports: Imports): string =>
  imports.typeFrom(imports.library.layout(layout).module, layoutNames(layout).value);

function property(member: Member, docs: LayoutDocs | undefined, imports: Imports): string[] {
  const { key, field, optional } = member;
  const reserved = field.reserved === true;
  // The base type has every key of this form.
  if (reserved && /^reserved_at_/.test(key)) return [];
  const anonymous = field.anonymous === true;
  const mark = optional || reserved || anonymous ? "?" : "";
  const type = anonymous ? "Uint8Array" : memberType(field, undefined, imports);
  return [...docLines(docs?.fields.get(key)), `${propertyName(key)}${mark}: ${type};`];
}

/** The type of a member's value. */
function memberType(field: FieldDefinition, owner: LayoutDefinition | undefined, imports: Imports): string {
  const list = field.count !== undefined || field.open !== undefined;
  if (list && field.kind === "uint" && field.bits === 8) return withPayloads("Uint8Array", field, imports);
  const element = elementType(field, imports);
  const guests = owner === undefined ? guestArms(field, imports) : [];
  if (!list) return [element, ...guests].join(" | ");
  const all = element.includes("|") ? `readonly (${element})[]` : `readonly ${element}[]`;
  return withPayloads(all, field, imports);
}

function elementType(field: FieldDefinition, imports: Imports): string {
  if (field.layout !== undefined) {
    const { kind } = imports.library.layout(field.layout).definition;
    return kind === "union" ? `${typeOfValue(field.layout, imports)} | Uint8Array` : typeOfValue(field.layout, imports);
  }
  if (field.kind !== "uint") return "string";
  return field.bits <= 32 ? "number" : field.bits <= 64 ? "bigint" : "Uint8Array";
}

/** Layouts that a selector names beside the members of its union. */
function guestArms(field: FieldDefinition, imports: Imports): string[] {
  if (field.layout === undefined || field.select === undefined) return [];
  const { definition } = imports.library.layout(field.layout);
  if (definition.kind !== "union") return [];
  const members = new Set(definition.fields.map((member) => member.name));
  return selectedNames(field.select)
    .filter((name) => !members.has(name))
    .map((name) => `{ ${propertyName(name)}: ${typeOfValue(name, imports)} }`);
}

/** The records that a selector puts behind an open-ended array. */
function withPayloads(type: string, field: FieldDefinition, imports: Imports): string {
  if (field.select === undefined || field.open === undefined) return type;
  if (field.layout !== undefined && imports.library.layout(field.layout).definition.kind === "union") return type;
  const records = selectedNames(field.select).map((arm) => {
    const name = arm.replace(/\[\]$/, "");
    return `{ ${propertyName(name)}: ${arm.endsWith("[]") ? "readonly " : ""}${typeOfValue(name, imports)}${arm.endsWith("[]") ? "[]" : ""} }`;
  });
  return [type, ...records].join(" | ");
}

/** `XView`: the fields as a view has them. */
export function viewType(definition: LayoutDefinition, docs: LayoutDocs | undefined, imports: Imports): string[] {
  const { view } = layoutNames(definition.name);
  const members = viewMembers(definition, imports).map(
    ({ key, field }) => `${propertyName(key)}: ${viewMemberType(field, imports)};`,
  );
  const head = `export interface ${view} extends ${imports.use("View")} {`;
  return [...docLines(docs?.doc), ...(members.length === 0 ? [`${head}}`] : [head, ...indent(members), "}"])];
}

/** The members a view has accessors for: no padding, and of two with one name the first. */
export function viewMembers(definition: LayoutDefinition, imports: Imports): Member[] {
  const seen = new Set<string>();
  return everyMember(definition, imports.library).filter(({ key, field }) => {
    const first = !seen.has(key);
    seen.add(key);
    return first && field.reserved !== true && field.anonymous !== true;
  });
}

export function viewMemberType(field: FieldDefinition, imports: Imports): string {
  const array = field.count !== undefined || field.open !== undefined;
  if (array && field.kind === "uint" && field.bits === 8) return "Uint8Array";
  const element =
    field.layout === undefined
      ? elementType(field, imports)
      : imports.typeFrom(imports.library.layout(field.layout).module, layoutNames(field.layout).view);
  return array ? `${imports.useType("ViewArray")}<${element}>` : element;
}

/** Bytes that must be there before a view is made: up to a union at the end. */
export function leastBytes(definition: LayoutDefinition, imports: Imports): number {
  return Math.ceil(leastBits(definition, imports) / 8);
}

function leastBits(definition: LayoutDefinition, imports: Imports): number {
  if (definition.kind === "union") return 0;
  const last = definition.fields[definition.fields.length - 1];
  if (last?.layout === undefined || last.count !== undefined || last.open !== undefined) return definition.bits;
  return last.offset + leastBits(imports.library.layout(last.layout).definition, imports);
}

/** True when a nested layout may run to the end of the bytes. */
export const isOpen = (layout: string, imports: Imports): boolean =>
  isOpenEnded(imports.library.layout(layout).definition, imports.library);
