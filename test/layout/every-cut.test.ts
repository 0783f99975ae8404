/**
 * Every layout of every family, cut short: whatever is missing is told as one fault or note, nothing else is thrown, and
 * what is still readable is read without loss.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diff, type Layout } from "../../src/layout/index.js";
import { shown } from "../../tools/fuzz/view-value.js";
import { digits, families, faultOf, layoutsOf, sweep, unlessFault } from "../support/every-layout.js";
import { randomBytes } from "../support/random.js";

/** Inspected at every byte up to here; longer ones at their start, at their end, and every so often between. */
const short = 64;

function cutsOf(layout: Layout): number[] {
  const size = layout.bytes;
  const step = Math.ceil(size / short);
  const cuts = Array.from({ length: size }, (_, cut) => cut);
  return cuts.filter((cut) => cut % step === 0 || cut < 24 || cut > size - 12);
}

/** Small numbers, so that counts and selectors mean something, and now and then any. */
function bytesOf(layout: Layout, seed: number): Uint8Array {
  const bytes = randomBytes(layout.bytes, seed);
  return seed % 2 === 0 ? bytes : bytes.map((byte, index) => (index % 4 === 3 ? byte & 3 : 0));
}

/** What decode, inspect and encode say of bytes that end too early. */
function* readings(layout: Layout, bytes: Uint8Array): Generator<string> {
  const at = `${bytes.length} of ${layout.bytes} bytes`;
  const tree = layout.inspect(bytes);
  const cut = tree.notes.find((note) => note.code === "truncated" && note.width !== undefined);
  let value: object | undefined;
  const fault = faultOf(() => {
    value = layout.decode(bytes);
  });
  if (fault?.message !== cut?.message) yield `${at}: decode says ${fault?.message}, inspect says ${cut?.message}`;
  if (fault !== undefined && fault.code !== "truncated") yield `${at}: ${fault.code} ${fault.message}`;
  if (value === undefined) return;
  const again = unlessFault(() => digits(layout.encode(value)));
  if (again !== digits(bytes)) yield `${at}: ${digits(bytes)} comes back as ${again} from ${shown(value)}`;
}

/** A view is refused below its fixed part; where there is one, a member is there or a fault says that it is not. */
function* views(layout: Layout, bytes: Uint8Array): Generator<string> {
  const refused = faultOf(() => layout.view(bytes));
  if (refused !== undefined && refused.code !== "truncated") yield `view: ${refused.code} ${refused.message}`;
  const view = unlessFault(() => layout.view(bytes));
  if (view === undefined) return;
  for (const name of Object.keys(Object.getPrototypeOf(view))) {
    const fault = faultOf(() => Reflect.get(view, name));
    if (fault !== undefined && fault.code !== "truncated") yield `view.${name}: ${fault.code} ${fault.message}`;
  }
}

describe.each(families)("%s: every layout, cut", (family) => {
  const layouts = layoutsOf(family);
  const frames = Error.stackTraceLimit;
  beforeAll(() => {
    // Hundreds of thousands of faults are made; their stacks would take most of the time.
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = frames;
  });

  test("decode and inspect tell the same fault; the rest comes back byte for byte", () => {
    const wrong = sweep(layouts, function* (layout) {
      const whole = bytesOf(layout, layout.name.length);
      for (const cut of cutsOf(layout)) yield* readings(layout, whole.subarray(0, cut));
    });
    expect(wrong).toEqual([]);
  });

  test("at every byte, what is missing is truncated, and nothing else goes wrong", () => {
    const wrong = sweep(layouts, function* (layout) {
      const whole = bytesOf(layout, layout.name.length + 1);
      // Of the longest, whose fields are dwords, one byte of each.
      const step = whole.length > 1100 ? 4 : 1;
      for (let cut = 0; cut < whole.length; cut += step) {
        const fault = faultOf(() => layout.decode(whole.subarray(0, cut)));
        if (fault !== undefined && fault.code !== "truncated") yield `${cut} bytes: ${fault.code} ${fault.message}`;
      }
    });
    expect(wrong).toEqual([]);
  });

  test("views and their members throw nothing else", () => {
    const wrong = sweep(layouts, function* (layout) {
      const whole = bytesOf(layout, layout.name.length + 1);
      const least = cutsOf(layout).filter((cut) => cut % 3 === 0);
      for (const cut of least) yield* views(layout, whole.subarray(0, cut));
    });
    expect(wrong).toEqual([]);
  });

  test("diff of a cut and a whole one throws nothing", () => {
    const wrong = sweep(layouts, function* (layout) {
      const whole = bytesOf(layout, layout.name.length);
      const cut = whole.subarray(0, whole.length >> 1);
      const found = diff(layout, cut, whole).length + diff(layout, whole, cut).length;
      if (cut.length === 0 && whole.length > 0 && found === 0) yield "nothing differs";
    });
    expect(wrong).toEqual([]);
  });
});
