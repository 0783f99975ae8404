/** The fields of an exchange: an ARIA tree grid with one row a field, of which only those on the screen exist. */
import { type CSSResult, css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Field } from "./protocol.js";
import { RowWindow } from "./row-window.js";
import { dwordText, type Order } from "./state/bits.js";
import { fieldMentions, hasChildren } from "./state/tree.js";
import { shown } from "./state/words.js";
import { scroller, tokens } from "./styles.js";

/** Fires `field-chosen` (detail: index) and `field-toggled` (detail: { index, open }). */
export class FieldTree extends LitElement {
  static override properties: PropertyDeclarations = {
    fields: { attribute: false },
    visible: { attribute: false },
    collapsed: { attribute: false },
    chosen: { attribute: false },
    orders: { attribute: false },
    wanted: { attribute: false },
    compared: { attribute: false },
  };

  declare fields: readonly Field[];
  /** Indices of the rows that are shown. */
  declare visible: readonly number[];
  declare collapsed: ReadonlySet<number>;
  declare chosen: number;
  /** Bit order of each side. */
  declare orders: readonly Order[];
  /** Text that is searched for. */
  declare wanted: string;
  declare compared: boolean;

  readonly #window: RowWindow = new RowWindow(this, {
    scroller: () => this.renderRoot.querySelector<HTMLElement>(".scroller"),
    head: () => this.#window.rowHeight,
  });

  constructor() {
    super();
    this.fields = [];
    this.visible = [];
    this.collapsed = new Set();
    this.chosen = -1;
    this.orders = [];
    this.wanted = "";
    this.compared = false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".scroller")?.focus();
  }

  /** Scrolls as little as shows the row of a field. */
  show(index: number): void {
    this.#window.show(this.visible.indexOf(index));
  }

  override render(): TemplateResult {
    const { from, to } = this.#window.range(this.visible.length);
    const shownRows = this.visible.slice(from, to);
    const active = shownRows.includes(this.chosen) ? `field-${this.chosen}` : nothing;
    const heads = ["Field", "Value", "Meaning", ...(this.compared ? ["Other"] : []), "Place"];
    return html`
      <div class="scroller ${this.compared ? "compared" : ""}" role="treegrid" tabindex="0" aria-label="Fields"
        aria-rowcount=${this.visible.length + 1} aria-colcount=${heads.length} aria-activedescendant=${active} @keydown=${this.#key}>
        <div role="rowgroup" class="head">
          <div role="row" class="row" aria-rowindex="1">${heads.map((head) => html`<div role="columnheader">${head}</div>`)}</div>
        </div>
        <div role="rowgroup" class="body"><div role="presentation" class="rows">
          ${repeat(
            shownRows,
            (index) => index,
            (index, offset) => this.#row(index, from + offset),
          )}
        </div></div>
      </div>`;
  }

  #row(index: number, place: number): TemplateResult | typeof nothing {
    const field = this.fields[index];
    if (field === undefined) return nothing;
    const parent = hasChildren(this.fields, index);
    const open = parent && !this.collapsed.has(index);
    const chosen = index === this.chosen;
    const found = fieldMentions(field, this.wanted);
    const classes = [
      "row",
      field.kind,
      chosen ? "chosen" : "",
      found ? "found" : "",
      field.other === undefined ? "" : "changed",
    ];
    const changed = field.other === undefined ? nothing : html`<span class="sign" title="differs">≠ </span>`;
    return html`<div role="row" id="field-${index}" class=${classes.join(" ")} aria-rowindex=${place + 2} aria-level=${field.level}
      aria-posinset=${field.position} aria-setsize=${field.siblings} aria-expanded=${parent ? String(open) : nothing}
      aria-selected=${chosen ? "true" : "false"} @click=${() => this.#choose(index)} @dblclick=${() => this.#toggle(index, !open)}>
      <div role="gridcell" class="name level-${Math.min(field.level, 12)}"
        ><span class="twist" aria-hidden="true" @click=${(event: Event) => this.#twist(event, index, !open)}
          >${parent ? (open ? "▾" : "▸") : ""}</span>${changed}<bdi>${shown(field.name)}</bdi></div>
      <div role="gridcell" class="value"><bdi>${shown(field.value)}</bdi></div>
      <div role="gridcell" class="label">${
        field.notes.length > 0
          ? html`<span class="note" title=${field.notes.map(shown).join("\n")}
        >! ${shown(field.notes.join(" "))}</span> `
          : nothing
      }<bdi>${shown(field.label)}</bdi></div>
      ${this.compared ? html`<div role="gridcell" class="other"><bdi>${shown(field.other ?? "")}</bdi></div>` : nothing}
      <div role="gridcell" class="place">${field.kind === "side" ? "" : this.#place(field)}</div>
    </div>`;
  }

  #place(field: Field): string {
    const byte = `0x${(field.bit >> 3).toString(16).padStart(2, "0")}`;
    if (field.width === 0 || field.width > 32 || (field.bit & 31) + field.width > 32) return `${byte}`;
    return dwordText(field, this.orders[field.side] ?? "le").replace(/^dword (\S+), bits? /, "$1.");
  }

  #choose(index: number): void {
    this.dispatchEvent(new CustomEvent("field-chosen", { detail: index }));
  }

  #toggle(index: number, open: boolean): void {
    if (hasChildren(this.fields, index))
      this.dispatchEvent(new CustomEvent("field-toggled", { detail: { index, open } }));
  }

  #twist(event: Event, index: number, open: boolean): void {
    event.stopPropagation();
    this.#toggle(index, open);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.visible.length === 0) return;
    const handled = this.#move(event.key) || this.#turn(event.key);
    if (handled) event.preventDefault();
  }

  /** Up and down. */
  #move(key: string): boolean {
    const at = this.visible.indexOf(this.chosen);
    const last = this.visible.length - 1;
    const targets: { readonly [key: string]: number } = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + this.#window.page,
      PageUp: at - this.#window.page,
      Home: 0,
      End: last,
    };
    if (!Object.hasOwn(targets, key)) return false;
    const index = this.visible[Math.max(0, Math.min(last, targets[key] ?? 0))];
    if (index !== undefined) this.#choose(index);
    return true;
  }

  /** Left closes or goes out, right opens or goes in. */
  #turn(key: string): boolean {
    const field = this.fields[this.chosen];
    if (field === undefined) return false;
    const parent = hasChildren(this.fields, this.chosen);
    const open = parent && !this.collapsed.has(this.chosen);
    if (key === "ArrowRight") {
      if (parent && !open) this.#toggle(this.chosen, true);
      else if (open) this.#move("ArrowDown");
      return true;
    }
    if (key === "ArrowLeft") {
      if (open) this.#toggle(this.chosen, false);
      else if (field.parent >= 0) this.#choose(field.parent);
      return true;
    }
    if (key === "Enter" || key === " ") {
      this.#toggle(this.chosen, !open);
      return true;
    }
    return false;
  }

  static override styles: CSSResult[] = [
    tokens,
    scroller,
    css`
      :host { display: block; min-height: 0; min-width: 0; }
      .scroller { height: 100%; }
      .row {
        display: grid;
        grid-template-columns: minmax(18ch, 5fr) minmax(10ch, 3fr) minmax(10ch, 5fr) 11ch;
        column-gap: 1.2ch;
        padding: 0 1ch;
        height: var(--row);
        font: 12px / var(--row) var(--mono);
        white-space: nowrap;
        cursor: default;
        border-left: 3px solid transparent;
      }
      .compared .row { grid-template-columns: minmax(18ch, 5fr) minmax(10ch, 3fr) minmax(8ch, 4fr) minmax(10ch, 4fr) 11ch; }
      .row > div { overflow: hidden; text-overflow: ellipsis; unicode-bidi: isolate; }
      .head { position: sticky; top: 0; z-index: 1; background: var(--raised); border-bottom: 1px solid var(--line); }
      .head .row { color: var(--soft); height: calc(var(--row) - 1px); }
      .head .row > div { font-family: var(--sans); font-weight: 600; }
      .body { position: relative; }
      .rows { position: absolute; inset: 0 0 auto 0; will-change: transform; }
      .body .row:hover { background: var(--panel); }
      .row.side { background: var(--panel); font-weight: 600; border-top: 1px solid var(--line); }
      .row.side .name { grid-column: 1 / span 4; }
      .compared .row.side .name { grid-column: 1 / span 5; }
      .row.side > div:not(.name) { display: none; }
      .row.reserved { color: var(--soft); }
      .row.missing .value { color: var(--bad); font-weight: 600; }
      .row.struct .name, .row.union .name, .row.array .name { font-weight: 600; }
      .label { color: var(--accent); }
      .note { color: var(--warn); }
      .place { color: var(--soft); text-align: right; }
      .row.found { background: var(--warn-ground); }
      .row.found .name { text-decoration: underline dotted; }
      .row.changed { border-left-color: var(--warn); background: var(--warn-ground); }
      .row.changed .sign, .row.changed .other { color: var(--warn); font-weight: 600; }
      .body .row.chosen { background: var(--chosen); border-left-color: var(--accent); }
      .row.chosen > div { color: var(--ink); }
      .twist { display: inline-block; width: 2ch; color: var(--soft); cursor: pointer; }
      .level-2 { padding-left: 1ch; } .level-3 { padding-left: 3ch; } .level-4 { padding-left: 5ch; } .level-5 { padding-left: 7ch; }
      .level-6 { padding-left: 9ch; } .level-7 { padding-left: 11ch; } .level-8 { padding-left: 13ch; } .level-9 { padding-left: 15ch; }
      .level-10 { padding-left: 17ch; } .level-11 { padding-left: 19ch; } .level-12 { padding-left: 21ch; }
    `,
  ];
}
