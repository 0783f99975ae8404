/** What holds for every layout, whatever its fields are: layouts, values and bytes made at random. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diff, get, type Layout, set } from "../../src/layout/index.js";
import { viewDifferences } from "../../tools/fuzz/view-value.js";
import { faultOf, nodesOf } from "../support/every-layout.js";
import { structOf } from "../support/schema.js";

type Order = "be" | "le" | "host";

/** A field as the schema states it, and a value for it; `undefined`: no key. */
interface Sample {
  readonly field: object;
  readonly value: unknown;
  readonly bits: number;
  /** The struct that the field holds. */
  readonly inner?: readonly [number, number];
}

const wholeNumber = (bits: number): fc.Arbitrary<number | bigint> =>
  bits > 32 ? fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }) : fc.integer({ min: 0, max: 2 ** bits - 1 });

const number: fc.Arbitrary<Sample> = fc
  .integer({ min: 1, max: 64 })
  .chain((bits) => wholeNumber(bits).map((value) => ({ field: { bits }, value, bits })));

const reserved: fc.Arbitrary<Sample> = fc.integer({ min: 1, max: 64 }).chain((bits) =>
  wholeNumber(bits).map((value) => {
    return { field: { bits, reserved: true as const }, value: Number(value) === 0 ? undefined : value, bits };
  }),
);

/** Most significant first, right-aligned: the bits above the width are 0. */
const wide: fc.Arbitrary<Sample> = fc.integer({ min: 65, max: 140 }).chain((bits) => {
  const size = Math.ceil(bits / 8);
  return fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => {
    bytes[0] = (bytes[0] ?? 0) & (255 >> (size * 8 - bits));
    return { field: { bits }, value: bytes, bits };
  });
});

const list: fc.Arbitrary<Sample> = fc
  .record({ bits: fc.integer({ min: 1, max: 64 }), count: fc.integer({ min: 1, max: 5 }) })
  .chain(({ bits, count }) => {
    const elements = fc.array(wholeNumber(bits), { minLength: count, maxLength: count });
    return elements.map((values) => {
      const value = bits === 8 ? Uint8Array.from(values, Number) : values;
      return { field: { bits, count }, value, bits: bits * count };
    });
  });

/** Latin1 without NULs at its end, which are padding. */
const text: fc.Arbitrary<Sample> = fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 4 }).map((codes) => {
  return { field: { type: "char", count: 4 }, value: String.fromCharCode(...codes), bits: 32 };
});

const mac: fc.Arbitrary<Sample> = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((bytes) => {
  const value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(":");
  return { field: { type: "mac" }, value, bits: 48 };
});

const width = fc.integer({ min: 1, max: 20 });

/** A struct of two numbers, which need not start or end at a byte. */
const struct: fc.Arbitrary<Sample> = fc.tuple(width, width).chain(([a, b]) =>
  fc.tuple(wholeNumber(a), wholeNumber(b)).map(([x, y]): Sample => {
    return { field: {}, value: { x, y }, bits: a + b, inner: [a, b] };
  }),
);

const samples = fc.array(fc.oneof(number, number, reserved, wide, list, text, mac, struct), {
  minLength: 1,
  maxLength: 12,
});
const orders = fc.constantFrom<Order>("be", "le", "host");

const made = fc.record({ order: orders, fields: samples }).map(({ order, fields }) => {
  const structs: { [name: string]: object } = {};
  const stated = fields.map(({ field, inner }, index) => {
    if (inner === undefined) return { name: `f${index}`, ...field };
    const [x, y] = inner;
    structs[`s${index}`] = {
      bits: x + y,
      fields: [
        { name: "x", bits: x },
        { name: "y", bits: y },
      ],
    };
    return { name: `f${index}`, layout: `s${index}` };
  });
  const layout = structOf(
    fields.reduce((sum, one) => sum + one.bits, 0),
    stated,
    { order, structs },
  );
  const given = fields.map(({ value }, index): [string, unknown] => [`f${index}`, value]);
  return { layout, value: Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
});

const bytesFor = ({ bytes }: Layout, more = 0): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes + more });

