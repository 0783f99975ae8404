/** The list of exchanges: a grid of which only the rows on the screen exist. */
import { type CSSResult, css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Row, SortKey, Verdict } from "./protocol.js";
import { RowWindow } from "./row-window.js";
import { count, shown } from "./state/words.js";
import { scroller, tokens } from "./styles.js";

interface Column {
  readonly key: SortKey;
  readonly title: string;
  readonly cell: (row: Row) => TemplateResult | string;
}

const verdictSigns: { readonly [verdict in Verdict]: readonly [sign: string, word: string] } = {
  good: ["✓", "succeeded"],
  bad: ["✕", "failed"],
  unknown: ["?", "outcome unknown"],
  none: ["", ""],
};

const changeWords = {
  same: "same",
  changed: "changed",
  "only-a": "only in the first",
  "only-b": "only in the second",
} as const;

const columns: readonly Column[] = [
  { key: "index", title: "#", cell: (row) => count(row.index + 1) },
  { key: "time", title: "Time", cell: (row) => shown(row.time) },
  { key: "device", title: "Device", cell: (row) => shown(row.device) },
  { key: "what", title: "Command", cell: (row) => shown(row.what) },
  { key: "status", title: "Status", cell: statusCell },
  { key: "notes", title: "Notes", cell: notesCell },
];

function statusCell(row: Row): TemplateResult {
  const [sign, word] = verdictSigns[row.verdict];
  const change =
    row.change === undefined || row.change === "same"
      ? nothing
      : html`<b class="change">≠ ${changeWords[row.change]}</b> `;
  return html`${change}<span class="sign" aria-hidden="true">${sign}</span><span class="hidden">${word} </span>${shown(row.status)}`;
}

function notesCell(row: Row): TemplateResult | string {
  const { notes, faults } = row;
  if (faults > 0) return html`<b class="fault">${count(faults)} fault${faults === 1 ? "" : "s"}</b>`;
  return notes === 0 ? "" : count(notes);
}

/** Fires `row-chosen` (detail: row) and `sort-asked` (detail: key), and `rows-wanted` when rows come into view. */
export class ExchangeList extends LitElement {
  static override properties: PropertyDeclarations = {
    count: { attribute: false },
    rows: { attribute: false },
    version: { attribute: false },
    chosen: { attribute: false },
    marked: { attribute: false },
    sort: { attribute: false },
    descending: { attribute: false },
  };

  declare count: number;
  /** Gives a row that is known. */
  declare rows: (row: number) => Row | undefined;
  /** Changes when `rows` has more to give. */
  declare version: number;
  declare chosen: number;
  /** The record that others are compared with. */
  declare marked: number | undefined;
  declare sort: SortKey | undefined;
  declare descending: boolean;

