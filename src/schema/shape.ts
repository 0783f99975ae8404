/**
 * The shape of a schema file as a zod model. This folder is the only importer of zod; `zod/mini` has no code that is
 * made at run time, so it runs under a content-security policy without `unsafe-eval`.
 *
 * What keys mean together is the business of the meaning pass; here each key is proved to be of the right kind.
 */
import * as z from "zod/mini";
import { called, describe, maybe, moduleName, numberOrHex, whole, word } from "./described.js";
import type { CommandShape, EnumShape, RegisterShape, SchemaFile } from "./file.js";
import { struct, union } from "./layout-shape.js";
import { conditions, order } from "./rule-shape.js";

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
