/** Where a reference looks: the struct it stands in, the struct around that, and the request that a reply answers. */
import { describe, expect, test } from "vitest";
import { checkSchema } from "../../src/schema/index.js";
import { problemLine } from "../../src/schema/problems.js";
import { schemaOf } from "./corpus.js";

const lines = (json: unknown): string[] => checkSchema(json).problems.map(problemLine);

const kind = { name: "kind", bits: 16 };
const id = (valid: object): object => ({ name: "id", bits: 16, valid: [valid] });

describe("self", () => {
  test("of a record without a name is the struct it belongs to", () => {
    const schema = (path: string): object =>
      schemaOf({
        structs: {
          regs: { bits: 32, fields: [kind, { name: "@0", layout: "regs.@0", anonymous: true }] },
          "regs.@0": { bits: 16, fields: [id({ field: path })] },
        },
      });
    expect(lines(schema("kind"))).toEqual([]);
    expect(lines(schema("sort"))).toEqual(['/structs/regs.@0/fields/0/valid/0/field  "id": no field "sort" in "regs"']);
  });

  test("finds members of records without a name", () => {
    const schema = schemaOf({
      structs: {
        regs: { bits: 32, fields: [{ name: "@0", layout: "regs.@0", anonymous: true }, id({ field: "kind" })] },
        "regs.@0": { bits: 16, fields: [kind] },
      },
    });
    expect(lines(schema)).toEqual([]);
  });

  test("reaches into nested structs and unions by dotted path", () => {
    const schema = (path: string): object =>
      schemaOf({
        structs: {
          regs: { bits: 32, fields: [{ name: "choice", layout: "choice" }, id({ field: path, equals: 3 })] },
          pair: {
            bits: 16,
            fields: [
              { name: "low", bits: 8 },
              { name: "high", bits: 8 },
            ],
          },
        },
        unions: { choice: { bits: 16, members: [{ name: "pair", layout: "pair" }, kind] } },
      });
    expect(lines(schema("choice.pair.high"))).toEqual([]);
    expect(lines(schema("choice.pair.top"))).toEqual([
      '/structs/regs/fields/1/valid/0/field  "id": no field "top" in "pair". Did you mean "low"?',
    ]);
    expect(lines(schema("choice.pair"))).toEqual([
      '/structs/regs/fields/1/valid/0/field  "id": "choice.pair" is a "pair", not a number',
    ]);
  });
});

describe("parent", () => {
  const inner = { bits: 16, fields: [id({ from: "parent", field: "kind" })] };
  const holder = (name: string): object => ({
    bits: 32,
    fields: [
      { name, bits: 16 },
      { name: "inner", layout: "inner" },
    ],
  });

  test("is enough when one struct around has the field", () => {
    expect(lines(schemaOf({ structs: { inner, a: holder("sort"), b: holder("kind") } }))).toEqual([]);
  });

  test("is wrong when none has", () => {
    expect(lines(schemaOf({ structs: { inner, a: holder("sort"), b: holder("type") } }))).toEqual([
      '/structs/inner/fields/0/valid/0/field  "id": none of the structs around "inner" has a field "kind"',
    ]);
  });

  test("is not judged while nothing holds the struct", () => {
    expect(lines(schemaOf({ structs: { inner } }))).toEqual([]);
  });

  test("of the arm of a union is the struct that holds the union", () => {
    const unions = { choice: { bits: 16, members: [{ name: "inner", layout: "inner" }] } };
    const regs = { bits: 32, fields: [kind, { name: "choice", layout: "choice" }] };
    expect(lines(schemaOf({ structs: { inner, regs }, unions }))).toEqual([]);
  });

  test("of a record behind an open-ended array is the struct with the array", () => {
    const data = {
      name: "data",
      bits: 8,
      count: "end",
      select: { from: "self", field: "kind", map: { "1": "inner" } },
    };
    expect(lines(schemaOf({ structs: { inner, regs: { bits: 16, fields: [kind, data] } } }))).toEqual([]);
  });
});

