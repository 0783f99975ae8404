/** A struct or union as a table: where each field stands, how wide it is, what its values mean, what chooses it. */
import type {
  ByteOrder,
  EnumDefinition,
  FieldDefinition,
  Layout,
  LayoutDefinition,
  Selector,
} from "../../src/layout/index.js";
import type { Paint } from "../paint.js";
import { columns, hex, many } from "../table.js";
import { enumerationLines } from "./enumeration.js";
import { allWords, labelWords, lengthWords, repeatWords, selectorRows } from "./words.js";

export interface LayoutTextOptions {
  readonly paint: Paint;
  /** Levels of named structs to open; members without a name are always shown. */
  readonly depth: number;
  /** Structs of the same family that stand around this one, for what its fields refer to. */
  readonly request?: Layout<object> | undefined;
}

const orderWords = { be: "big-endian", le: "little-endian", host: "the host's byte order" } as const;

/** `16 bytes, big-endian`. */
export function sizeWords(layout: Layout<object>): string {
  const { bits, order } = layout;
  return `${bits % 8 === 0 ? many(bits / 8, "byte") : many(bits, "bit")}, ${orderWords[order]}`;
}

/** The table of a layout, then its selectors, then the small enumerations that it uses. */
export function layoutText(layout: Layout<object>, options: LayoutTextOptions): string {
  const walk: Walk = { options, rows: [], selectors: [], enums: new Map() };
  const digits = Math.max(2, Math.ceil(layout.bits / 8).toString(16).length);
  addFields(walk, layout, { start: 0, level: 0, digits });
  const head = ["byte", "dword.bits", "bits", layout.kind === "union" ? "member" : "field", ""];
  const rows = [head.map((word) => options.paint(word, "faint")), ...walk.rows];
  const table = columns(rows, "  ", new Set([2]))
    .replace(/^/gm, "  ")
    .replace(/ +$/, "");
  const parts = [table, ...walk.selectors.map((one) => selectorText(one, layout, options))];
  const values = enumerationLines([...walk.enums.values()], options.paint);
  return [...parts, ...(values === "" ? [] : [values])].join("\n");
}

interface Walk {
  readonly options: LayoutTextOptions;
  readonly rows: string[][];
  readonly selectors: { readonly name: string; readonly select: Selector }[];
  readonly enums: Map<string, EnumDefinition>;
}

interface Place {
  /** First bit of the layout. */
  readonly start: number;
  readonly level: number;
  readonly digits: number;
}

function addFields(walk: Walk, layout: Layout<object>, place: Place): void {
  for (const field of layout.definition.fields) addField(walk, layout, field, place);
}

function addField(walk: Walk, layout: Layout<object>, field: FieldDefinition, place: Place): void {
  const nested = field.layout === undefined ? undefined : layout.scope.layout(field.layout);
  const at = place.start + field.offset;
  if (field.select !== undefined) walk.selectors.push({ name: field.name, select: field.select });
  if (field.anonymous === true && nested?.kind === "struct") {
    addFields(walk, nested, { ...place, start: at });
    return;
  }
  remember(walk, layout, field);
  walk.rows.push(row(walk, layout, field, at, place));
  for (const part of field.parts ?? []) walk.rows.push(partRow(walk, layout, field, part, at, place));
  const open = field.anonymous === true || place.level < walk.options.depth;
  const single = field.count === undefined && field.open === undefined;
  if (nested !== undefined && open && (single || place.level < walk.options.depth)) {
    addFields(walk, nested, { ...place, start: at, level: place.level + 1 });
  }
}

/** Enumerations are collected as they occur, to be listed below the table. */
function remember(walk: Walk, layout: Layout<object>, field: FieldDefinition): void {
  const bindings = [...(field.labels ?? []), ...(field.parts ?? []).flatMap((part) => part.labels ?? [])];
  for (const binding of bindings) {
    const found = layout.scope.enumeration(binding.enum);
    if (found !== undefined) walk.enums.set(found.name, found);
  }
}

