/** Parts of a zod model that carry a description, and the small kinds of value that all others are made of. */
import * as z from "zod/mini";

/** Descriptions of keys, for the JSON Schema that editors read. */
export const descriptions: z.core.$ZodRegistry<{ description?: string; id?: string; title?: string }> = z.registry();

/** A copy with a description of its own: parts are used in several places. */
export function describe<T extends z.core.$ZodType>(schema: T, description: string): T {
  const own = z.clone(schema);
  descriptions.add(own, { description });
  return own;
}

export function called<T extends z.core.$ZodType>(schema: T, id: string, description: string): T {
  descriptions.add(schema, { id, description });
  return schema;
}

export function maybe<T extends z.core.$ZodType>(schema: T, description: string): z.ZodMiniExactOptional<T> {
  const optional = z.exactOptional(schema);
  descriptions.add(optional, { description });
  return optional;
}

export const whole = (from: number, to: number): z.ZodMiniNumber => z.int().check(z.gte(from), z.lte(to));
export const exact: z.ZodMiniNumber = whole(0, Number.MAX_SAFE_INTEGER);
export const word: z.ZodMiniString = z.string().check(z.minLength(1));
export const moduleName: z.ZodMiniString = z.string().check(z.regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/));
export const numberOrHex: z.ZodMiniType<number | string> = called(
  z.union([exact, z.string().check(z.regex(/^0x[0-9a-fA-F]{1,16}$/))]),
  "number",
  'A number; hexadecimal text ("0x…") above 2^53.',
);
