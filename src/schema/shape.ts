/**
 * The shape of a schema file as a zod model. This folder is the only importer of zod; `zod/mini` has no code that is
 * made at run time, so it runs under a content-security policy without `unsafe-eval`.
 *
 * What keys mean together is the business of the meaning pass; here each key is proved to be of the right kind.
 */
import * as z from "zod/mini";
import type { Condition, CountRule, LabelBinding, Selector } from "../layout/definition.js";
import type {
  CommandShape,
  EnumShape,
  FieldShape,
  PartShape,
  RegisterShape,
  SchemaFile,
  StructShape,
  UnionShape,
} from "./file.js";
import { mostBits, mostElements } from "./limits.js";

/** Descriptions of keys, for the JSON Schema that editors read. */
export const descriptions: z.core.$ZodRegistry<{ description?: string; id?: string; title?: string }> = z.registry();

/** A copy with a description of its own: parts are used in several places. */
function describe<T extends z.core.$ZodType>(schema: T, description: string): T {
  const own = z.clone(schema);
  descriptions.add(own, { description });
  return own;
}

function called<T extends z.core.$ZodType>(schema: T, id: string, description: string): T {
  descriptions.add(schema, { id, description });
  return schema;
}

function maybe<T extends z.core.$ZodType>(schema: T, description: string): z.ZodMiniExactOptional<T> {
  const optional = z.exactOptional(schema);
  descriptions.add(optional, { description });
  return optional;
}

const whole = (from: number, to: number): z.ZodMiniNumber => z.int().check(z.gte(from), z.lte(to));
const exact: z.ZodMiniNumber = whole(0, Number.MAX_SAFE_INTEGER);
const word: z.ZodMiniString = z.string().check(z.minLength(1));
const moduleName: z.ZodMiniString = z.string().check(z.regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/));
const numberOrHex = called(
  z.union([exact, z.string().check(z.regex(/^0x[0-9a-fA-F]{1,16}$/))]),
  "number",
  'A number; hexadecimal text ("0x…") above 2^53.',
);

const order = called(
  z.enum(["be", "le", "host"]),
  "order",
  "Byte order of numbers: big-endian, little-endian, or that of the host.",
);

const origin = z.enum(["self", "parent", "request"]);

const referenceKeys = {
  from: maybe(origin, "Where the field stands: the same struct (default), the struct around it, the request."),
  field: describe(word, "Name of the field, or a dotted path to it."),
  shift: maybe(whole(0, 63), "The value is shifted right by so many bits, after the mask."),
  mask: maybe(whole(1, Number.MAX_SAFE_INTEGER), "Bits of the value that are looked at."),
};

const condition: z.ZodMiniType<Condition> = called(
  z.strictObject({
    ...referenceKeys,
    equals: maybe(exact, "The value wanted."),
    in: maybe(z.array(exact).check(z.minLength(1)), "The values wanted."),
  }),
  "condition",
  "A field compared with a value; with neither `equals` nor `in` it must not be 0.",
);

const conditions = z.array(condition).check(z.minLength(1));

const countRule: z.ZodMiniType<CountRule> = called(
  z.strictObject({
    ...referenceKeys,
    unit: maybe(whole(1, mostBits), "Bits one unit of the count stands for, when it does not count elements."),
    zero: maybe(whole(0, mostElements), "Elements when the count is 0."),
    most: maybe(z.literal(true), "The count is an upper bound."),
    when: maybe(conditions, "The array is there only under these conditions."),
  }),
  "count",
  "The field that counts the elements of an array.",
);

const selector: z.ZodMiniType<Selector> = z.lazy(() => z.union([word, selectorTest, selectorList]));

const selectorTest = called(
  z.strictObject({
    from: describe(
      z.enum(["self", "parent", "request", "member"]),
      "Where the field stands; `member`: in the union's members themselves.",
    ),
    field: referenceKeys.field,
    shift: maybe(whole(0, 63), "The value is shifted right by so many bits, after the mask."),
    mask: maybe(whole(1, Number.MAX_SAFE_INTEGER), "Bits of the value that are looked at."),
    map: describe(z.record(z.string(), selector), "Value (decimal, or the text of a uuid) to name."),
    else: maybe(selector, "For every other value."),
  }),
  "selector",
  "Chooses by the value of a field.",
);

const selectorList = z.array(selector).check(z.minLength(1));