function row(walk: Walk, layout: Layout<object>, field: FieldDefinition, at: number, place: Place): string[] {
  const { paint } = walk.options;
  const indent = "  ".repeat(place.level);
  const order = field.order ?? layout.order;
  const name = `${indent}${field.name}${repeatWords(field)}`;
  return [
    paint(byteText(at, place.digits), "offset"),
    paint(dwordText(at, field.bits, order, field), "offset"),
    field.bits.toString(),
    paint(name, field.reserved === true ? "reserved" : "name"),
    paint(describe(layout.definition, field), "label"),
  ];
}

type Part = NonNullable<FieldDefinition["parts"]>[number];

function partRow(
  walk: Walk,
  layout: Layout<object>,
  field: FieldDefinition,
  part: Part,
  at: number,
  place: Place,
): string[] {
  const { paint } = walk.options;
  const order = field.order ?? layout.order;
  const bit = at + (order === "be" ? field.bits - part.lsb - part.bits : part.lsb);
  return [
    paint(byteText(bit, place.digits), "offset"),
    paint(dwordText(bit, part.bits, order, undefined), "offset"),
    part.bits.toString(),
    paint(`${"  ".repeat(place.level + 1)}.${part.name}`, "name"),
    paint((part.labels ?? []).map(labelWords).join("; "), "label"),
  ];
}

function byteText(bit: number, digits: number): string {
  const byte = hex(bit >> 3, digits);
  return (bit & 7) === 0 ? byte : `${byte}.${bit & 7}`;
}

/** `0x04.15:0`: the dword at byte 4, bits 15 down to 0, as hardware manuals write it. Absent where a field is no part of one dword. */
function dwordText(bit: number, width: number, order: ByteOrder, field: FieldDefinition | undefined): string {
  const first = bit & 31;
  const whole = field !== undefined && (field.kind !== "uint" || field.count !== undefined || field.open !== undefined);
  if (width === 0 || first + width > 32 || (whole && width !== 32)) return "";
  const low = order === "be" ? 32 - first - width : first;
  const bits = width === 1 ? `${low}` : `${low + width - 1}:${low}`;
  return `${hex((bit >> 5) * 4, 2)}.${bits}`;
}

const kindWords = { uint: "", string: "text", uuid: "uuid", mac: "mac", layout: "" } as const;

function describe(owner: LayoutDefinition, field: FieldDefinition): string {
  const words = [
    field.kind === "layout" && field.anonymous !== true ? (field.layout ?? "") : kindWords[field.kind],
    ...(field.labels ?? []).map(labelWords),
    field.constant === undefined ? "" : `always ${field.constant}`,
    field.length === undefined ? "" : lengthWords(field.length),
    field.pointer === undefined ? "" : `address of ${field.pointer.length} bytes (${field.pointer.direction})`,
    field.select === undefined ? "" : "chosen, see below",
    field.valid === undefined ? "" : `valid if ${allWords(field.valid)}`,
    field.access ?? "",
    field.order === undefined || field.order === owner.order ? "" : orderWords[field.order],
  ];
  return words.filter((word) => word !== "").join("; ");
}

function selectorText(
  { name, select }: Walk["selectors"][number],
  layout: Layout<object>,
  { paint, request }: LayoutTextOptions,
): string {
  const rows = selectorRows(select, (test, value) => labelOf(test.from === "request" ? request : layout, test, value));
  const cells = rows.map(([what = "", arm]) => [`    ${what}`, ...(arm === undefined ? [] : [paint(arm, "label")])]);
  return `  ${paint(name, "title")} is chosen\n${columns(cells)}`;
}

/** The name of a selecting value, from the enumeration of the field it is read from. */
function labelOf(
  layout: Layout<object> | undefined,
  test: { readonly field: string; readonly shift?: number; readonly mask?: number },
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
