/** The bytes of one side, with the selected bits marked, and below them the bits of one dword. */
import { type CSSResult, css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Side } from "./protocol.js";
import { RowWindow } from "./row-window.js";
import { type BitRun, bitInByte, dwordBits, layoutBit, maskInByte } from "./state/bits.js";
import { shown } from "./state/words.js";
import { scroller, tokens } from "./styles.js";

const digits = (value: number, width: number): string => value.toString(16).padStart(width, "0");

/** Fires `bit-chosen` (detail: { bit, whole }), the bit as the layout counts; `whole` when a byte was meant. */
export class HexPane extends LitElement {
  static override properties: PropertyDeclarations = {
    side: { attribute: false },
    run: { attribute: false },
    cursor: { attribute: false },
    perRow: { state: true },
  };

  declare side: Side | undefined;
  /** Bits of the selected field. */
  declare run: BitRun | undefined;
  /** The bit that was last pointed at. */
  declare cursor: number;
  declare perRow: number;

  readonly #window: RowWindow = new RowWindow(this, {
    scroller: () => this.renderRoot.querySelector<HTMLElement>(".scroller"),
    overscan: 4,
  });
  #observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.side = undefined;
    this.run = undefined;
    this.cursor = 0;
    this.perRow = 16;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(() => {
      this.perRow = this.clientWidth < 430 ? 8 : 16;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".scroller")?.focus();
  }

  /** Scrolls as little as shows the byte of a bit. */
  show(bit: number): void {
    this.#window.show(Math.floor(bit / 8 / this.perRow));
  }

  get #order(): "be" | "le" {
    return this.side?.order ?? "le";
  }

  get #byte(): number {
    return Math.floor(this.cursor / 8);
  }

  override render(): TemplateResult {
    const bytes = this.side?.bytes ?? new Uint8Array(0);
    const rows = Math.ceil(bytes.length / this.perRow);
    const { from, to } = this.#window.range(rows);
    const places = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset).filter(
      (row) => row < rows,
    );
    const inView = this.#byte >= from * this.perRow && this.#byte < to * this.perRow && bytes.length > 0;
    return html`
      <div class="caption">${this.side === undefined ? "" : shown(this.side.title)}</div>
      <div class="scroller" role="grid" tabindex="0" aria-label="Bytes" aria-rowcount=${rows} aria-colcount=${this.perRow + 2}
        aria-activedescendant=${inView ? `byte-${this.#byte}` : nothing} @keydown=${this.#key}>
        <div role="rowgroup" class="body"><div role="presentation" class="rows">${places.map((row) => this.#row(bytes, row))}</div></div>
      </div>
      ${this.#bits(bytes)}`;
  }

  #row(bytes: Uint8Array, row: number): TemplateResult {
    const from = row * this.perRow;
    const places = Array.from({ length: Math.min(this.perRow, bytes.length - from) }, (_, offset) => from + offset);
    const text = places.map((at) => printable(bytes[at] ?? 0)).join("");
    return html`<div role="row" class="row" aria-rowindex=${row + 1}>
      <div role="rowheader" class="offset">${digits(from, Math.max(4, digits(bytes.length, 1).length))}</div>
      <div role="presentation" class="bytes ${this.perRow === 8 ? "eight" : "sixteen"}">${places.map((at) => this.#cell(bytes[at] ?? 0, at))}</div>
      <div role="gridcell" class="text">${text}</div>
    </div>`;
  }

  #cell(byte: number, at: number): TemplateResult {
    const mask = this.run === undefined ? 0 : maskInByte(this.run, at, this.#order);
    const other = this.side?.otherBytes;
    const changed = other !== undefined && other[at] !== byte;
    const marks = [
      mask === 0xff ? "whole" : mask === 0 ? "" : "part",
      at === this.#byte ? "cursor" : "",
      changed ? "changed" : "",
      byte === 0 ? "zero" : "",
      at % 4 === 0 && at % this.perRow !== 0 ? "gap" : "",
    ];
    return html`<span role="gridcell" id="byte-${at}" class=${marks.join(" ")} aria-selected=${mask === 0 ? "false" : "true"}
      @click=${(event: MouseEvent) => this.#click(event, at)}>${digits(byte, 2)}</span>`;
  }

  /** The dword of the cursor as 32 bits that can be pointed at one by one. */
  #bits(bytes: Uint8Array): TemplateResult | typeof nothing {
    if (bytes.length === 0) return nothing;
    const dword = Math.floor(this.#byte / 4) * 4;
    const bits = dwordBits(bytes, dword, this.#order);
    const run = this.run;
    const active = bits.find(({ bit }) => bit === this.cursor);
    return html`<div class="strip">
      <div class="which" id="which">dword <b>0x${digits(dword, 2)}</b></div>
      <div class="bits" role="listbox" tabindex="0" aria-orientation="horizontal" aria-label="Bits of dword 0x${digits(dword, 2)}"
        aria-activedescendant=${active === undefined ? nothing : `bit-${active.number}`} @keydown=${this.#bitKey}>
        ${bits.map(({ number, bit, set }) => {
          const inside = run !== undefined && bit >= run.bit && bit < run.bit + run.width;
          const marks = [
            inside ? "inside" : "",
            set ? "set" : "",
            bit === this.cursor ? "cursor" : "",
            number % 8 === 0 ? "byte" : number % 4 === 0 ? "nibble" : "",
          ];
          return html`<div role="option" id="bit-${number}" class="bit ${marks.join(" ")}" aria-selected=${inside ? "true" : "false"}
            @click=${() => this.#choose(bit, false)}
            ><span class="number"><span class="hidden">bit </span>${number}<span class="hidden">: </span></span><span class="digit">${set ? "1" : "0"}</span></div>`;
        })}
      </div>
    </div>`;
  }

  #choose(bit: number, whole: boolean): void {
    this.dispatchEvent(new CustomEvent("bit-chosen", { detail: { bit, whole } }));
  }

  /** A byte stands for the bit that its layout counts first, unless the cursor is inside it already. */
  #chooseByte(byte: number): void {
    const length = this.side?.bytes.length ?? 0;
    this.#choose(Math.max(0, Math.min(length - 1, byte)) * 8, true);
  }

  /** The upper or lower half of a byte's two digits. */
  #click(event: MouseEvent, at: number): void {
    const cell = event.currentTarget;
    if (!(cell instanceof HTMLElement)) return;
    const upper = event.offsetX < cell.clientWidth / 2;
    const mask = this.run === undefined ? 0 : maskInByte(this.run, at, this.#order);
    // A byte that several fields share: the digit that was clicked tells which is meant.
    if (mask === 0xff) this.#chooseByte(at);
    else this.#choose(layoutBit(at, upper ? 7 : 3, this.#order), true);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const length = this.side?.bytes.length ?? 0;
    const page = this.#window.page * this.perRow;
    const start = this.#byte - (this.#byte % this.perRow);
    const targets: { readonly [key: string]: number } = {
      ArrowRight: this.#byte + 1,
      ArrowLeft: this.#byte - 1,
      ArrowDown: this.#byte + this.perRow,
      ArrowUp: this.#byte - this.perRow,
      PageDown: this.#byte + page,
      PageUp: this.#byte - page,
      Home: event.shiftKey ? 0 : start,
      End: event.shiftKey ? length - 1 : start + this.perRow - 1,
    };
    if (!Object.hasOwn(targets, event.key) || length === 0) return;
    event.preventDefault();
    this.#chooseByte(targets[event.key] ?? 0);
  }

  #bitKey(event: KeyboardEvent): void {
    const step = { ArrowLeft: 1, ArrowRight: -1, Home: 31, End: -31 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const bits = dwordBits(this.side?.bytes ?? new Uint8Array(0), Math.floor(this.#byte / 4) * 4, this.#order);
    const { byte, inByte } = bitInByte(this.cursor, this.#order);
    const at = bits.findIndex((one) => one.bit === layoutBit(byte, inByte, this.#order));
    const next = bits[Math.max(0, Math.min(bits.length - 1, at - step))];
    if (next !== undefined) this.#choose(next.bit, false);
  }

  static override styles: CSSResult[] = [
    tokens,
    scroller,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; }
      .scroller { flex: 1; min-height: 0; }
      .caption { font: 600 12px / calc(var(--row) - 1px) var(--sans); color: var(--soft); background: var(--raised); border-bottom: 1px solid var(--line);
        padding: 0 1ch; height: var(--row); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; unicode-bidi: isolate; }
      .body { position: relative; }
      .rows { position: absolute; inset: 0 0 auto 0; will-change: transform; }
      .row { display: flex; gap: 1.6ch; padding: 0 1ch; height: var(--row); font: 12px / var(--row) var(--mono); white-space: nowrap; }
      .offset { color: var(--soft); }
      .bytes { display: flex; }
      .sixteen { min-width: 51ch; }
      .eight { min-width: 25ch; }
      .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .bytes span { width: 3ch; text-align: center; cursor: default; border-radius: 2px; height: calc(var(--row) - 3px); line-height: calc(var(--row) - 3px); margin-top: 1px; }
      .bytes .gap { margin-left: 1ch; }
      .bytes .zero { color: var(--soft); }
      .bytes span:hover { background: var(--raised); }
      .bytes .whole, .bytes .part { background: var(--chosen); color: var(--ink); font-weight: 600; }
      .bytes .part { background: repeating-linear-gradient(135deg, var(--chosen) 0 4px, var(--ground) 4px 6px); }
      .bytes .cursor { box-shadow: inset 0 0 0 1.5px var(--accent); }
      .bytes .changed { text-decoration: underline wavy var(--warn) 1px; text-underline-offset: 2px; color: var(--warn); font-weight: 600; }
      .text { color: var(--soft); white-space: pre; }
      .strip { border-top: 1px solid var(--line); background: var(--panel); padding: 4px 1ch 6px; font: 11px / 1.3 var(--mono); overflow-x: auto; }
      .which { color: var(--soft); font-family: var(--sans); margin-bottom: 3px; }
      .which b { color: var(--ink); font-family: var(--mono); }
      .bits { display: flex; outline: none; width: max-content; }
      .bits:focus-visible { outline: var(--focus); outline-offset: 2px; }
      .bit { width: 15px; display: flex; flex-direction: column; align-items: center; cursor: default; }
      .bit .number { font-size: 9px; color: var(--soft); }
      .bit > .digit { width: 14px; height: 17px; line-height: 16px; text-align: center; border: 1px solid var(--line); border-radius: 2px; background: var(--ground); }
      .bit.set > .digit { font-weight: 700; border-color: var(--edge); }
      .bit.inside > .digit { background: var(--chosen); border-color: var(--accent); border-bottom-width: 2px; }
      .bit.cursor > .digit { box-shadow: 0 0 0 1.5px var(--accent); }
      .bit.byte:not(:last-child) { margin-right: 7px; }
      .bit.nibble { margin-right: 3px; }
    `,
  ];
}

const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·");
