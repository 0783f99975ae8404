/** What stands there before anything is open. */
import { html, type TemplateResult } from "lit";
import type { FwctlViewer } from "../fwctl-viewer.js";

const kinds: readonly (readonly [string, string])[] = [
  ["fwctl-capture, pcapng", "recorded exchanges: lines of JSON, or packets"],
  ["kernel log", "error lines, command dumps, CXL trace events: dmesg, journal, quoted mail"],
  ["hex text", "xxd, hexdump -C, od, C arrays, plain digits"],
  ["raw bytes", "with the name of a struct or command"],
  ["resource dump, devlink", "segments and health dumps, binary or text"],
  ["strace", "fwctl calls with their bytes"],
  ["schema", "a private JSON schema; takes effect at once"],
];

export function welcome(viewer: FwctlViewer): TemplateResult {
  const { session } = viewer;
  return html`<main class="welcome">
    <div class="sheet">
      <h2>Drop a dump here</h2>
      <p>Firmware commands of fwctl devices (mlx5, CXL, bnxt, pds), field by field and bit by bit. Two files are compared.</p>
      <p class="group">
        <button class="strong" @click=${() => viewer.pickFile("a")}>Open a file…</button>
        <button @click=${() => viewer.showDialog("paste")}>Paste text…</button>
        <button @click=${() => session.openExample()}>See an example</button>
      </p>
      <dl class="kinds">${kinds.map(([name, what]) => html`<div><dt>${name}</dt><dd>${what}</dd></div>`)}</dl>
      <p class="promise"><b>Nothing leaves this page.</b> It is one file, works without a network, and its security policy forbids every request.</p>
      ${session.said === "" ? "" : html`<p class="soft">${session.said}</p>`}
    </div>
  </main>`;
}
