/**
 * The generated functions take a DataView and a place in it from the caller. Whatever those are, nothing outside of the
 * DataView is read or written, and only faults leave.
 */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { families } from "../support/every-layout.js";
import { type Generated, generatedLayouts } from "../support/generated.js";
import { randomBytes } from "../support/random.js";

/** A value, or the fault's code; any other error is a failure of the test. */
function outcome(read: () => unknown): string {
  try {
    return JSON.stringify(read(), (_key, one: unknown) => {
      if (typeof one === "bigint") return `${one}n`;
      return one instanceof Uint8Array ? Buffer.from(one).toString("hex") : one;
    });
  } catch (error) {
    if (isFwctlFault(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** A DataView over the middle of a buffer whose other bytes are all ones. */
function inTheMiddle(bytes: Uint8Array): DataView {
  const around = new Uint8Array(bytes.length + 4096).fill(0xff);
  around.set(bytes, 64);
  return new DataView(around.buffer, 64, bytes.length);
}

function detached(size: number): DataView {
  const data = new DataView(new ArrayBuffer(size));
  structuredClone(data.buffer, { transfer: [data.buffer] });
  return data;
}

const every = await Promise.all(
  families.map(async (family) => {
    const all = [...(await generatedLayouts(family)).values()];
    // Without a byte of its own, a layout is nowhere.
    return { family, layouts: all.filter(({ layout }) => layout.bits > 0) };
  }),
);

function wrong(layouts: readonly Generated[], check: (one: Generated) => Iterable<string>): string[] {
  return layouts
    .flatMap((one) => [...check(one)].map((what) => `${one.layout.name}: ${what}`.slice(0, 300)))
    .slice(0, 20);
}

describe.each(every)("generated functions of $family", ({ layouts }) => {
  test("read nothing behind the DataView, however far the caller says that it reaches", () => {
    expect(
      wrong(layouts, function* ({ layout, decode }) {
        for (const size of new Set([0, layout.bytes >> 1, Math.max(0, layout.bytes - 1), layout.bytes])) {
          const data = inTheMiddle(randomBytes(size, size));
          const there = outcome(() => decode(data, 0, size));
          for (const end of [layout.bytes, layout.bytes + 8, 2 ** 40, Number.POSITIVE_INFINITY]) {
            if (end < size) continue;
            const told = outcome(() => decode(data, 0, end));
            if (told !== there) yield `${size} bytes said to be ${end}: ${told} instead of ${there}`;
          }
        }
      }),
    ).toEqual([]);
  });

  test("read a DataView whose buffer was transferred away as one without bytes", () => {
    const nothing = new DataView(new ArrayBuffer(0));
    expect(
      wrong(layouts, function* ({ layout, decode }) {
        const told = outcome(() => decode(detached(layout.bytes), 0, layout.bytes));
        const expected = outcome(() => decode(nothing, 0, 0));
        if (told !== expected) yield `${told} instead of ${expected}`;
      }),
    ).toEqual([]);
  });

  test.each([-1, Number.NaN, 2 ** 40])("find no bytes at %d", (at) => {
    expect(
      wrong(layouts, function* ({ layout, decode }) {
        const data = inTheMiddle(new Uint8Array(layout.bytes));
        const told = outcome(() => decode(data, at, at + layout.bytes));
        if (!told.startsWith("truncated: ")) yield told;
      }),
    ).toEqual([]);
  });

  test.each([null, "bytes", {}])("refuse what is no DataView", (data) => {
    expect(
      wrong(layouts, function* ({ layout, decode }) {
        const told = outcome(() => Reflect.apply(decode, undefined, [data, 0, layout.bytes]));
        if (!told.startsWith("kind: ")) yield told;
      }),
    ).toEqual([]);
  });

  test("write nothing in front of, behind, or into what is gone", () => {
    expect(
      wrong(layouts, function* ({ layout, encode }) {
        const value = layout.decode(new Uint8Array(layout.bytes));
        for (const [what, data, at] of [
          ["detached", detached(layout.bytes), 0],
          ["in front", inTheMiddle(new Uint8Array(layout.bytes)), -1],
          ["behind", inTheMiddle(new Uint8Array(layout.bytes)), 1],
        ] as const) {
          const told = outcome(() => encode(data, at, value));
          if (!told.startsWith("truncated: ")) yield `${what}: ${told}`;
        }
      }),
    ).toEqual([]);
  });
});
