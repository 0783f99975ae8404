/**
 * `<fwctl-viewer>`: drop a dump, see the protocol. Three linked panes over a worker that holds the library. Nothing
 * leaves the page: the element makes no request.
 *
 * @packageDocumentation
 */
import { type CSSResult, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { copyText } from "./clipboard.js";
import { ExchangeList } from "./exchange-list.js";
import { FieldTree } from "./field-tree.js";
import { HexPane } from "./hex-pane.js";
import { keysDialog, pasteDialog } from "./parts/dialogs.js";
import { inputBar } from "./parts/input-bar.js";
import { remarks } from "./parts/remarks.js";
import { statusLine } from "./parts/status-line.js";
import { toolbar } from "./parts/toolbar.js";
import { viewerStyles } from "./parts/viewer-styles.js";
import { welcome } from "./parts/welcome.js";
import type { Slot, SortKey } from "./protocol.js";
import { Session } from "./session.js";
import { arrayText, hexText } from "./state/copy-text.js";
import { linkText, readLink } from "./state/link.js";
import { tokens } from "./styles.js";

/** What can be copied. */
export type CopyKind = "json" | "c" | "hex" | "path" | "link";

/** Largest file that is looked at whether it is a schema. */
const mostSchemaBytes = 16 << 20;

export class FwctlViewer extends LitElement {
  static override properties: PropertyDeclarations = { links: { type: Boolean }, theme: { reflect: true } };

  /** Keeps the selection in the address of the page, behind `#`. */
  declare links: boolean;
  /** `light` or `dark`; what the system says when empty. */
  declare theme: string;

  readonly session: Session = new Session(() => this.requestUpdate());
  #dragging = false;
  #names: readonly string[] = [];
  #lastShown: { row: number; field: number; cursor: number; version: number } = {
    row: -1,
    field: -1,
    cursor: -1,
    version: 0,
  };
  #linkTimer: ReturnType<typeof setTimeout> | undefined;
  #filterTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.links = false;
    this.theme = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("dragover", this.#drag);
    this.addEventListener("dragleave", this.#dragEnd);
    this.addEventListener("drop", this.#drop);
    document.addEventListener("keydown", this.#key);
    document.addEventListener("paste", this.#paste);
    addEventListener("hashchange", this.#followHash);
    if (this.links) this.#followHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("paste", this.#paste);
    removeEventListener("hashchange", this.#followHash);
  }

  /** Opens a file, or compares it with the one that is open (slot `b`). A schema is added instead. */
  async open(
    file: Blob,
    name: string = file instanceof File ? file.name : "pasted text",
    slot: Slot = "a",
  ): Promise<void> {
    const schema = file.size <= mostSchemaBytes ? await schemaText(file, name) : undefined;
    if (schema !== undefined) await this.session.addSchema(name, schema);
    else await this.session.open(name, file, slot);
  }

  override render(): TemplateResult {
    const { session } = this;
    const open = session.input !== undefined;
    return html`
      <div class="app ${this.#dragging ? "dragging" : ""} ${open ? "" : "empty"}">
        ${toolbar(this)} ${open ? inputBar(this, this.#names) : nothing}
        ${open ? this.#panes() : welcome(this)}
        ${open ? statusLine(session.selection) : nothing}
        <div class="hidden" role="status" aria-live="polite">${session.said}</div>
        ${pasteDialog(this)} ${keysDialog()}
        <div class="drop-sign" aria-hidden="true">Drop to open</div>
      </div>`;
  }

  #panes(): TemplateResult {
    const { session } = this;
    const { list, query, selection } = session;
    return html`<main class="panes">
      <section class="pane list" aria-label="List of exchanges">
        <fwctl-exchange-list .count=${list.state.count} .rows=${list.rowAt} .version=${list.version}
          .chosen=${session.row} .marked=${session.marked} .sort=${query.sort} .descending=${query.descending}
          @row-chosen=${(event: CustomEvent<number>) => session.choose(event.detail)}
          @sort-asked=${(event: CustomEvent<SortKey>) => session.sortBy(event.detail)}
          @rows-wanted=${(event: CustomEvent<{ from: number; to: number }>) => list.show(event.detail.from, event.detail.to)}
        ></fwctl-exchange-list>
        ${list.state.count === 0 && list.state.done ? html`<p class="nothing">${this.#nothingListed()}</p>` : nothing}
      </section>
      <section class="pane fields" aria-label="Fields of the exchange">
        ${remarks(this)}
        <fwctl-field-tree .fields=${selection.fields} .visible=${selection.visible} .collapsed=${selection.collapsed} .chosen=${selection.field}
          .orders=${selection.orders} .wanted=${session.wanted} .compared=${selection.detail?.compared !== undefined}
          @field-chosen=${(event: CustomEvent<number>) => session.chooseField(event.detail)}
          @field-toggled=${(event: CustomEvent<{ index: number; open: boolean }>) => session.toggle(event.detail.index, event.detail.open)}
        ></fwctl-field-tree>
      </section>
      <section class="pane hex" aria-label="Bytes of the exchange">
        <fwctl-hex-pane .side=${selection.side} .run=${selection.run} .cursor=${selection.cursor}
          @bit-chosen=${(event: CustomEvent<{ bit: number }>) => session.chooseBit(event.detail.bit)}
        ></fwctl-hex-pane>
      </section>
    </main>`;
  }

  #nothingListed(): string {
    const { query, input } = this.session;
    if (query.filter !== "") return "No record passes the filter.";
    return (
      input?.fault ??
      `Nothing was found in ${input?.name ?? "the input"}. It was read as ${input?.format}; another format can be chosen above.`
    );
  }

  override updated(): void {
    const { session } = this;
    const { row, selection } = session;
    const { field, cursor } = selection;
    const { version } = session.list;
    const last = this.#lastShown;
    if (row !== last.row) this.list?.show(row);
    if (field !== last.field || version !== last.version)
      void this.tree?.updateComplete.then(() => this.tree?.show(selection.field));
    if (cursor !== last.cursor || field !== last.field)
      void this.hex?.updateComplete.then(() => this.hex?.show(selection.cursor));
    if (row !== last.row || field !== last.field || cursor !== last.cursor) this.#rememberLink();
    this.#lastShown = { row, field, cursor, version };
  }

  get list(): ExchangeList | null {
    return this.renderRoot.querySelector<ExchangeList>("fwctl-exchange-list");
  }

  get tree(): FieldTree | null {
    return this.renderRoot.querySelector<FieldTree>("fwctl-field-tree");
  }

  get hex(): HexPane | null {
    return this.renderRoot.querySelector<HexPane>("fwctl-hex-pane");
  }

  /** Shows a dialog of this element: `paste` or `keys`. */
  showDialog(id: "paste" | "keys"): void {
    this.renderRoot.querySelector<HTMLDialogElement>(`#${id}`)?.showModal();
  }

  /** Asks for files. With slot `b` the file is compared with the open one. */
  pickFile(slot: Slot): void {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = slot === "a";
    input.addEventListener("change", () => this.openFiles([...(input.files ?? [])], slot));
    input.click();
  }

  /** Schemas are added first; of two other files, the second is compared with the first. */
  async openFiles(files: readonly File[], slot: Slot): Promise<void> {
    const captures: File[] = [];
    for (const file of files) {
      const schema = file.size <= mostSchemaBytes ? await schemaText(file, file.name) : undefined;
      if (schema === undefined) captures.push(file);
      else await this.session.addSchema(file.name, schema);
    }
    const [first, second] = captures;
    if (first !== undefined) await this.session.open(first.name, first, slot);
    if (second !== undefined && slot === "a") await this.session.open(second.name, second, "b");
  }

  async copy(kind: CopyKind): Promise<void> {
    const text = await this.#textOf(kind);
    const done = await copyText(text, this.renderRoot);
    this.session.say(done ? `Copied ${kind === "c" ? "a C array" : kind}` : "The browser did not let the page copy");
  }

  async #textOf(kind: CopyKind): Promise<string> {
    const { linked, selection } = this.session;
    const { side, selected, run } = selection;
    const bytes = side?.bytes ?? new Uint8Array(0);
    const part =
      run === undefined || selected?.kind === "side"
        ? bytes
        : bytes.subarray(run.bit >> 3, Math.ceil((run.bit + run.width) / 8));
    switch (kind) {
      case "json":
        return this.session.json();
      case "hex":
        return hexText(part);
      case "c":
        return arrayText(part, selected?.kind === "side" ? (side?.struct ?? "bytes") : (selected?.path ?? "bytes"));
      case "path":
        return selected?.path ?? "";
      case "link":
        return linked === undefined ? location.href : new URL(linkText(linked), location.href).href;
    }
  }

  /** Filters once typing pauses. */
  filterSoon(text: string): void {
    clearTimeout(this.#filterTimer);
    this.#filterTimer = setTimeout(() => void this.session.view({ filter: text }), 150);
  }

  async loadNames(): Promise<void> {
    if (this.#names.length > 0) return;
    this.#names = await this.session.names();
    this.requestUpdate();
  }

  #rememberLink(): void {
    if (!this.links) return;
    clearTimeout(this.#linkTimer);
    this.#linkTimer = setTimeout(() => {
      const { linked } = this.session;
      if (linked !== undefined) history.replaceState(undefined, "", linkText(linked));
    }, 250);
  }

  readonly #followHash = (): void => {
    const linked = readLink(location.hash);
    const now = this.session.linked;
    if (linked !== undefined && (now === undefined || linkText(now) !== linkText(linked))) this.session.follow(linked);
  };

  /** Keys count inside the element, and where the page is the viewer's own, also when nothing has the focus. */
  readonly #key = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (!event.composedPath().includes(this) && !(this.links && target === document.body)) return;
    if (this.renderRoot.querySelector("dialog[open]") !== null) return;
    const typing =
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const actions: { readonly [key: string]: () => unknown } = {
      "/": () => this.focusPart("#find"),
      f: () => this.focusPart("#filter"),
      m: () => this.session.mark(),
      d: () => this.session.compare(!this.session.comparing),
      n: () => this.session.find(this.session.wanted, 1),
      N: () => this.session.find(this.session.wanted, -1),
      1: () => this.list?.focus(),
      2: () => this.tree?.focus(),
      3: () => this.hex?.focus(),
      "?": () => this.showDialog("keys"),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]?.();
  };

  /** Puts the focus on a control of the toolbar. */
  focusPart(selector: string): void {
    const found = this.renderRoot.querySelector<HTMLInputElement>(selector);
    found?.focus();
    found?.select();
  }

  readonly #drag = (event: DragEvent): void => {
    event.preventDefault();
    if (this.#dragging) return;
    this.#dragging = true;
    this.requestUpdate();
  };

  readonly #dragEnd = (event: DragEvent): void => {
    if (event.relatedTarget !== null) return;
    this.#dragging = false;
    this.requestUpdate();
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.#dragging = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (files.length > 0) void this.openFiles(files, "a");
    else if (text !== "") void this.open(new Blob([text]), "dropped text");
    this.requestUpdate();
  };

  /** Text that is pasted anywhere but into a field is opened. */
  readonly #paste = (event: ClipboardEvent): void => {
    const [target] = event.composedPath();
    if (!event.composedPath().includes(this) && !this.links) return;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) void this.openFiles(files, "a");
    else if (text !== "") void this.open(new Blob([text]), "pasted text");
  };

  static override styles: CSSResult[] = [tokens, viewerStyles];
}

/** The text of a schema file; `undefined` for anything else. */
async function schemaText(file: Blob, name: string): Promise<string | undefined> {
  const head = await file.slice(0, 4096).text();
  if (!/^\s*\{/.test(head) || /"ioctl"/.test(head)) return undefined;
  const text = await file.text();
  const sections = /"(?:structs|unions|enums|flags|commands|registers)"\s*:\s*\{/.test(text);
  if (!sections && !(/\.json$/i.test(name) && /"family"\s*:/.test(text))) return undefined;
  return /"family"\s*:|"order"\s*:/.test(text) ? text : undefined;
}

/** Makes the element known to the page, once. */
export function defineFwctlViewer(): void {
  const parts: readonly (readonly [string, CustomElementConstructor])[] = [
    ["fwctl-exchange-list", ExchangeList],
    ["fwctl-field-tree", FieldTree],
    ["fwctl-hex-pane", HexPane],
    ["fwctl-viewer", FwctlViewer],
  ];
  for (const [name, element] of parts) if (customElements.get(name) === undefined) customElements.define(name, element);
}

defineFwctlViewer();
