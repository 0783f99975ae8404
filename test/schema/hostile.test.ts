/** Whatever is handed in as a schema: a bounded list of problems, never another error, never much time. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { checkSchema, loadSchema, parseSchema } from "../../src/schema/index.js";
import { problemLine } from "../../src/schema/problems.js";
import { goodSchema, schemaOf, structOf } from "./corpus.js";

const lines = (json: unknown): string[] => checkSchema(json).problems.map(problemLine);

/** The fault that parseSchema throws; anything else it may throw fails the test. */
function faultOf(json: unknown): string | undefined {
  try {
    parseSchema(json);
  } catch (error) {
    expect(isFwctlFault(error) && error.code).toBe("schema");
    return error instanceof Error ? error.message : undefined;
  }
  return undefined;
}

const nested = (depth: number, wrap: (inner: unknown) => unknown, core: unknown): unknown => {
  let value = core;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

describe("values that are no JSON", () => {
  class Strange {
    readonly family = "acme";
  }
  const throwing = Object.defineProperty({}, "family", {
    enumerable: true,
    get: () => {
      throw new Error("no");
    },
  });
  const rows: [string, unknown, string][] = [
    ["undefined", undefined, "expected JSON, received a undefined"],
    ["a function", () => 1, "expected JSON, received a function"],
    ["a bigint", { family: 1n }, "/family  expected JSON, received a bigint"],
    ["a symbol", { family: Symbol("x") }, "/family  expected JSON, received a symbol"],
    ["not a number", { family: Number.NaN }, "/family  expected JSON, received NaN"],
    ["infinity", { family: Number.POSITIVE_INFINITY }, "/family  expected JSON, received Infinity"],
    ["an object of a class", new Strange(), "expected JSON, received an object of a class"],
    ["bytes", { structs: new Uint8Array(4) }, "/structs  expected JSON, received an object of a class"],
    ["a getter that throws", throwing, "cannot be read as JSON"],
    ["null", null, "expected an object, received null"],
    ["a number", 5, "expected an object, received 5"],
  ];
  test.each(rows)("%s", (_, json, expected) => {
    expect(lines(json)).toEqual([expected]);
  });

  test("a cycle is as deep as anything", () => {
    const cycle: { structs?: unknown } = {};
    cycle.structs = cycle;
    expect(lines(cycle)).toEqual([expect.stringContaining("is nested deeper than 64 levels")]);
  });
});

describe("depth", () => {
  test("of a selector", () => {
    const select = nested(10_000, (inner) => [inner], "raw");
    const schema = schemaOf({
      structs: { regs: { bits: 8, fields: [{ name: "data", layout: "data", select }] } },
      unions: { data: { bits: 8, members: [{ name: "raw", bits: 8 }] } },
    });
    expect(lines(schema)).toEqual([expect.stringContaining("is nested deeper than 64 levels")]);
  });

  test("of JSON text with an unknown key", () => {
    const text = `{"x":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    expect(lines(JSON.parse(text))).toEqual([expect.stringContaining("is nested deeper than 64 levels")]);
  });

  test("of structs is bounded, and reported once", () => {
    const structs = Object.fromEntries(
      Array.from({ length: 1000 }, (_, level) => {
        const inner = level === 0 ? { name: "id", bits: 8 } : { name: "inner", layout: `level_${level - 1}` };
        return [`level_${level}`, { bits: 8, fields: [inner] }];
      }),
    );
    expect(lines(schemaOf({ structs }))).toEqual(["/structs/level_64  nests layouts deeper than 64 levels"]);
  });

  test("structs that double at each level have too many fields", () => {
    const structs = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => {
        const layout = `level_${level - 1}`;
        const fields =
          level === 0
            ? []
            : [
                { name: "a", layout },
                { name: "b", layout },
              ];
        return [`level_${level}`, { bits: 0, fields }];
      }),
    );
    const [first, ...rest] = lines(schemaOf({ structs }));
    expect(first).toBe("/structs/level_19  has more than 1000000 fields with those of nested layouts");
    expect(rest.length).toBeLessThan(3);
  });
});

describe("size", () => {
  test("a million fields are refused before they are looked at", () => {
    const fields = Array.from({ length: 1_000_000 }, () => ({ name: "a", bits: 1 }));
    expect(lines(schemaOf({ structs: { regs: { bits: 1, fields } } }))).toEqual(["holds more than 1000000 values"]);
  });

  test("a sparse list of four thousand million elements", () => {
    const fields: unknown[] = [];
    fields.length = 4_294_967_295;
    const [line] = lines(schemaOf({ structs: { regs: { bits: 1, fields } } }));
    expect(line).toBe("/structs/regs/fields/0  expected JSON, received a undefined");
  });

  test("a hundred thousand fields of one name", () => {
    const fields = Array.from({ length: 100_000 }, () => ({ name: "a", bits: 1 }));
    const result = checkSchema(schemaOf({ structs: { regs: { bits: 100_000, fields } } }));
    expect(result.problems).toHaveLength(200);
    expect(result.more).toBe(99_799);
  });

  test("three hundred thousand wrong values", () => {
    const fields = Array.from({ length: 300_000 }, () => 1);
    expect(lines(schemaOf({ structs: { regs: { bits: 1, fields } } }))).toEqual([
      "holds more values of a wrong kind than can be listed",
    ]);
  });

  test("ten thousand unknown names beside ten thousand known ones", () => {
    const structs: Record<string, unknown> = {};
    for (let index = 0; index < 10_000; index += 1) {
      const name = `structure_with_a_long_name_${index}`;
      structs[name] = { bits: 8, fields: [{ name: "a", layout: `strucutre_with_a_long_nmae_${index}` }] };
    }
    const result = checkSchema(schemaOf({ structs }));
    expect(result.problems.length + result.more).toBe(10_000);
  });

  test("names shared by members without a name, over and over", () => {
    const structs: Record<string, unknown> = {
      inner: { bits: 2000, fields: Array.from({ length: 2000 }, (_, index) => ({ name: `f${index}`, bits: 1 })) },
    };
    for (let index = 0; index < 20_000; index += 1) {
      structs[`outer_${index}`] = { bits: 2000, fields: [{ name: "@0", layout: "inner", anonymous: true }] };
    }
    expect(lines(schemaOf({ structs }))).toEqual(["takes more than 4000000 steps to check"]);
  });

  test("counts and widths that multiply beyond any number", () => {
    const field = { name: "a", bits: 134_217_728, count: 16_777_216 };
    const fields = Array.from({ length: 50 }, (_, index) => ({ ...field, name: `a${index}` }));
    expect(lines(schemaOf({ structs: { regs: { bits: 8, fields } } }))).toContain(
      '/structs/regs/fields/0  "a0": covers more than 134217728 bits, which no message has',
    );
  });
});

describe("names that reach into prototypes", () => {
  test.each(["toString", "valueOf", "hasOwnProperty", "__defineGetter__"])("%s is a name like any other", (name) => {
    const schema = {
      ...schemaOf({}),
      enums: { [name]: { values: { [name]: 1 } } },
      structs: { [name]: { bits: 8, fields: [{ name, bits: 8, enum: name }] } },
      commands: { [name]: { opcode: 1, request: name, response: name } },
    };
    expect(lines(schema)).toEqual([]);
  });

  test.each(["toString", "constructor", "__proto__"])("%s is not found where it is not declared", (name) => {
    const field = { name: "a", bits: 8, enum: name, valid: [{ field: name }] };
    expect(lines(structOf(8, field, { name: "b", layout: name }))).toEqual([
      `/structs/regs/fields/0/enum  "a": no enumeration "${name}"`,
      `/structs/regs/fields/0/valid/0/field  "a": no field "${name}" in "regs"`,
      `/structs/regs/fields/1/layout  "b": no struct or union "${name}"`,
    ]);
  });

  test("own __proto__ keys anywhere change nothing but the list of problems", () => {
    const text = JSON.stringify(goodSchema("every-feature.json")).replaceAll('{"', '{"__proto__":{"bits":1},"');
    const { problems, more } = checkSchema(JSON.parse(text));
    expect(problems.length + more).toBeGreaterThan(150);
    expect(problems.every(({ message }) => message.startsWith('"__proto__" cannot be a name'))).toBe(true);
    expect(Object.hasOwn(Object.prototype, "bits")).toBe(false);
  });
});

describe("any value in any place", () => {
  const strange: unknown[] = [null, true, -1, 0, 1.5, 1e300, "", "x", [], {}, [[]], { a: 1 }];

  /** All paths to a value inside a JSON value. */
  function* paths(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
    yield path;
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) yield* paths(inner, [...path, key]);
  }

  function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
    const [key, ...rest] = path;
    if (key === undefined || typeof value !== "object" || value === null) return by;
    const copy: object = Array.isArray(value) ? [...value] : { ...value };
    Object.defineProperty(copy, key, {
      value: replaced(Reflect.get(value, key), rest, by),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy;
  }

  const whole = goodSchema("register-access.json");

  test.each(strange)("%j gives a fault or a model, nothing else", (value) => {
    for (const path of paths(whole)) faultOf(replaced(whole, path, value));
  });

  test("a key taken away from any place", () => {
    for (const path of paths(whole)) faultOf(JSON.parse(JSON.stringify(replaced(whole, path, undefined) ?? null)));
  });

  test("loadSchema throws the same fault", () => {
    expect(() => loadSchema([])).toThrow(faultOf([]));
  });
});
