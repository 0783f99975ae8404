/** Several problems at once: all are reported, in the order of the file, and their number is bounded. */
import { describe, expect, test } from "vitest";
import { checkSchema, checkSchemas, parseSchema, parseSchemas } from "../../src/schema/index.js";
import { problemLine } from "../../src/schema/problems.js";
import { schemaOf, structOf } from "./corpus.js";

const lines = (json: unknown): string[] => checkSchema(json).problems.map(problemLine);

describe("several problems", () => {
  test("of shape and of meaning stand in one list, in file order", () => {
    const schema = schemaOf({
      structs: {
        debug_regs: {
          bits: 40,
          fields: [
            { name: "enable", bits: 8, order: "big" },
            { name: "mode", bits: 16, enum: "debug_mode", acess: "RO" },
            { name: "mode", bits: 8 },
          ],
        },
      },
      commands: { READ: { opcode: 1, request: "debug_reg" } },
    });
    expect(lines(schema)).toEqual([
      '/structs/debug_regs/bits  the fields add up to 32 bits, "bits" says 40. No field names bits 0x20..0x27',
      '/structs/debug_regs/fields/0/order  expected "be", "le" or "host", received "big". Did you mean "be"?',
      '/structs/debug_regs/fields/1/enum  "mode": no enumeration "debug_mode"',
      '/structs/debug_regs/fields/1/acess  unknown key. Did you mean "access"?',
      '/structs/debug_regs/fields/2/name  "mode" is already the name of field 1',
      '/commands/READ/request  no struct or union "debug_reg". Did you mean "debug_regs"?',
    ]);
  });

  test("what refers to a broken declaration is not dangling", () => {
    const schema = schemaOf({
      enums: { state: { values: { OFF: -1 } } },
      structs: {
        inner: { bits: "32", fields: [] },
        outer: {
          bits: 64,
          fields: [
            { name: "inner", layout: "inner" },
            { name: "state", bits: 8, enum: "state", valid: [{ field: "inner.kind", equals: 1 }] },
          ],
        },
      },
    });
    expect(lines(schema)).toEqual([
      "/enums/state/values/OFF  expected at least 0, received -1",
      '/structs/inner/bits  expected a whole number, received "32"',
    ]);
  });

  test("a wrong family, order and source do not hide the rest", () => {
    const schema = { family: "A B", order: 1, structs: { regs: { bits: 8, fields: [{ name: "id", bits: 4 }] } } };
    expect(lines(schema)).toEqual([
      '/family  expected lower-case letters and digits, joined by "-" or "_", received "A B"',
      '/order  expected "be", "le" or "host", received 1',
      '/structs/regs/bits  the fields add up to 4 bits, "bits" says 8. No field names bits 0x4..0x7',
      "/source  missing: expected an object",
    ]);
  });

  test("all keys of wrong kinds", () => {
    const field = { name: 1, bits: "8", layout: 2, count: {}, enum: 3, select: 4, valid: {}, parts: "x", doc: null };
    expect(lines(structOf(8, field))).toEqual([
      "/structs/regs/fields/0/name  expected a text, received 1",
      '/structs/regs/fields/0/bits  expected a whole number, received "8"',
      "/structs/regs/fields/0/layout  expected a text, received 2",
      "/structs/regs/fields/0/count/field  missing: expected a text",
      "/structs/regs/fields/0/enum  expected a text, an object or a list, received 3",
      "/structs/regs/fields/0/select  expected a text, an object or a list, received 4",
      "/structs/regs/fields/0/valid  expected a list, received an object",
      '/structs/regs/fields/0/parts  expected a list, received "x"',
      "/structs/regs/fields/0/doc  expected a text, received null",
    ]);
  });

  test("the fault counts them and lists one a line", () => {
    const schema = structOf(16, { name: "a", bits: 8, enum: "x" }, { name: "b", bits: 8, flags: "y" });
    expect(() => parseSchema(schema, { source: "acme.json" })).toThrow(
      [
        "acme.json: 2 problems",
        '  /structs/regs/fields/0/enum  "a": no enumeration "x"',
        '  /structs/regs/fields/1/flags  "b": no enumeration "y"',
      ].join("\n"),
    );
  });

  test("of several files name the file", () => {
    const files = [
      { source: "a.json", json: schemaOf({ group: "a", structs: { x: { bits: 8, fields: [] } } }) },
      {
        source: "b.json",
        json: schemaOf({ group: "b", unions: { x: { bits: 8, members: [{ name: "y", bits: 8 }] } } }),
      },
    ];
    expect(() => parseSchemas(files)).toThrow(
      [
        "2 files: 2 problems",
        '  a.json /structs/x/bits  the fields add up to 0 bits, "bits" says 8. No field names bits 0x0..0x7',
        '  b.json /unions/x  "x" is already declared at a.json /structs/x',
      ].join("\n"),
    );
  });

  test("beyond two hundred are counted", () => {
    const fields = Array.from({ length: 500 }, (_, index) => ({ name: `f${index}`, bits: 8, layout: "x", count: 2 }));
    const result = checkSchema(structOf(8, ...fields));
    expect(result.problems).toHaveLength(200);
    expect(result.more).toBe(800);
    expect(() => parseSchema(structOf(8, ...fields))).toThrow("and 800 more");
  });

  test("a message stays on its line, whatever the names hold", () => {
    const schema = schemaOf({ structs: { "a\n  /b  forged": { bits: 8, fields: [{ name: "x\n", bits: 8 }] } } });
    for (const line of lines(schema)) expect(line).not.toContain("\n");
  });

  test("no file at all is no problem", () => {
    expect(checkSchemas([])).toEqual({ problems: [], more: 0, models: [] });
  });
});
