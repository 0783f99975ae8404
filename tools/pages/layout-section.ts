/** A struct or union on its page: what it is, who uses it, its fields as a table, what chooses its parts. */
import { sizeWords } from "../../cli/show/layout.js";
import { byteText, type FieldRow, layoutRows, selectedLabel, spanText } from "../../cli/show/rows.js";
import { labelWords, repeatWords, ruleWords, selectorRows } from "../../cli/show/words.js";
import { layoutNames } from "../../src/codegen/identifiers.js";
import type { Layout, LayoutDefinition, Selector } from "../../src/layout/index.js";
import { type Directory, type GroupPage, headings, type Use } from "./directory.js";
import { code, plain, prose, table } from "./markdown.js";

/** Users of a layout that are named; of more, the number is. */
const mostUsers = 12;

export function layoutSection(definition: LayoutDefinition, page: GroupPage, directory: Directory): string[] {
  const layout = directory.schema.layouts.get(definition.name);
  if (layout === undefined) return [];
  const doc = directory.docsOf(definition.name)?.doc;
  const source = definition.source === undefined ? "" : `, as ${code(definition.source)} has it`;
  const { layout: name, view, value, decode, encode } = layoutNames(definition.name);
  const exported = [name, view, value, decode, encode].map(code).join(", ");
  const lead = [`${plain(sizeWords(definition))}${source}`, ...usedBy(definition.name, page, directory)];
  const { rows, selectors } = layoutRows(layout, 0);
  return [
    `### ${plain(headings.layout(definition))}`,
    ...(doc === undefined ? [] : [prose(doc)]),
    `${lead.join(". ")}. Exports ${exported}.`,
    fieldTable(layout, rows, page, directory),
    ...selectors.map(({ name: field, select }) => selectorList(field, select, layout, page, directory)),
  ];
}

/** `Request of CREATE_QP`, `Part of query_qp_out, create_qp_in`. */
function usedBy(layout: string, { module }: GroupPage, directory: Directory): string[] {
  const uses = directory.usesOf(layout);
  const kinds: readonly Use["as"][] = ["Request of", "Reply of", "Register", "Part of"];
  return kinds.flatMap((as) => {
    const users = uses.filter((use) => use.as === as);
    const named = users.slice(0, mostUsers).map(({ kind, name }) => directory.link(module, kind, name));
    const more = users.length > mostUsers ? ` and ${users.length - mostUsers} more` : "";
    return users.length === 0 ? [] : [`${as} ${named.join(", ")}${more}`];
  });
}

function fieldTable(layout: Layout<object>, rows: readonly FieldRow[], page: GroupPage, directory: Directory): string {
  if (rows.length === 0) return "It has no fields.";
  const digits = Math.max(2, Math.ceil(layout.bits / 8).toString(16).length);
  const head = ["Byte", "Dword.bits", "Bits", layout.kind === "union" ? "Member" : "Field", "Type", "Access", "About"];
  const cells = rows.map((row) => [
    byteText(row, digits),
    spanText(row),
    row.bits.toString(),
    nameCell(row),
    typeCell(row, page, directory),
    row.part === undefined ? (row.field.access ?? "") : "",
    prose(docOf(row, directory) ?? ""),
  ]);
  return table(head, cells);
}

function nameCell({ level, field, part }: FieldRow): string {
  const inside = "↳ ".repeat(level);
  if (part !== undefined) return `${inside}${code(`.${part.name}`)}`;
  return `${inside}${code(field.name)}${plain(repeatWords(field))}`;
}

const kindWords = { uint: "", string: "text", uuid: "uuid", mac: "mac", layout: "" } as const;

function typeCell({ field, part, owner }: FieldRow, { module }: GroupPage, directory: Directory): string {
  const labels = ((part ?? field).labels ?? []).map((binding) => {
    const words = labelWords(binding).slice(binding.enum.length);
    return `${directory.link(module, "enumeration", binding.enum)}${words === "" ? "" : ` ${plain(words)}`}`;
  });
  if (part !== undefined) return labels.join("; ");
  const kind = field.layout === undefined ? kindWords[field.kind] : directory.link(module, "layout", field.layout);
  const rules = ruleWords(field, owner.order).map(plain);
  const padding = field.reserved === true ? "reserved" : "";
  return [kind, padding, ...labels, ...rules].filter((word) => word !== "").join("; ");
}

function docOf({ owner, field, part }: FieldRow, directory: Directory): string | undefined {
  const key = part === undefined ? field.name : `${field.name}.${part.name}`;
  return directory.docsOf(owner.name)?.fields.get(key);
}

/** What chooses the layout of a field, in words: a list, deeper where one choice depends on another. */
function selectorList(
  field: string,
  select: Selector,
  layout: Layout<object>,
  page: GroupPage,
  directory: Directory,
): string {
  const request = directory.requestOf(layout.name);
  const rows = selectorRows(select, (test, value) =>
    selectedLabel(test.from === "request" ? request : layout, test, value),
  );
  const lines = rows.map(([what = "", arm]) => {
    const words = what.trimStart();
    const indent = " ".repeat(what.length - words.length);
    const chosen = arm === undefined ? "" : `: ${armLink(arm, field, layout, page, directory)}`;
    return `${indent}- ${plain(words)}${chosen}`;
  });
  return `${code(field)} is chosen:\n\n${lines.join("\n")}`;
}

/** An arm is a member of the union, or any layout, or an array of it. */
function armLink(arm: string, field: string, layout: Layout<object>, page: GroupPage, directory: Directory): string {
  const stated = layout.definition.fields.find((one) => one.name === field);
  const union = stated?.layout === undefined ? undefined : directory.schema.layouts.get(stated.layout);
  const member = union?.definition.fields.find((one) => one.name === arm);
  if (member !== undefined) {
    const inside = member.layout === undefined ? "" : ` (${directory.link(page.module, "layout", member.layout)})`;
    return member.layout === arm ? directory.link(page.module, "layout", arm) : `${code(arm)}${inside}`;
  }
  const array = arm.endsWith("[]") ? ", an array" : "";
  return `${directory.link(page.module, "layout", arm.replace(/\[\]$/, ""))}${array}`;
}