describe("request", () => {
  const out = { bits: 16, fields: [id({ from: "request", field: "kind", equals: 1 })] };
  const query = (request: string, response: string): object => ({ opcode: request.length, request, response });

  test("is checked through the command that binds both", () => {
    const structs = { in: { bits: 16, fields: [kind] }, out };
    expect(lines(schemaOf({ structs, commands: { QUERY: query("in", "out") } }))).toEqual([]);
  });

  test("reaches structs inside the reply", () => {
    const structs = {
      in: { bits: 16, fields: [{ name: "sort", bits: 16 }] },
      inner: out,
      out: { bits: 16, fields: [{ name: "inner", layout: "inner" }] },
    };
    expect(lines(schemaOf({ structs, commands: { QUERY: query("in", "out") } }))).toEqual([
      '/structs/inner/fields/0/valid/0/field  "id": no field "kind" in "in"',
    ]);
  });

  test("is not judged without a command", () => {
    expect(lines(schemaOf({ structs: { out } }))).toEqual([]);
  });

  test("of a variant counts too", () => {
    const structs = {
      in: { bits: 16, fields: [{ name: "obj_type", bits: 16 }] },
      create_in: { bits: 32, fields: [{ name: "obj_type", bits: 16 }, kind] },
      out,
    };
    const variants = [{ name: "CREATE_X", when: [{ field: "obj_type", equals: 1 }], request: "create_in" }];
    const commands = { CREATE: { ...query("in", "out"), variants } };
    expect(lines(schemaOf({ structs, commands }))).toEqual([]);
  });
});

describe("bytes of an array", () => {
  const schema = (count: number): object =>
    schemaOf({
      flags: { event: { values: { PERMANENT: 2, HEAD_ID_VALID: 23 } } },
      structs: {
        regs: {
          bits: 8 * count + 16,
          order: "le",
          fields: [
            { name: "flags", type: "u8", count, flags: "event" },
            { name: "head_id", bits: 16, valid: [{ field: "flags", mask: 0x800000 }] },
          ],
        },
      },
    });

  test("are read as one number, up to eight", () => {
    expect(lines(schema(3))).toEqual([]);
    expect(lines(schema(8))).toEqual([]);
  });

  test("are an array beyond that", () => {
    expect(lines(schema(9))).toEqual([
      '/structs/regs/fields/0/flags  "flags": "HEAD_ID_VALID" (bit 23) of "event" does not fit "flags" (8 bits)',
      '/structs/regs/fields/1/valid/0/field  "head_id": "flags" is an array, not a number',
    ]);
  });

  test("carry no more bits than they have", () => {
    expect(lines(schema(2))).toEqual([
      '/structs/regs/fields/0/flags  "flags": "HEAD_ID_VALID" (bit 23) of "event" does not fit "flags" (16 bits)',
      '/structs/regs/fields/1/valid/0/mask  "head_id": mask 0x800000 reaches beyond "flags" (16 bits)',
    ]);
  });
});

describe("a layout beside the members of a union", () => {
  const guest = { bits: 16, fields: [id({ from: "parent", field: "kind" })] };
  const regs = (select: object): object => ({ bits: 48, fields: [kind, { name: "data", layout: "data", select }] });
  const unions = { data: { bits: 32, members: [{ name: "raw", bits: 32 }] } };
  const select = { from: "self", field: "kind", map: { "0": "raw", "1": "guest" } };

  test("may be chosen, and looks at the struct around the union", () => {
    expect(lines(schemaOf({ structs: { guest, regs: regs(select) }, unions }))).toEqual([]);
  });

  test("does not lead back into the struct", () => {
    const back = { from: "self", field: "kind", map: { "1": "regs" } };
    expect(lines(schemaOf({ structs: { regs: regs(back) }, unions }))).toContain(
      "/structs/regs  nests itself: regs > regs",
    );
  });
});
