/**
 * Where the bytes lie is nobody's business: in a buffer of their own, in the middle of another, or in a pool that Node
 * shares, every layout of every family reads the same. Bytes whose buffer was transferred away are bytes that end at 0.
 */
import { describe, expect, test } from "vitest";
import { diff, get, type Layout, set } from "../../src/layout/index.js";
import { shown } from "../../tools/fuzz/view-value.js";
import { families, faultOf, layoutsOf, sweep } from "../support/every-layout.js";
import { randomBytes } from "../support/random.js";

const subjects = families.map((family) => ({ family, layouts: layoutsOf(family) }));

/** Everything that reading gives, as one text. */
function readings(layout: Layout, bytes: Uint8Array): string {
  const fault = faultOf(() => layout.decode(bytes));
  const value = fault === undefined ? layout.decode(bytes) : fault.message;
  return shown([value, layout.inspect(bytes), members(layout, bytes)]);
}

/** The scalars of a view. */
function members(layout: Layout, bytes: Uint8Array): unknown[] {
  return faultOf(() => layout.view(bytes)) === undefined ? scalars(layout.view(bytes)) : [];
}

function scalars(view: object): unknown[] {
  return Object.keys(Object.getPrototypeOf(view)).flatMap((name) => {
    if (faultOf(() => Reflect.get(view, name)) !== undefined) return [];
    const value: unknown = Reflect.get(view, name);
    return typeof value === "object" && !(value instanceof Uint8Array) ? [] : [[name, value]];
  });
}

function inTheMiddle(bytes: Uint8Array, before: number): Uint8Array {
  const around = new Uint8Array(before + bytes.length + 9).fill(0xa5);
  around.set(bytes, before);
  return around.subarray(before, before + bytes.length);
}

describe("bytes in the middle of another buffer", () => {
  test.each(subjects)("of $family read the same", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        // Documents of 16 kB are one array of bytes; what is behind the first kilobytes tells nothing new.
        const bytes = randomBytes(Math.min(layout.bytes, 4112), layout.name.length);
        const expected = readings(layout, bytes);
        if (readings(layout, inTheMiddle(bytes, 3)) !== expected) yield "at an odd offset";
        if (readings(layout, Buffer.from(bytes)) !== expected) yield "in Node's pool";
      }),
    ).toEqual([]);
  });
});

/** Bytes whose buffer was given away. */
function detached(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

describe("bytes whose buffer was transferred away", () => {
  test.each(subjects)("of $family are bytes that end at 0", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        const nothing = readings(layout, new Uint8Array(0));
        if (readings(layout, detached(layout.bytes)) !== nothing) yield "something is read";
        diff(layout, detached(layout.bytes), new Uint8Array(layout.bytes));
        const [first] = layout.definition.fields;
        if (first === undefined || layout.bits === 0 || first.layout !== undefined) return;
        const reached = faultOf(() => get(layout, detached(layout.bytes), first.name));
        if (first.open === undefined && reached?.code !== "truncated") yield `get ${first.name}: ${reached?.message}`;
        const value = layout.decode(new Uint8Array(layout.bytes));
        const written = faultOf(() => layout.encodeInto(value, detached(layout.bytes)));
        if (written?.code !== "truncated") yield `encodeInto: ${written?.message}`;
        if (first.bits <= 32 && first.count === undefined && first.open === undefined && first.kind === "uint") {
          const put = faultOf(() => set(layout, detached(layout.bytes), first.name, 1));
          if (put?.code !== "truncated") yield `set ${first.name}: ${put?.message}`;
        }
      }),
    ).toEqual([]);
  });
});

/** Bit offsets behind this are no 32-bit numbers any more. */
const far = 2 ** 28;

describe("bytes behind the first 256 MiB of a buffer", () => {
  // Pages of zeros that nothing touches take no memory.
  const whole = new Uint8Array(far + 8192);

  test.each(subjects)("of $family read the same through a view", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        if (layout.bytes > 4096) return;
        const bytes = randomBytes(layout.bytes, layout.name.length);
        whole.set(bytes, far);
        const expected = shown(scalars(layout.view(bytes)));
        const told = shown(scalars(layout.view(whole.subarray(0, far + bytes.length), far)));
        if (told !== expected) yield `${told} instead of ${expected}`;
      }),
    ).toEqual([]);
  });
});
