/**
 * Surprises in every layout of every family: reserved bits that are set, numbers that no enumeration names, constants
 * that differ. Decode keeps them, inspect notes them, strict decode refuses them, and nothing is lost on the way back.
 */
import { describe, expect, test } from "vitest";
import { type FieldDefinition, type InspectionNode, type Layout, set } from "../../src/layout/index.js";
import { digits, families, faultOf, layoutsOf, nodesOf, sweep, unlessFault } from "../support/every-layout.js";

const subjects = families.map((family) => ({ family, layouts: layoutsOf(family) }));

/** What must hold for bytes with one surprise in them. */
function* surprise(layout: Layout, bytes: Uint8Array, code: string, path: string): Generator<string> {
  const { notes } = layout.inspect(bytes);
  if (!notes.some((note) => note.code === code && note.path === path)) yield `${path}: no note of ${code}`;
  const fault = faultOf(() => layout.decode(bytes, { strict: true }));
  if (fault?.message !== notes[0]?.message) yield `${path}: strict decode says ${fault?.message}, not its first note`;
  const again = unlessFault(() => digits(layout.encode(layout.decode(bytes))));
  if (again !== digits(bytes)) yield `${path}: ${digits(bytes)} comes back as ${again}`;
}

const zeros = (layout: Layout): Uint8Array => new Uint8Array(layout.bytes);

/** Every so many of a long list: the others are like them. */
function some<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}

/** Sets one bit of a node, counted as both orders count whole bytes, in front of a list that the node holds. */
function withBit(bytes: Uint8Array, { bitOffset, width, children }: InspectionNode, order: string): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const own = children[0] === undefined ? width : children[0].bitOffset - bitOffset;
  const bit = bitOffset + ((own * 7) >> 3);
  const shift = order === "be" ? 7 - (bit & 7) : bit & 7;
  changed[bit >> 3] = 1 << shift;
  return changed;
}

describe("a reserved bit that is set", () => {
  test.each(subjects)("of $family", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        const bytes = zeros(layout);
        const reserved = nodesOf(layout.inspect(bytes)).filter((node) => node.kind === "reserved");
        for (const node of some(reserved, 12)) {
          yield* surprise(layout, withBit(bytes, node, layout.order), "reserved", node.path);
        }
      }),
    ).toEqual([]);
  });
});

describe("all reserved bits set at once", () => {
  test.each(subjects)("of $family: each is noted, none is lost", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        const bytes = zeros(layout);
        const reserved = nodesOf(layout.inspect(bytes)).filter((node) => node.kind === "reserved");
        for (const node of reserved) setAll(layout, bytes, node);
        const noted = new Set(
          layout
            .inspect(bytes)
            .notes.filter((note) => note.code === "reserved")
            .map((note) => note.path),
        );
        for (const node of reserved) if (!noted.has(node.path)) yield `${node.path}: no note`;
        const again = unlessFault(() => digits(layout.encode(layout.decode(bytes))));
        if (again !== digits(bytes)) yield `${digits(bytes)} comes back as ${again}`;
      }),
    ).toEqual([]);
  });
});

function setAll({ order }: Layout, bytes: Uint8Array, { bitOffset, width }: InspectionNode): void {
  for (let bit = bitOffset; bit < bitOffset + width; bit += 1) {
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (order === "be" ? 7 - (bit & 7) : bit & 7));
  }
}

/** A number that no enumeration of the field names, for fields that are always named by value. */
function unnamed(layout: Layout, { bits, labels = [] }: FieldDefinition): number | undefined {
  const known = new Set<number>();
  for (const { enum: name, as, shift, mask, with: other, when } of labels) {
    const enumeration = layout.scope.enumeration(name);
    const odd = shift ?? mask ?? other ?? when;
    if (odd !== undefined || enumeration === undefined || enumeration.partial === true) return undefined;
    if ((as ?? (enumeration.kind === "flags" ? "bit" : "value")) !== "value") return undefined;
    for (const value of Object.values(enumeration.values)) known.add(Number(value));
  }
  const values = [2 ** bits - 1, ...Array.from({ length: 1024 }, (_, value) => value)];
  return labels.length === 0 || bits > 32 ? undefined : values.find((value) => value < 2 ** bits && !known.has(value));
}

describe("a number that no enumeration names", () => {
  test.each(subjects)("of $family", ({ layouts }) => {
    let tried = 0;
    expect(
      sweep(layouts, function* (layout) {
        if (layout.kind === "union") return;
        for (const field of layout.definition.fields) {
          const value = field.open === undefined && field.count === undefined ? unnamed(layout, field) : undefined;
          if (value === undefined) continue;
          const bytes = zeros(layout);
          set(layout, bytes, field.name, value);
          tried += 1;
          const own = layout.inspect(bytes).notes.filter((note) => note.code === "unknown-enum");
          if (!own.some((note) => note.path === `${layout.name}.${field.name}`))
            yield `${field.name} = ${value}: no note`;
          if (Reflect.get(layout.decode(bytes), field.name) !== value) yield `${field.name} = ${value}: not kept`;
          const again = digits(layout.encode(layout.decode(bytes)));
          if (again !== digits(bytes)) yield `${field.name}: ${digits(bytes)} comes back as ${again}`;
        }
      }),
    ).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });
});

describe("a constant that differs", () => {
  test.each(subjects)("of $family", ({ layouts }) => {
    expect(
      sweep(layouts, function* (layout) {
        for (const { name, constant, bits } of layout.definition.fields) {
          if (constant === undefined || bits > 32) continue;
          const bytes = zeros(layout);
          set(layout, bytes, name, Number(constant) === 0 ? 1 : 0);
          const note = layout.inspect(bytes).notes.find((one) => one.path === `${layout.name}.${name}`);
          if (note?.code !== "mismatch") yield `${name}: ${note?.message}`;
          const again = digits(layout.encode(layout.decode(bytes)));
          if (again !== digits(bytes)) yield `${name}: ${digits(bytes)} comes back as ${again}`;
        }
      }),
    ).toEqual([]);
  });
});
