/** The dialogs: text to paste, and what the keys do. */
import { html, type TemplateResult } from "lit";
import type { FwctlViewer } from "../fwctl-viewer.js";

export function pasteDialog(viewer: FwctlViewer): TemplateResult {
  return html`<dialog id="paste" aria-labelledby="paste-title">
    <form method="dialog" @submit=${(event: SubmitEvent) => submitted(event, viewer)}>
      <h2 id="paste-title">Paste a dump or a schema</h2>
      <textarea id="pasted" rows="14" spellcheck="false" autocomplete="off" aria-label="Text of the dump"></textarea>
      <p class="group"><button class="strong" value="open">Open</button><button value="cancel" formnovalidate>Cancel</button></p>
    </form>
  </dialog>`;
}

function submitted(event: SubmitEvent, viewer: FwctlViewer): void {
  const form = event.currentTarget;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement)) return;
  const area = form.querySelector("textarea");
  const text = area?.value ?? "";
  if (area !== null) area.value = "";
  if (button instanceof HTMLButtonElement && button.value === "open" && text.trim() !== "") {
    void viewer.open(new Blob([text]), "pasted text");
  }
}

const keys: readonly (readonly [string, string])[] = [
  ["1  2  3", "list, fields, bytes"],
  ["↑ ↓  Page  Home End", "move; in the bytes also ← →"],
  ["← →", "close and open a field, or move out and in; in the bit row, from bit to bit"],
  ["/", "find in names and values; Enter for the next, Shift+Enter back, n and N from the panes"],
  ["f", "filter"],
  ["m  d", "mark an exchange; compare with the marked one"],
  ["?", "this list"],
];

export function keysDialog(): TemplateResult {
  return html`<dialog id="keys" aria-labelledby="keys-title">
    <form method="dialog">
      <h2 id="keys-title">Keys</h2>
      <dl class="kinds">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
      <p>A filter asks for columns or any field: <code>status != 0 &amp;&amp; command ~ HCA</code>, <code>dev == mlx5_core.0 || errno</code>,
        <code>log_max_qp &gt;= 18</code>.</p>
      <p class="group"><button class="strong" value="close">Close</button></p>
    </form>
  </dialog>`;
}
