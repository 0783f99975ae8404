/** Values made to break encode, setters and selectors: whatever they do, a fault comes out and the target stays as it was. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { get, type Layout, set } from "../../src/layout/index.js";
import { hex, schemaOf } from "../support/schema.js";

const { layouts } = schemaOf({
  structs: {
    regs: {
      bits: 320,
      fields: [
        { name: "number", bits: 16 },
        { name: "mode", bits: 16, enum: "mode" },
        { name: "flags", bits: 32, flags: "flags" },
        { name: "address", bits: 64 },
        { name: "key", bits: 72 },
        { name: "text", type: "char", count: 3 },
        { name: "bytes", type: "u8", count: 4 },
        { name: "list", bits: 16, count: 2 },
        { name: "point", layout: "point" },
        { name: "body", layout: "body", select: { from: "self", field: "mode", map: { 1: "point", 2: "raw" } } },
      ],
    },
    point: {
      bits: 16,
      fields: [
        { name: "x", bits: 8 },
        { name: "y", bits: 8 },
      ],
    },
    stream: {
      bits: 8,
      fields: [
        { name: "kind", bits: 8 },
        { name: "words", bits: 32, count: "end" },
      ],
    },
    reply: {
      bits: 16,
      fields: [{ name: "body", layout: "body", select: { from: "request", field: "mode", map: { 1: "point" } } }],
    },
  },
  unions: {
    body: {
      bits: 16,
      members: [
        { name: "point", layout: "point" },
        { name: "raw", bits: 16 },
      ],
    },
  },
  enums: { mode: { values: { ONE: 1, TWO: 2 } } },
  flags: { flags: { values: { A: 0, B: 31 } } },
});

function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const regs = named("regs");
const good = {
  number: 1,
  mode: 1,
  flags: 0,
  address: 1n,
  key: new Uint8Array(9),
  text: "abc",
  bytes: hex("01 02 03 04"),
  list: [1, 2],
  point: { x: 1, y: 2 },
  body: { point: { x: 3, y: 4 } },
};

const thrower = (): never => {
  throw new TypeError("out of reach");
};
/** Throws whatever is asked of it. */
const trap = (target: object): object =>
  new Proxy(target, {
    get: thrower,
    has: thrower,
    ownKeys: thrower,
    getPrototypeOf: thrower,
    getOwnPropertyDescriptor: thrower,
  });
const withGetter = (key: string): object => Object.defineProperty({ ...good }, key, { get: thrower, enumerable: true });

