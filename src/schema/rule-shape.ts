/** The shape of what depends on other fields: conditions, counts, selectors, bindings of enumerations. */
import * as z from "zod/mini";
import type { ByteOrder, Condition, CountRule, LabelBinding, Origin, Selector } from "../layout/definition.js";
import { called, describe, exact, maybe, whole, word } from "./described.js";
import { mostBits, mostElements } from "./limits.js";

export const order: z.ZodMiniType<ByteOrder> = called(
  z.enum(["be", "le", "host"]),
  "order",
  "Byte order of numbers: big-endian, little-endian, or that of the host.",
);

const origin: z.ZodMiniType<Origin> = z.enum(["self", "parent", "request"]);

interface ReferenceKeys {
  readonly from: z.ZodMiniExactOptional<typeof origin>;
  readonly field: z.ZodMiniString;
  readonly shift: z.ZodMiniExactOptional<z.ZodMiniNumber>;
  readonly mask: z.ZodMiniExactOptional<z.ZodMiniNumber>;
}

/** What every reference to a field says. */
export const referenceKeys: ReferenceKeys = {
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

export const conditions: z.ZodMiniType<readonly Condition[]> = z.array(condition).check(z.minLength(1));

export const countRule: z.ZodMiniType<CountRule> = called(
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

export const selector: z.ZodMiniType<Selector> = z.lazy(() => z.union([word, selectorTest, selectorList]));

const selectorTest = called(
  z.strictObject({
    ...referenceKeys,
    from: describe(
      z.enum(["self", "parent", "request", "member"]),
      "Where the field stands; `member`: in the union's members themselves.",
    ),
    map: describe(z.record(z.string(), selector), "Value (decimal, or the text of a uuid) to name."),
    else: maybe(selector, "For every other value."),
  }),
  "selector",
  "Chooses by the value of a field.",
);

const selectorList = z.array(selector).check(z.minLength(1));

export const binding: z.ZodMiniType<LabelBinding> = called(
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
