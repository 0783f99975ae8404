/** Which fields of one record are shown, and which of them, and which bit of it, is selected. */
import type { Detail, Field, Side } from "../protocol.js";
import type { BitRun, Order } from "./bits.js";
import { closedAtFirst, fieldAtBit, fieldAtPath, nextMention, opened, type TreeOptions, visibleRows } from "./tree.js";

const noFields: readonly Field[] = [];

export class FieldSelection {
  /** Index of the selected field; -1 without one. */
  field = -1;
  /** Bits of the selected field. */
  run: BitRun | undefined;
  /** The bit that was pointed at last, or the selected field's first. */
  cursor = 0;
  collapsed: ReadonlySet<number> = new Set();
  brief = true;
  changedOnly = false;

  #detail: Detail | undefined;
  #orders: readonly Order[] = [];
  #visible: TreeOptions & { readonly fields: readonly Field[]; readonly rows: readonly number[] } = {
    fields: noFields,
    collapsed: this.collapsed,
    brief: true,
    changedOnly: false,
    rows: [],
  };

  /** The record; absent as long as none has come. */
  get detail(): Detail | undefined {
    return this.#detail;
  }

  get fields(): readonly Field[] {
    return this.#detail?.fields ?? noFields;
  }

  /** Rows of the tree that are shown; the same array as long as they are the same. */
  get visible(): readonly number[] {
    const { fields, collapsed, brief } = this;
    const changedOnly = this.changedOnly && this.#detail?.compared !== undefined;
    const last = this.#visible;
    const same = last.fields === fields && last.collapsed === collapsed && last.brief === brief;
    if (same && last.changedOnly === changedOnly) return last.rows;
    const rows = visibleRows(fields, { collapsed, brief, changedOnly });
    this.#visible = { fields, collapsed, brief, changedOnly, rows };
    return rows;
  }

  /** Bit order of each side; the same array as long as the record is the same. */
  get orders(): readonly Order[] {
    return this.#orders;
  }

  get selected(): Field | undefined {
    return this.fields[this.field];
  }

  /** The side that the selected field is in. */
  get side(): Side | undefined {
    return this.#detail?.sides[this.selected?.side ?? 0];
  }

  /** The bit that was pointed at, unless it is the selected field's first. */
  get bit(): number | undefined {
    return this.run !== undefined && this.cursor !== this.run.bit ? this.cursor : undefined;
  }

  /** The selected field in words. */
  get words(): string {
    const { selected } = this;
    if (selected === undefined) return "";
    const { name, value, label, notes } = selected;
    return [name, value, label, ...notes].filter((word) => word !== "").join(", ");
  }

  /** Without a record. What is shown of the fields of one is a setting, and stays. */
  clear(): void {
    this.#detail = undefined;
    this.field = -1;
    this.run = undefined;
  }

  /** Shows a record. The same field stays selected from one record to the next, where it has one. */
  put(detail: Detail): void {
    const { selected, bit } = this;
    const same = this.#detail?.index === detail.index;
    this.#detail = detail;
    this.#orders = detail.sides.map((side) => side.order);
    if (!same || this.collapsed.size === 0) this.collapsed = closedAtFirst(detail.fields);
    const kept = selected === undefined ? -1 : fieldAtPath(detail.fields, selected.side, selected.path);
    this.field = -1;
    this.run = undefined;
    this.choose(Math.max(kept, 0));
    if (bit !== undefined && kept >= 0) this.cursor = bit;
  }

  /** Selects a field, and opens what it is in. False when there is no such field. */
  choose(index: number): boolean {
    const field = this.fields[index];
    if (field === undefined) return false;
    this.field = index;
    this.collapsed = opened(this.fields, this.collapsed, index);
    if (field.quiet) this.brief = false;
    this.run = field.kind === "side" ? undefined : { bit: field.bit, width: field.width };
    this.cursor = field.bit;
    return true;
  }

  /** Selects what covers a bit of the side that is shown, and points at the bit. False when no field does. */
  chooseBit(bit: number): boolean {
    const chosen = this.choose(fieldAtBit(this.fields, this.selected?.side ?? 0, bit));
    this.cursor = bit;
    return chosen;
  }

  /** Selects the field of a path, if the record has it. */
  choosePath(side: number, path: string): boolean {
    return this.choose(fieldAtPath(this.fields, side, path));
  }

  /** Selects the next field that mentions the text, counted from the selected one. */
  chooseMention(text: string, step: 1 | -1, from: number = this.field): boolean {
    return this.choose(nextMention(this.fields, text, from, step));
  }

  /** Opens or closes a row. True when the selection was inside a closed one, and moved to it. */
  toggle(index: number, open: boolean): boolean {
    const next = new Set(this.collapsed);
    if (open) next.delete(index);
    else next.add(index);
    this.collapsed = next;
    const end = this.fields[index]?.end ?? 0;
    return !open && this.field > index && this.field < end && this.choose(index);
  }
}