const binding: z.ZodMiniType<LabelBinding> = called(
  z.strictObject({
    enum: describe(word, "Name of the enumeration."),
    as: maybe(z.enum(["value", "mask", "bit"]), "What its values are: numbers (default), masks, or bit numbers."),
    shift: maybe(whole(0, 63), "The number is shifted right by so many bits, after the mask."),
    mask: maybe(whole(1, Number.MAX_SAFE_INTEGER), "Bits of the number that carry the value."),
    with: maybe(
      z.strictObject({
        field: describe(word, "The field with the high part."),
        shift: describe(whole(1, 63), "By how many bits the high part is shifted left."),
      }),
      "The high part of a value that is split over two fields.",
    ),
    when: maybe(conditions, "The enumeration names the value only under these conditions."),
  }),
  "binding",
  "An enumeration and how its values lie in the number.",
);

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

const struct: z.ZodMiniType<StructShape> = called(
  z.strictObject({ ...layoutKeys, fields: describe(z.array(field), "One behind the other; every bit has a name.") }),
  "struct",
  "A struct.",
);

const union: z.ZodMiniType<UnionShape> = called(
  z.strictObject({ ...layoutKeys, members: describe(z.array(field).check(z.minLength(1)), "All at offset 0.") }),
  "union",
  "A union.",
);

const enumeration: z.ZodMiniType<EnumShape> = called(
  z.strictObject({
    prefix: maybe(z.string(), "What the source's symbols start with."),
    values: describe(z.record(z.string(), numberOrHex), "Label to value (of `flags`: to bit number)."),
    partial: maybe(z.literal(true), "The source names only some of the values."),
    doc: maybe(z.string(), "What it names."),
  }),
  "enumeration",
  "Names of values, or of bits.",
);

const number32 = whole(0, 0xffff_ffff);

const variant = z.strictObject({
  name: describe(word, "Name of the variant."),
  when: describe(conditions, "Conditions on the request."),
  request: maybe(word, "Layout of the request."),
  response: maybe(word, "Layout of the reply."),
  doc: maybe(z.string(), "What it does."),
});

const command: z.ZodMiniType<CommandShape> = called(
  z.strictObject({
    opcode: describe(number32, "Number of the command."),
    symbol: maybe(word, "The source's name of the opcode."),
    request: maybe(word, "Layout of the request."),
    response: maybe(word, "Layout of the reply."),
    scope: maybe(
      z.enum(["CONFIGURATION", "DEBUG_READ_ONLY", "DEBUG_WRITE", "DEBUG_WRITE_FULL", "refused"]),
      "The least scope the driver accepts.",
    ),
    variants: maybe(z.array(variant).check(z.minLength(1)), "Layouts chosen by the request."),
    doc: maybe(z.string(), "What it does."),
  }),
  "command",
  "A command of the device.",
);

const register: z.ZodMiniType<RegisterShape> = called(
  z.strictObject({
    id: describe(number32, "Number of the register."),
    symbol: maybe(word, "What another source calls it."),
    layout: describe(word, "Layout of the register."),
    doc: maybe(z.string(), "What it holds."),
  }),
  "register",
  "A register behind a register access command.",
);

const source = z.strictObject({
  header: describe(word, "Header, specification or manual."),
  revision: describe(word, "Which revision of it."),
  license: maybe(word, "Licence of the source."),
  name: maybe(word, "Short name of the source; `kernel` when absent."),
});

/** A whole schema file. */
export const fileShape: z.ZodMiniType<SchemaFile> = z.strictObject({
  $schema: maybe(z.string(), "Where the JSON Schema of this language stands, for editors."),
  family: describe(moduleName, "mlx5, cxl, bnxt, pds, uapi, or a name of your own."),
  group: maybe(moduleName, "The object family; names the generated module."),
  order: describe(order, "Byte order of numbers; never defaulted."),
  source: describe(source, "Where the facts come from."),
  doc: maybe(z.string(), "What the group is."),
  enums: maybe(z.record(z.string(), enumeration), "Enumerations by name."),
  flags: maybe(z.record(z.string(), enumeration), "Names of bits, by name."),
  structs: maybe(z.record(z.string(), struct), "Structs by name."),
  unions: maybe(z.record(z.string(), union), "Unions by name."),
  commands: maybe(z.record(z.string(), command), "Commands by name."),
  registers: maybe(z.record(z.string(), register), "Registers by name."),
});