const withBytes = made.chain(({ layout, value }) => bytesFor(layout).map((bytes) => ({ layout, value, bytes })));

describe("a struct of any fields in any order", () => {
  test("decode(encode(value)) is the value, keys in field order", () => {
    fc.assert(
      fc.property(made, ({ layout, value }) => {
        const decoded = layout.decode(layout.encode(value));
        expect(decoded).toEqual(value);
        expect(Object.keys(decoded)).toEqual(Object.keys(value));
      }),
      { numRuns: 300 },
    );
  });

  test("encode(decode(bytes)) is the bytes, with whatever follows them", () => {
    const cases = made.chain(({ layout }) => bytesFor(layout, 8).map((bytes) => ({ layout, bytes })));
    fc.assert(
      fc.property(cases, ({ layout, bytes }) => {
        expect(layout.encode(layout.decode(bytes))).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test("fewer bytes than its size are truncated", () => {
    fc.assert(
      fc.property(withBytes, fc.nat(), ({ layout, bytes }, cut) => {
        expect(faultOf(() => layout.decode(bytes.subarray(0, cut % bytes.length)))?.code).toBe("truncated");
      }),
      { numRuns: 100 },
    );
  });

  test("get and views read what decode gives", () => {
    fc.assert(
      fc.property(withBytes, ({ layout, bytes }) => {
        const decoded = layout.decode(bytes);
        for (const [name, value] of Object.entries(decoded)) {
          if (name !== "@pad") expect(get(layout, bytes, name)).toEqual(value);
        }
        expect([...viewDifferences(layout.view(bytes), decoded)]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("set and setters write what get reads, and touch only their own bits", () => {
    fc.assert(
      fc.property(withBytes, ({ layout, value, bytes }) => {
        for (const [name, one] of Object.entries(value)) {
          const changed = Uint8Array.from(bytes);
          set(layout, changed, name, one);
          expect(get(layout, changed, name)).toEqual(one);
          expect(strayBits(layout, name, bytes, changed)).toEqual([]);
          const viewed = Uint8Array.from(bytes);
          if (Reflect.set(layout.view(viewed), name, one) && name in layout.view(viewed))
            expect(viewed).toEqual(changed);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("diff is empty for equal bytes only, and names the one field that was set", () => {
    fc.assert(
      fc.property(withBytes, fc.nat(), ({ layout, value, bytes }, pick) => {
        expect(diff(layout, bytes, Uint8Array.from(bytes))).toEqual([]);
        const names = Object.keys(value);
        const name = names[pick % Math.max(1, names.length)];
        if (name === undefined) return;
        const changed = Uint8Array.from(bytes);
        set(layout, changed, name, value[name]);
        const paths = diff(layout, bytes, changed).map((one) => one.path.split(/[[.]/, 2).join("."));
        const same = changed.every((byte, index) => byte === bytes[index]);
        expect([...new Set(paths)]).toEqual(same ? [] : [`regs.${name}`]);
      }),
      { numRuns: 200 },
    );
  });
});

/** Bits beside a field that differ, as its order counts them. */
function strayBits(layout: Layout, name: string, before: Uint8Array, after: Uint8Array): number[] {
  const node = nodesOf(layout.inspect(before)).find((one) => one.path === `${layout.name}.${name}`);
  const big = layout.order === "be";
  const stray: number[] = [];
  for (let bit = 0; bit < before.length * 8; bit += 1) {
    const changed = ((before[bit >> 3] ?? 0) ^ (after[bit >> 3] ?? 0)) >> (big ? 7 - (bit & 7) : bit & 7);
    const own = node !== undefined && bit >= node.bitOffset && bit < node.bitOffset + node.width;
    if ((changed & 1) === 1 && !own) stray.push(bit);
  }
  return stray;
}
