/** Above the fields: what the exchange is, how it ended, what is to be said about it; and what can be copied. */
import { html, nothing, type TemplateResult } from "lit";
import type { CopyKind, FwctlViewer } from "../fwctl-viewer.js";
import type { Detail } from "../protocol.js";
import { count, many, shown } from "../state/words.js";

const signs = { good: "✓", bad: "✕", unknown: "?", none: "" } as const;

const copies: readonly (readonly [CopyKind, string, string])[] = [
  ["json", "JSON", "The record as JSON"],
  ["c", "C", "The selected bytes as a C array"],
  ["hex", "Hex", "The selected bytes as hex"],
  ["path", "Path", "The path of the selected field"],
  ["link", "Link", "A link to this selection"],
];

export function remarks(viewer: FwctlViewer): TemplateResult | typeof nothing {
  const { session } = viewer;
  const { detail } = session.selection;
  if (detail === undefined) return nothing;
  const number = session.query.compare ? "" : `#${count(detail.index + 1)} `;
  return html`<div class="about">
    <div class="title">
      <h2><span class="number">${number}</span><bdi>${shown(detail.title)}</bdi></h2>
      <span class="outcome ${detail.verdict}">${signs[detail.verdict]} ${shown(detail.outcome)}</span>
      <span class="grow"></span>
      ${options(viewer)}
    </div>
    ${lines(detail)}
    <div class="row-of-buttons">
      <div class="group" role="group" aria-label="Copy"><span class="soft">Copy</span>
        ${copies.map(([kind, word, title]) => html`<button class="small" title=${title} @click=${() => viewer.copy(kind)}>${word}</button>`)}
      </div>
      ${session.query.compare ? nothing : comparing(viewer, detail)}
    </div>
  </div>`;
}

function options(viewer: FwctlViewer): TemplateResult {
  const { session } = viewer;
  const { brief, changedOnly, detail } = session.selection;
  return html`<label class="check"><input type="checkbox" .checked=${!brief} @change=${() => session.setRows({ brief: !brief })}>
      reserved zeros</label>
    ${
      detail?.compared === undefined
        ? nothing
        : html`<label class="check"><input type="checkbox" .checked=${changedOnly}
            @change=${() => session.setRows({ changedOnly: !changedOnly })}>only what differs</label>`
    }`;
}

function comparing(viewer: FwctlViewer, detail: Detail): TemplateResult {
  const { session } = viewer;
  const { marked, comparing: on } = session;
  const here = marked === detail.index && !on;
  return html`<div class="group" role="group" aria-label="Compare">
    <button class="small" aria-pressed=${here ? "true" : "false"} title="Others are compared with this one (m)" @click=${() => session.mark()}
      >${marked === undefined || here ? "◆ Mark" : `◆ Marked #${count(marked + 1)}`}</button>
    <button class="small" ?disabled=${marked === undefined} aria-pressed=${on ? "true" : "false"} title="Compare with the marked one (d)"
      @click=${() => session.compare(!on)}>${on ? "End comparison" : "Compare"}</button>
  </div>`;
}

function lines({ facts, advice, notes, faults, compared }: Detail): TemplateResult {
  const said =
    compared === undefined
      ? nothing
      : html`<li class="changed">≠ ${many(compared.changed, "field")} ${compared.changed === 1 ? "differs" : "differ"}
    between ${shown(compared.a)} and ${shown(compared.b)}</li>`;
  const long = advice.length + notes.length + faults.length > 4;
  const list = html`<ul class="said-list">
    ${said}
    ${faults.map((text) => html`<li class="fault"><b>✕ fault</b> ${shown(text)}</li>`)}
    ${advice.map((text) => html`<li>${shown(text)}</li>`)}
    ${notes.map((text) => html`<li class="note"><b>! note</b> ${shown(text)}</li>`)}
  </ul>`;
  return html`
    ${facts.length === 0 ? nothing : html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${shown(name)}</dt><dd><bdi>${shown(value)}</bdi></dd></div>`)}</dl>`}
    <div class=${long ? "remarks long" : "remarks"} tabindex=${long ? "0" : nothing} role=${long ? "region" : nothing} aria-label=${long ? "Remarks" : nothing}>${list}</div>`;
}
