/** The bar at the top: opening, filter, search. */
import { html, nothing, type TemplateResult } from "lit";
import type { FwctlViewer } from "../fwctl-viewer.js";
import { many } from "../state/words.js";

export function toolbar(viewer: FwctlViewer): TemplateResult {
  const { session } = viewer;
  const open = session.input !== undefined;
  return html`<header class="bar">
    <h1>fwctl viewer</h1>
    <div class="group" role="group" aria-label="Open">
      <button @click=${() => viewer.pickFile("a")}>Open…</button>
      <button @click=${() => viewer.showDialog("paste")}>Paste…</button>
      <button @click=${() => session.openExample()}>Example</button>
    </div>
    ${open ? searchBoxes(viewer) : nothing}
    <span class="grow"></span>
    <span class="private" title="The page has no right to make requests; its security policy forbids them.">Nothing leaves this page</span>
    <button class="plain" @click=${() => viewer.showDialog("keys")} aria-label="Keys" title="Keys (?)">?</button>
    <button class="plain" @click=${() => nextTheme(viewer)} aria-label="Colours: ${viewer.theme === "" ? "as the system" : viewer.theme}"
      title="Light or dark">◐</button>
  </header>`;
}

function searchBoxes(viewer: FwctlViewer): TemplateResult {
  const { session } = viewer;
  const { query } = session;
  const { state } = session.list;
  const message = state.error ?? (query.filter === "" ? "" : progress(state));
  return html`<search class="boxes">
    <label class="box"><span>Filter</span>
      <input id="filter" type="text" spellcheck="false" autocomplete="off" .value=${query.filter} placeholder="status != 0 && command ~ HCA"
        aria-invalid=${state.error === undefined ? "false" : "true"} aria-describedby="filter-said"
        @input=${(event: InputEvent) => viewer.filterSoon(typedIn(event))} @keydown=${(event: KeyboardEvent) => leave(event, () => viewer.list?.focus())}>
    </label>
    <label class="box"><span>Find</span>
      <input id="find" type="text" spellcheck="false" autocomplete="off" .value=${session.wanted} placeholder="name or value"
        @input=${(event: InputEvent) => session.want(typedIn(event))} @keydown=${(event: KeyboardEvent) => findKey(event, viewer)}>
    </label>
    <span id="filter-said" class=${state.error === undefined ? "said" : "said bad"}>${message}</span>
  </search>`;
}

const progress = ({
  count,
  scanned,
  total,
  done,
}: {
  count: number;
  scanned: number;
  total: number;
  done: boolean;
}): string =>
  done
    ? `${count.toLocaleString("en-US")} of ${many(total, "record")}`
    : `${count.toLocaleString("en-US")}, ${Math.floor((scanned / Math.max(1, total)) * 100)} % read`;

const typedIn = (event: Event): string => (event.target instanceof HTMLInputElement ? event.target.value : "");

function findKey(event: KeyboardEvent, viewer: FwctlViewer): void {
  if (event.key === "Enter") void viewer.session.find(typedIn(event), event.shiftKey ? -1 : 1);
  leave(event, () => viewer.tree?.focus());
}

/** Escape and the down arrow lead from a box to what it is about. */
function leave(event: KeyboardEvent, to: () => void): void {
  if (event.key !== "Escape" && event.key !== "ArrowDown") return;
  event.preventDefault();
  to();
}

function nextTheme(viewer: FwctlViewer): void {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = viewer.theme === "" ? (dark ? "dark" : "light") : viewer.theme;
  viewer.theme = now === "dark" ? "light" : "dark";
}
