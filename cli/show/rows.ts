/** The fields of a struct or union as rows: where each stands, how wide it is. The command line and the documentation print them. */
import type {
  ByteOrder,
  EnumDefinition,
  FieldDefinition,
  LabelBinding,
  Layout,
  PartDefinition,
  Selector,
  SelectorTest,
} from "../../src/layout/index.js";
import { hex } from "../table.js";

/** A field, or a named bit range inside one. */
export interface FieldRow {
  /** How deep the struct around it is nested; members without a name of their own stand with their parent's. */
  readonly level: number;
  /** First bit, from the start of the outermost layout. */
  readonly bit: number;
  readonly bits: number;
  readonly order: ByteOrder;
  readonly owner: Layout<object>;
  readonly field: FieldDefinition;
  readonly part?: PartDefinition;
}

export interface LayoutRows {
  readonly rows: readonly FieldRow[];
  /** Fields whose layout is chosen, with what chooses it. */
  readonly selectors: readonly { readonly name: string; readonly select: Selector }[];
  /** Enumerations that name values, each once. */
  readonly enums: readonly EnumDefinition[];
}

interface Walk {
  readonly depth: number;
  readonly rows: FieldRow[];
  readonly selectors: { readonly name: string; readonly select: Selector }[];
  readonly enums: Map<string, EnumDefinition>;
}

/** Walks a layout. Structs inside are opened `depth` levels deep, members without a name always. */
export function layoutRows(layout: Layout<object>, depth: number): LayoutRows {
  const walk: Walk = { depth, rows: [], selectors: [], enums: new Map() };
  addFields(walk, layout, 0, 0);
  return { rows: walk.rows, selectors: walk.selectors, enums: [...walk.enums.values()] };
}

function addFields(walk: Walk, owner: Layout<object>, start: number, level: number): void {
  for (const field of owner.definition.fields) addField(walk, owner, field, start, level);
}

function addField(walk: Walk, owner: Layout<object>, field: FieldDefinition, start: number, level: number): void {
  const nested = field.layout === undefined ? undefined : owner.scope.layout(field.layout);
  const bit = start + field.offset;
  if (field.select !== undefined) walk.selectors.push({ name: field.name, select: field.select });
  if (field.anonymous === true && nested?.kind === "struct") {
    addFields(walk, nested, bit, level);
    return;
  }
  const order = field.order ?? owner.order;
  remember(walk, owner, field.labels);
  walk.rows.push({ level, bit, bits: field.bits, order, owner, field });
  for (const part of field.parts ?? []) {
    const inside = order === "be" ? field.bits - part.lsb - part.bits : part.lsb;
    remember(walk, owner, part.labels);
    walk.rows.push({ level: level + 1, bit: bit + inside, bits: part.bits, order, owner, field, part });
  }
  if (field.overlay !== undefined) {
    const { name, layout, at, bits } = field.overlay;
    const list: FieldDefinition = {
      name,
      kind: "layout",
      layout,
      offset: field.offset + at,
      bits,
      open: { filled: true },
    };
    walk.rows.push({ level: level + 1, bit: bit + at, bits, order, owner, field: list });
  }
  const open = field.anonymous === true || level < walk.depth;
  const single = field.count === undefined && field.open === undefined;
  if (nested !== undefined && open && (single || level < walk.depth)) addFields(walk, nested, bit, level + 1);
}

function remember(walk: Walk, owner: Layout<object>, labels: readonly LabelBinding[] = []): void {
  for (const binding of labels) {
    const found = owner.scope.enumeration(binding.enum);
    if (found !== undefined) walk.enums.set(found.name, found);
  }
}

/** `0x0c`, and `0x0c.3` where a field starts within a byte. */
export function byteText({ bit }: FieldRow, digits: number): string {
  const byte = hex(bit >> 3, digits);
  return (bit & 7) === 0 ? byte : `${byte}.${bit & 7}`;
}

/** `0x04.15:0`: the dword at byte 4, bits 15 down to 0, as hardware manuals write it. Absent where a field is no part of one dword. */
export function dwordText({ bit, bits, order, field, part }: FieldRow): string {
  const several = field.kind !== "uint" || field.count !== undefined || field.open !== undefined;
  if (bits === 0 || (bit & 31) + bits > 32 || (part === undefined && several && bits !== 32)) return "";
  return withinDword(bit, bits, order);
}

function withinDword(bit: number, bits: number, order: ByteOrder): string {
  const first = bit & 31;
  const low = order === "be" ? 32 - first - bits : first;
  return `${hex((bit >> 5) * 4, 2)}.${bits === 1 ? low : `${low + bits - 1}:${low}`}`;
}

/** As {@link dwordText}, also for what reaches over several dwords: `0x08.31 to 0x0c.13`, its first bit and its last. */
export function spanText(row: FieldRow): string {
  const { bit, bits, order, field, part } = row;
  const length = part === undefined && field.open === undefined ? bits * (field.count ?? 1) : bits;
  if (length === 0) return "";
  if (part === undefined && field.open !== undefined) return `from ${withinDword(bit, 1, order)}`;
  if ((bit & 31) + length <= 32) return withinDword(bit, length, order);
  return `${withinDword(bit, 1, order)} to ${withinDword(bit + length - 1, 1, order)}`;
}

/** The name of a selecting value, from the enumeration of the field it is read from. */
export function selectedLabel(
  layout: Layout<object> | undefined,
  test: SelectorTest,
  value: string,
): string | undefined {
  const field = layout?.definition.fields.find((one) => one.name === test.field);
  for (const binding of field?.labels ?? []) {
    const same = (binding.shift ?? 0) === (test.shift ?? 0);
    const found = same ? layout?.scope.enumeration(binding.enum) : undefined;
    const label = Object.entries(found?.values ?? {}).find(([, number]) => String(number) === value)?.[0];
    if (label !== undefined) return label;
  }
  return undefined;
}