/** For every field, values of the kinds it does not take. */
const strange: readonly [string, unknown][] = [
  ["a symbol", Symbol("x")],
  ["a function", thrower],
  ["true", true],
  ["null", null],
  ["NaN", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["minus one", -1],
  ["a half", 0.5],
  ["a bigint of a million bits", 1n << 1_000_000n],
  ["a negative bigint of a million bits", -(1n << 1_000_000n)],
  ["a date", new Date(0)],
  ["a map", new Map([["x", 1]])],
  ["a number in an object", Object(1)],
  ["text of a megabyte", "x".repeat(1 << 20)],
  ["a sparse list without end", new Array(2 ** 32 - 1)],
  ["a list of lists", [[[[]]]]],
  ["something like a list", { length: 2, 0: 1, 1: 2 }],
  ["floats", new Float32Array(4)],
  ["a buffer", new ArrayBuffer(4)],
  ["a megabyte", new Uint8Array(1 << 20)],
  ["bytes only by prototype", Object.create(Uint8Array.prototype)],
  ["a proxy of an object", trap({})],
  ["a proxy of a list", trap([1, 2])],
  ["a proxy of bytes", trap(new Uint8Array(4))],
  ["a list whose iterator throws", Object.defineProperty(["A"], Symbol.iterator, { get: thrower })],
  ["a list whose element throws", Object.defineProperty([1, 2], 1, { get: thrower })],
];

function faultOf(attempt: () => unknown): { readonly code: string; readonly message: string } {
  try {
    attempt();
  } catch (error) {
    if (isFwctlFault(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe.each(Object.keys(good))("%s", (field) => {
  test.each(strange)("does not take %s", (_what, value) => {
    const target = new Uint8Array(regs.bytes).fill(0xee);
    const fault = faultOf(() => regs.encodeInto({ ...good, [field]: value }, target));
    expect(["kind", "range", "count", "missing", "unknown-key", "unknown-enum"]).toContain(fault.code);
    expect(fault.message.length).toBeLessThan(300);
    expect(target.every((byte) => byte === 0xee)).toBe(true);
  });

  test.each(strange)("is not set to %s", (_what, value) => {
    const target = regs.encode(good);
    faultOf(() => set(regs, target, field, value));
    faultOf(() => Reflect.set(regs.view(target), field, value));
    expect(target).toEqual(regs.encode(good));
  });

  test("a getter that throws is told as a value that cannot be read, with its error as the cause", () => {
    const fault = faultOf(() => regs.encode(withGetter(field)));
    expect(fault).toMatchObject({ code: "kind", cause: new TypeError("out of reach") });
    expect(fault.message).toBe("regs: expects plain data, received a value that throws when it is read.");
  });
});

describe("the value itself", () => {
  const values: readonly [string, unknown, string][] = [
    ["nothing", undefined, "kind"],
    ["a proxy", trap({}), "kind"],
    ["bytes", new Uint8Array(40), "kind"],
    ["a list", [good], "kind"],
    ["inherited fields", Object.create(good), "missing"],
    [
      "an own key __proto__",
      Object.defineProperty({ ...good }, "__proto__", { value: 1, enumerable: true }),
      "unknown-key",
    ],
    ["an own key constructor", { ...good, constructor: 1 }, "unknown-key"],
    ["a tail that is no bytes", { ...good, "@tail": "00" }, "kind"],
    ["padding where there is none", { ...good, "@pad": 1 }, "range"],
    ["a name of a megabyte", { ...good, ["x".repeat(1 << 20)]: 1 }, "unknown-key"],
  ];
  test.each(values)("%s is refused", (_what, value, code) => {
    const fault = faultOf(() => regs.encode(value));
    expect(fault.code).toBe(code);
    expect(fault.message.length).toBeLessThan(300);
  });

  test("an inherited tail is no tail", () => {
    const value = Object.assign(Object.create({ "@tail": hex("09") }), good);
    expect(regs.encode(value)).toEqual(regs.encode(good));
  });

  test("an object without a prototype is as good as any", () => {
    expect(regs.encode(Object.assign(Object.create(null), good))).toEqual(regs.encode(good));
  });

  test("Node's buffers and other bytes by class are bytes", () => {
    expect(regs.encode({ ...good, bytes: Buffer.from([1, 2, 3, 4]) })).toEqual(regs.encode(good));
  });
});

describe("lists that have no end", () => {
  const stream = named("stream");

  test("an open-ended array takes as many elements as there are", () => {
    expect(stream.encode({ kind: 1, words: new Array(100_000).fill(7) }).length).toBe(400_001);
  });

  test("a list of holes is refused at its first", () => {
    const fault = faultOf(() => stream.encode({ kind: 1, words: new Array(2 ** 32 - 1) }));
    expect(fault.message).toBe("stream.words: is missing.");
  });
});

describe("a request that cannot be read", () => {
  const reply = named("reply");
  const requests: readonly [string, object][] = [
    ["a getter that throws", Object.defineProperty({}, "mode", { get: thrower })],
    ["a proxy", trap({})],
    ["a symbol", { mode: Symbol("x") }],
    ["an object", { mode: {} }],
    ["nothing", { mode: undefined }],
  ];
  test.each(requests)("%s selects nothing", (_what, request) => {
    expect(reply.decode(hex("01 02"), { request })).toEqual({ body: hex("01 02") });
    expect(reply.inspect(hex("01 02"), { request }).children[0]?.children.map((node) => node.name)).toEqual(["bytes"]);
  });
});

describe("paths made to break", () => {
  const bytes = regs.encode(good);
  const paths: readonly string[] = [
    "__proto__",
    "constructor",
    "point.__proto__",
    "list.length",
    "list[0][0]",
    "point[0]",
    "[0]",
    ".",
    "point.",
    "point..x",
    "list[-1]",
    "list[1e3]",
    "list[ 1 ]",
    "list[99999999999999999999]",
    "x".repeat(1 << 20),
    "a.".repeat(1 << 12),
  ];
  test.each(paths.map((path) => [path.slice(0, 30), path]))("%s leads nowhere", (_short, path) => {
    const fault = faultOf(() => get(regs, bytes, path));
    expect(["unknown-key", "count"]).toContain(fault.code);
    expect(fault.message.length).toBeLessThan(400);
    expect(faultOf(() => set(regs, Uint8Array.from(bytes), path, 1)).message).toBe(fault.message);
  });
});

describe("bytes that go away afterwards", () => {
  test("a view over them fails when it is read: the one thing a getter can throw", () => {
    const bytes = regs.encode(good);
    const view = regs.view(bytes);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(() => Reflect.get(view, "number")).toThrow(TypeError);
  });
});