  readonly #window: RowWindow = new RowWindow(this, {
    scroller: () => this.renderRoot.querySelector<HTMLElement>(".scroller"),
    head: () => this.#window.rowHeight,
  });

  #time = 0;
  #device = 0;
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 0 };

  constructor() {
    super();
    this.count = 0;
    this.rows = () => undefined;
    this.version = 0;
    this.chosen = -1;
    this.marked = undefined;
    this.sort = undefined;
    this.descending = false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".scroller")?.focus();
  }

  /** Scrolls as little as shows the row. */
  show(row: number): void {
    this.#window.show(row);
  }

  override render(): TemplateResult {
    const { from, to } = this.#window.range(this.count);
    this.#shown = { from, to };
    const places = Array.from({ length: to - from }, (_, offset) => from + offset);
    const active = this.chosen >= from && this.chosen < to ? `row-${this.chosen}` : nothing;
    return html`
      <div class="scroller" role="grid" tabindex="0" aria-label="Exchanges" aria-rowcount=${this.count + 1}
        aria-colcount=${columns.length} aria-activedescendant=${active} @keydown=${this.#key}>
        <div role="rowgroup" class="head">
          <div role="row" class="row" aria-rowindex="1">${columns.map((column) => this.#headCell(column))}</div>
        </div>
        <div role="rowgroup" class="body"><div role="presentation" class="rows">${repeat(
          places,
          (row) => row,
          (row) => this.#row(row),
        )}</div></div>
      </div>`;
  }

  override updated(): void {
    this.#fitColumns();
    this.dispatchEvent(new CustomEvent("rows-wanted", { detail: this.#shown }));
  }

  /** Times and devices take the room that those on the screen need. */
  #fitColumns(): void {
    const { from, to } = this.#shown;
    let [time, device] = [4, 6];
    for (let row = from; row < to; row += 1) {
      time = Math.max(time, this.rows(row)?.time.length ?? 0);
      device = Math.max(device, this.rows(row)?.device.length ?? 0);
    }
    if (time === this.#time && device === this.#device) return;
    [this.#time, this.#device] = [time, device];
    this.style.setProperty("--time", `${Math.min(time, 27) + 1}ch`);
    this.style.setProperty("--device", `${Math.min(device, 24) + 1}ch`);
  }

  #headCell({ key, title }: Column): TemplateResult {
    const sorted = this.sort === key;
    const order = sorted ? (this.descending ? "descending" : "ascending") : "none";
    return html`<div role="columnheader" class=${key} aria-sort=${order}>
      <button tabindex="-1" @click=${() => this.#ask("sort-asked", key)} title="Sort by ${title === "#" ? "number" : title.toLowerCase()}"
        >${title}<span aria-hidden="true">${sorted ? (this.descending ? " ▾" : " ▴") : ""}</span></button>
    </div>`;
  }

  #row(place: number): TemplateResult {
    const row = this.rows(place);
    const classes = ["row", row?.verdict ?? "", place === this.chosen ? "chosen" : "", row?.change ?? ""];
    return html`<div role="row" id="row-${place}" class=${classes.join(" ")} aria-rowindex=${place + 2}
      aria-selected=${place === this.chosen ? "true" : "false"} @click=${() => this.#ask("row-chosen", place)}>
      ${columns.map(
        ({ key, cell }) => html`<div role="gridcell" class=${key}
          >${key === "index" && row !== undefined && row.index === this.marked ? html`<span title="compared with this one">◆</span> ` : nothing}<bdi
            >${row === undefined ? (key === "index" ? "…" : "") : cell(row)}</bdi></div>`,
      )}
    </div>`;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = this.#target(event.key);
    if (to === undefined || this.count === 0) return;
    event.preventDefault();
    this.#ask("row-chosen", Math.max(0, Math.min(this.count - 1, to)));
  }

  #target(key: string): number | undefined {
    switch (key) {
      case "ArrowDown":
        return this.chosen + 1;
      case "ArrowUp":
        return this.chosen - 1;
      case "PageDown":
        return this.chosen + this.#window.page;
      case "PageUp":
        return this.chosen - this.#window.page;
      case "Home":
        return 0;
      case "End":
        return this.count - 1;
      default:
        return undefined;
    }
  }

  #ask(name: string, detail: number | SortKey): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles: CSSResult[] = [
    tokens,
    scroller,
    css`
      :host { display: block; min-height: 0; }
      .scroller { height: 100%; }
      .row {
        display: grid;
        grid-template-columns: minmax(4ch, 9ch) var(--time, 12ch) var(--device, 16ch) minmax(16ch, 3fr) minmax(12ch, 2fr) 9ch;
        column-gap: 1.2ch;
        padding: 0 1ch;
        height: var(--row);
        line-height: var(--row);
        font: 12px / var(--row) var(--mono);
        border-left: 3px solid transparent;
        white-space: nowrap;
        cursor: default;
      }
      .row > div { overflow: hidden; text-overflow: ellipsis; unicode-bidi: isolate; }
      .head { position: sticky; top: 0; z-index: 1; background: var(--raised); border-bottom: 1px solid var(--line); }
      .head .row { color: var(--soft); height: calc(var(--row) - 1px); }
      .head .row > div { font-family: var(--sans); font-weight: 600; }
      .head button {
        all: unset; display: block; width: 100%; overflow: hidden; text-overflow: ellipsis; cursor: pointer; font-weight: 600;
      }
      .head button:hover { color: var(--ink); }
      .index, .head .index { text-align: right; color: var(--soft); }
      .time, .device { color: var(--soft); }
      .notes { text-align: right; color: var(--soft); }
      .body { position: relative; }
      .rows { position: absolute; inset: 0 0 auto 0; will-change: transform; }
      .body .row:hover { background: var(--panel); }
      .row.bad { border-left-color: var(--bad); background: var(--bad-ground); }
      .row.bad .status, .fault { color: var(--bad); font-weight: 600; }
      .row.unknown { border-left: 3px dashed var(--warn); }
      .row.unknown .status { color: var(--warn); }
      .row.good .sign { color: var(--good); }
      .change { color: var(--warn); }
      .row.same { color: var(--soft); }
      .body .row.chosen { background: var(--chosen); border-left-color: var(--accent); border-left-style: solid; }
      .row.chosen > div { color: var(--ink); }
      .sign { display: inline-block; width: 2ch; }
      .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      @media (max-width: 700px) {
        .row { grid-template-columns: 6ch minmax(14ch, 2fr) minmax(10ch, 1fr); }
        .time, .device, .notes { display: none; }
      }
    `,
  ];
}
