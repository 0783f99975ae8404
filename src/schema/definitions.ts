/** From the shapes of a file to the definitions that readers use: shorthands written out, offsets added up. */
import type {
  EnumDefinition,
  FieldDefinition,
  FieldKind,
  LabelBinding,
  LayoutDefinition,
  OpenArray,
  OverlayDefinition,
  PartDefinition,
} from "../layout/definition.js";
import type { SchemaFile, StructShape, UnionShape } from "./file.js";
import {
  type EnumShape,
  type EnumUse,
  type FieldShape,
  type FieldType,
  isList,
  type OverlayShape,
  type PartShape,
} from "./file.js";

/** Size in bits of a layout by name; `undefined` when it is not known. */
export type SizeOf = (layout: string) => number | undefined;

const types: Readonly<Record<FieldType, { readonly kind: FieldKind; readonly bits: number }>> = {
  u8: { kind: "uint", bits: 8 },
  u16: { kind: "uint", bits: 16 },
  u32: { kind: "uint", bits: 32 },
  u64: { kind: "uint", bits: 64 },
  char: { kind: "string", bits: 8 },
  uuid: { kind: "uuid", bits: 128 },
  mac: { kind: "mac", bits: 48 },
};

/** A struct or union of a file as a definition. Sizes of nested layouts are the stated ones, so the order of files is free. */
export function layoutDefinition(
  name: string,
  shape: StructShape | UnionShape,
  file: SchemaFile,
  sizeOf: SizeOf,
): LayoutDefinition {
  const kind = "members" in shape ? "union" : "struct";
  const order = shape.order ?? file.order;
  const source = shape.source ?? file.source.name;
  const fields: FieldDefinition[] = [];
  let offset = 0;
  for (const field of "members" in shape ? shape.members : shape.fields) {
    const definition = fieldDefinition(field, kind === "union" ? 0 : offset, order, sizeOf);
    fields.push(definition);
    offset += fixedBits(definition);
  }
  return {
    name,
    kind,
    order,
    bits: shape.bits,
    fields,
    ...(source === undefined ? {} : { source }),
  };
}

/** Bits a field has in the fixed part of its layout. An open-ended array has none. */
export function fixedBits(field: FieldDefinition): number {
  return field.open === undefined ? field.bits * (field.count ?? 1) : 0;
}

function fieldDefinition(
  field: FieldShape,
  offset: number,
  layoutOrder: LayoutDefinition["order"],
  sizeOf: SizeOf,
): FieldDefinition {
  const { layout, order, constant, length, pointer, overlay, select, valid, access } = field;
  return {
    name: field.name,
    ...widthOf(field, sizeOf, offset),
    ...(layout === undefined ? {} : { layout }),
    ...(field.anonymous === undefined ? {} : { anonymous: true }),
    ...elements(field),
    ...(order === undefined || order === layoutOrder ? {} : { order }),
    ...(field.reserved === undefined ? {} : { reserved: true }),
    ...(constant === undefined ? {} : { constant }),
    ...(length === undefined ? {} : { length }),
    ...(pointer === undefined ? {} : { pointer }),
    ...labels(field),
    ...(field.parts === undefined ? {} : { parts: field.parts.map(partDefinition) }),
    ...(overlay === undefined ? {} : { overlay: overlayDefinition(overlay, sizeOf) }),
    ...(select === undefined ? {} : { select }),
    ...(valid === undefined ? {} : { valid }),
    ...(access === undefined ? {} : { access }),
  };
}

function widthOf(field: FieldShape, sizeOf: SizeOf, offset: number): Pick<FieldDefinition, "kind" | "offset" | "bits"> {
  if (field.layout !== undefined) return { kind: "layout", offset, bits: sizeOf(field.layout) ?? 0 };
  if (field.type === undefined) return { kind: "uint", offset, bits: field.bits ?? 0 };
  const { kind, bits } = types[field.type];
  const letters = kind === "string" && typeof field.count === "number" ? field.count : 1;
  return { kind, offset, bits: bits * letters };
}

/** `count` as an array; for text it is the number of letters, and `repeat` makes the array. */
function elements(field: FieldShape): Pick<FieldDefinition, "count" | "open"> {
  const { count, runs, stride, repeat } = field;
  if (typeof count === "number") {
    if (field.type !== "char") return { count };
    return repeat === undefined ? {} : { count: repeat };
  }
  if (count === undefined) return {};
  const open: OpenArray = {
    ...(count === "end" ? {} : { count }),
    ...(runs === undefined ? {} : { runs }),
    ...(stride === undefined ? {} : { stride }),
  };
  return { open };
}

/** The bindings of `enum`, each with its place in the file, then the one of `flags`. */
export function labelUses(field: FieldShape | PartShape): { readonly key: string; readonly use: EnumUse }[] {
  const { enum: uses } = field;
  if (uses === undefined) return [];
  if (isList(uses)) return uses.map((use: EnumUse, index: number) => ({ key: `/enum/${index}`, use }));
  return [{ key: "/enum", use: uses }];
}

function labels(field: FieldShape | PartShape): Pick<FieldDefinition, "labels"> {
  const bound: LabelBinding[] = labelUses(field).map(({ use }) => (typeof use === "string" ? { enum: use } : use));
  if (field.flags !== undefined) bound.push({ enum: field.flags, as: "bit" });
  return bound.length === 0 ? {} : { labels: bound };
}

function partDefinition(part: PartShape): PartDefinition {
  return { name: part.name, lsb: part.lsb, bits: part.bits, ...labels(part) };
}

function overlayDefinition({ name, layout, at }: OverlayShape, sizeOf: SizeOf): OverlayDefinition {
  return { name, layout, at, bits: sizeOf(layout) ?? 0 };
}

export function enumDefinition(name: string, kind: EnumDefinition["kind"], shape: EnumShape): EnumDefinition {
  return {
    name,
    kind,
    ...(shape.prefix === undefined ? {} : { prefix: shape.prefix }),
    values: shape.values,
    ...(shape.partial === undefined ? {} : { partial: true }),
  };
}
