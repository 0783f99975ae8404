/** The field tree without its looks: which rows are there, and where a key leads. */
import type { Field } from "../protocol.js";

export interface TreeOptions {
  readonly collapsed: ReadonlySet<number>;
  /** Leaves out reserved rows that are zero. */
  readonly brief: boolean;
  /** Leaves out rows that do not differ, nor hold any that do. */
  readonly changedOnly: boolean;
}

/** Rows that have rows below them can be closed. */
export const hasChildren = (fields: readonly Field[], index: number): boolean => (fields[index]?.end ?? 0) > index + 1;

/** Indices of the rows that are shown, in order. */
export function visibleRows(fields: readonly Field[], options: TreeOptions): number[] {
  const rows: number[] = [];
  const kept = options.changedOnly ? withChanges(fields) : undefined;
  for (let index = 0; index < fields.length; ) {
    const field = fields[index];
    if (field === undefined) break;
    const hidden = (options.brief && field.quiet) || (kept !== undefined && !kept.has(index));
    if (!hidden) rows.push(index);
    index = hidden || options.collapsed.has(index) ? Math.max(field.end, index + 1) : index + 1;
  }
  return rows;
}

function withChanges(fields: readonly Field[]): Set<number> {
  const kept = new Set<number>();
  for (const [index, field] of fields.entries()) {
    if (field.other === undefined) continue;
    for (let at = index; at >= 0 && !kept.has(at); at = fields[at]?.parent ?? -1) kept.add(at);
  }
  return kept;
}

/** All rows around one, from the outermost. */
export function ancestors(fields: readonly Field[], index: number): number[] {
  const found: number[] = [];
  for (let at = fields[index]?.parent ?? -1; at >= 0; at = fields[at]?.parent ?? -1) found.unshift(at);
  return found;
}

/** The closed rows without those around `index`, so that it can be seen. */
export function opened(fields: readonly Field[], collapsed: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const around = ancestors(fields, index).filter((one) => collapsed.has(one));
  if (around.length === 0) return collapsed;
  const next = new Set(collapsed);
  for (const one of around) next.delete(one);
  return next;
}

/** The innermost field that covers a bit of a side; -1 when none does. */
export function fieldAtBit(fields: readonly Field[], side: number, bit: number): number {
  let found = -1;
  for (let index = 0; index < fields.length; ) {
    const field = fields[index];
    if (field === undefined) break;
    const inside = field.side === side && bit >= field.bit && bit < field.bit + field.width;
    if (inside) found = index;
    index = inside ? index + 1 : Math.max(field.end, index + 1);
  }
  return found;
}

/** The row of a path, -1 when there is none. */
export function fieldAtPath(fields: readonly Field[], side: number, path: string): number {
  return fields.findIndex((field) => field.side === side && field.path === path);
}

/** Closed at first: long lists and deep structs, so that a page of thousands of rows can be looked over. */
export function closedAtFirst(fields: readonly Field[]): ReadonlySet<number> {
  const closed = new Set<number>();
  for (const [index, field] of fields.entries()) {
    const many = field.end - index - 1;
    if (field.kind === "array" && many > 64) closed.add(index);
  }
  return closed;
}

/** True when a row's name, value or label has the text in it. */
export function fieldMentions(field: Field, wanted: string): boolean {
  const part = wanted.toLowerCase();
  return part !== "" && [field.name, field.value, field.label].some((text) => text.toLowerCase().includes(part));
}

/** The next row that mentions the text, from `from` on in one direction; -1 when there is none. */
export function nextMention(fields: readonly Field[], wanted: string, from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < fields.length; at += step) {
    const field = fields[at];
    if (field !== undefined && fieldMentions(field, wanted)) return at;
  }
  return -1;
}
