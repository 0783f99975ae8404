/** The shape of structs and unions, and of their fields. */
import * as z from "zod/mini";
import { called, describe, maybe, numberOrHex, whole, word } from "./described.js";
import type { FieldShape, PartShape, StructShape, UnionShape } from "./file.js";
import { mostBits, mostElements } from "./limits.js";
import { binding, conditions, countRule, order, referenceKeys, selector } from "./rule-shape.js";

const enumUse = z.union([word, binding]);

const labelKeys = {
  enum: maybe(z.union([enumUse, z.array(enumUse).check(z.minLength(1))]), "Enumerations that name the value."),
  flags: maybe(word, "A `flags` declaration that names the bits."),
};

const part: z.ZodMiniType<PartShape> = called(
  z.strictObject({
    name: describe(word, "Name of the range."),
    lsb: describe(whole(0, 63), "Least significant bit of the range in the number."),
    bits: describe(whole(1, 64), "Width of the range."),
    ...labelKeys,
    doc: maybe(z.string(), "What it is."),
  }),
  "part",
  "A named bit range inside a number.",
);

const overlay = z.strictObject({
  name: describe(word, "What the list is called."),
  layout: describe(word, "The struct of one record."),
  at: describe(whole(0, mostBits), "Bits of the reserved field in front of the list."),
  doc: maybe(z.string(), "What it is."),
});

const run = z.strictObject({
  count: describe(countRule, "Elements of this run."),
  select: describe(selector, "The arm of the elements of this run."),
});

const stride = z.strictObject({
  ...referenceKeys,
  map: describe(z.record(z.string(), whole(1, mostBits)), "Value of the field to element width in bits."),
});

const length = z.strictObject({
  of: describe(z.enum(["layout", "count", "bytes"]), "What is measured: the whole value, elements, or bytes."),
  field: maybe(word, "The array or union that is measured."),
  plus: maybe(whole(0, mostBits), "Added to the bytes."),
});

const pointer = z.strictObject({
  length: describe(word, "The field that holds the length of the buffer."),
  direction: describe(z.enum(["in", "out", "inout"]), "Which way the data behind the address goes."),
  layout: maybe(word, "The struct the address points to, when it is always the same."),
});

const field: z.ZodMiniType<FieldShape> = called(
  z.strictObject({
    name: describe(word, "The key in decoded values."),
    bits: maybe(whole(1, mostBits), "Width of one element in bits."),
    type: maybe(z.enum(["u8", "u16", "u32", "u64", "char", "uuid", "mac"]), "Instead of `bits`."),
    layout: maybe(word, "Instead of `bits`: the name of a struct or union."),
    anonymous: maybe(z.literal(true), "The nested members belong to this struct's own name space."),
    count: maybe(
      z.union([whole(1, mostElements), z.literal("end"), countRule]),
      'Elements: a number, "end" (as many as the bytes hold), or the field that counts them.',
    ),
    repeat: maybe(whole(1, mostElements), "Strings one behind the other, for `char` with a count."),
    runs: maybe(z.array(run).check(z.minLength(1)), "Runs of elements, each with a count and an arm of its own."),
    stride: maybe(stride, "Element width chosen by a field."),
    order: maybe(order, "When it differs from the struct's."),
    reserved: maybe(z.literal(true), "Padding."),
    constant: maybe(numberOrHex, "The only value; filled in on encode."),
    length: maybe(length, "A size, filled in on encode."),
    pointer: maybe(pointer, "The number is an address."),
    enum: labelKeys.enum,
    flags: labelKeys.flags,
    parts: maybe(z.array(part).check(z.minLength(1)), "Named bit ranges inside the number."),
    overlay: maybe(overlay, "A list of records that the reserved bits hold, as another source has it."),
    select: maybe(selector, "What chooses the arm of a union, or what stands behind an open-ended array."),
    valid: maybe(conditions, "Conditions under which the field means something."),
    access: maybe(z.enum(["RO", "RW", "WO", "OP", "INDEX"]), "Register access."),
    doc: maybe(z.string(), "What it is."),
  }),
  "field",
  "A field of a struct or a member of a union.",
);

const layoutKeys = {
  bits: describe(whole(0, mostBits), "Size of the fixed part in bits."),
  doc: maybe(z.string(), "What it is."),
  order: maybe(order, "When it differs from the file's."),
  source: maybe(word, "Short name of the source, when it is not the file's."),
};

export const struct: z.ZodMiniType<StructShape> = called(
  z.strictObject({ ...layoutKeys, fields: describe(z.array(field), "One behind the other; every bit has a name.") }),
  "struct",
  "A struct.",
);

export const union: z.ZodMiniType<UnionShape> = called(
  z.strictObject({ ...layoutKeys, members: describe(z.array(field).check(z.minLength(1)), "All at offset 0.") }),
  "union",
  "A union.",
);
