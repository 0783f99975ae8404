/** A struct or union as a table: where each field stands, how wide it is, what its values mean, what chooses it. */
import type { Layout } from "../../src/layout/index.js";
import type { Paint } from "../paint.js";
import { columns, many } from "../table.js";
import { enumerationLines } from "./enumeration.js";
import { byteText, dwordText, type FieldRow, type LayoutRows, layoutRows, selectedLabel } from "./rows.js";
import { labelWords, orderWords, repeatWords, ruleWords, selectorRows } from "./words.js";

/** What is said of a field, or of a bit range inside it. */
export type FieldDoc = (owner: string, field: string, part?: string) => string | undefined;

export interface LayoutTextOptions {
  readonly paint: Paint;
  /** Levels of named structs to open; members without a name are always shown. */
  readonly depth: number;
  /** Structs of the same family that stand around this one, for what its fields refer to. */
  readonly request?: Layout<object> | undefined;
  readonly doc?: FieldDoc | undefined;
}

/** `16 bytes, big-endian`. */
export function sizeWords({ bits, order }: Pick<Layout<object>, "bits" | "order">): string {
  return `${bits % 8 === 0 ? many(bits / 8, "byte") : many(bits, "bit")}, ${orderWords[order]}`;
}

/** The table of a layout, then its selectors, then the small enumerations that it uses. */
export function layoutText(layout: Layout<object>, options: LayoutTextOptions): string {
  const { rows, selectors, enums } = layoutRows(layout, options.depth);
  const digits = Math.max(2, Math.ceil(layout.bits / 8).toString(16).length);
  const head = ["byte", "dword.bits", "bits", layout.kind === "union" ? "member" : "field", ""];
  const cells = [head.map((word) => options.paint(word, "faint")), ...rows.map((one) => row(one, digits, options))];
  const table = columns(cells, "  ", new Set([2]))
    .replace(/^/gm, "  ")
    .replace(/ +$/, "");
  const parts = [table, ...selectors.map((one) => selectorText(one, layout, options))];
  const values = enumerationLines(enums, options.paint);
  return [...parts, ...(values === "" ? [] : [values])].join("\n");
}

function row(one: FieldRow, digits: number, { paint, doc }: LayoutTextOptions): string[] {
  const { level, bits, field, part, owner } = one;
  const name = part === undefined ? `${field.name}${repeatWords(field)}` : `.${part.name}`;
  const words = describe(one).filter((word) => word !== "");
  const about = doc?.(owner.name, field.name, part?.name) ?? "";
  return [
    paint(byteText(one, digits), "offset"),
    paint(dwordText(one), "offset"),
    bits.toString(),
    paint(`${"  ".repeat(level)}${name}`, field.reserved === true ? "reserved" : "name"),
    [paint(words.join("; "), "label"), about].filter((text) => text !== "").join("  "),
  ];
}

const kindWords = { uint: "", string: "text", uuid: "uuid", mac: "mac", layout: "" } as const;

function describe({ owner, field, part }: FieldRow): string[] {
  if (part !== undefined) return (part.labels ?? []).map(labelWords);
  return [
    field.kind === "layout" && field.anonymous !== true ? (field.layout ?? "") : kindWords[field.kind],
    ...(field.labels ?? []).map(labelWords),
    ...ruleWords(field, owner.order),
    field.access ?? "",
  ];
}

function selectorText(
  { name, select }: LayoutRows["selectors"][number],
  layout: Layout<object>,
  { paint, request }: LayoutTextOptions,
): string {
  const rows = selectorRows(select, (test, value) =>
    selectedLabel(test.from === "request" ? request : layout, test, value),
  );
  const cells = rows.map(([what = "", arm]) => [`    ${what}`, ...(arm === undefined ? [] : [paint(arm, "label")])]);
  return `  ${paint(name, "title")} is chosen\n${columns(cells)}`;
}
