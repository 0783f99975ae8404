/** Looks of the page around the panes. */
import { type CSSResult, css } from "lit";

export const viewerStyles: CSSResult = css`
  :host { display: block; height: 100%; min-height: 20rem; font: 13px / 1.45 var(--sans); color: var(--ink); background: var(--ground); }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  .app { height: 100%; display: flex; flex-direction: column; position: relative; background: var(--ground); }
  h1, h2, p, dl, dd, ul { margin: 0; padding: 0; }
  h1 { font-size: 14px; font-weight: 650; white-space: nowrap; }
  h2 { font-size: 14px; font-weight: 650; overflow-wrap: anywhere; }
  .soft { color: var(--soft); }
  .grow { flex: 1; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 6px 10px; border-bottom: 1px solid var(--line); background: var(--panel); }
  .bar.input { padding: 4px 10px; background: var(--ground); font-size: 12px; }
  .group { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
  button, select, input, textarea { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--edge); border-radius: 4px; padding: 2px 9px; min-height: 26px; }
  button { cursor: pointer; }
  button:hover:not(:disabled) { background: var(--raised); }
  button:disabled { color: var(--soft); border-color: var(--line); cursor: default; }
  button.small { min-height: 24px; padding: 0 7px; font-size: 12px; }
  button.plain { border-color: transparent; background: none; min-width: 26px; padding: 2px 6px; }
  button.strong { background: var(--accent); border-color: var(--accent); color: var(--ground); }
  button.strong:hover { background: var(--ink); }
  button[aria-pressed="true"] { background: var(--chosen); border-color: var(--accent); }
  :focus-visible { outline: var(--focus); outline-offset: 1px; }
  .boxes { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; flex: 1 1 30rem; min-width: 0; }
  .box { display: inline-flex; align-items: center; gap: 5px; color: var(--soft); font-size: 12px; }
  .box input { font: 12px / 1.4 var(--mono); }
  .box select { font-size: 12px; max-width: 34ch; }
  #filter { width: clamp(16ch, 26vw, 44ch); }
  #find { width: clamp(10ch, 12vw, 22ch); }
  #as { width: 26ch; }
  .device-type { width: 10ch; }
  input::placeholder { color: var(--soft); opacity: 1; }
  input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
  .said { font-size: 12px; color: var(--soft); max-width: 42ch; }
  .said.bad { color: var(--bad); max-width: 60ch; }
  .private { font-size: 12px; color: var(--good); white-space: nowrap; }
  .private::before { content: "● "; }
  .file { overflow-wrap: anywhere; }
  .fault-line { flex-basis: 100%; color: var(--bad); font-weight: 600; overflow-wrap: anywhere; }
  .chip { position: relative; font-size: 12px; }
  .chip summary { cursor: pointer; padding: 1px 8px; border: 1px solid var(--edge); border-radius: 10px; list-style: none; color: var(--good); }
  .chip.bad summary { color: var(--bad); }
  .chip[open] > :not(summary) { position: relative; }
  .chip[open] { border: 1px solid var(--line); border-radius: 6px; padding: 4px; background: var(--panel); max-width: 70ch; }
  .chip pre { max-height: 12rem; overflow: auto; white-space: pre-wrap; font: 12px / 1.4 var(--mono); margin: 4px 0; }

  .panes { flex: 1; min-height: 0; display: grid; grid-template: minmax(7rem, 36%) minmax(0, 1fr) / minmax(0, 1fr) minmax(26rem, auto); }
  .pane { min-height: 0; min-width: 0; display: flex; flex-direction: column; position: relative; }
  .pane > fwctl-exchange-list, .pane > fwctl-field-tree, .pane > fwctl-hex-pane { flex: 1; }
  .list { grid-column: 1 / -1; border-bottom: 1px solid var(--edge); }
  .hex { border-left: 1px solid var(--edge); width: clamp(26rem, 40vw, 37rem); }
  .nothing { position: absolute; inset: 3rem 1rem auto; text-align: center; color: var(--soft); }

  .about { padding: 6px 10px; border-bottom: 1px solid var(--line); display: flex; flex-direction: column; gap: 4px; background: var(--ground); }
  .title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; }
  .number { color: var(--soft); font-weight: 400; }
  .outcome { font-weight: 600; overflow-wrap: anywhere; }
  .outcome.good { color: var(--good); } .outcome.bad { color: var(--bad); } .outcome.unknown { color: var(--warn); }
  .facts { display: flex; flex-wrap: wrap; gap: 0 16px; font-size: 12px; max-height: 6.5em; overflow: auto; }
  .facts div { display: flex; gap: 5px; min-width: 0; }
  .facts dt { color: var(--soft); white-space: nowrap; } .facts dd { overflow-wrap: anywhere; }
  .remarks.long { max-height: 7.5em; overflow: auto; }
  .said-list { list-style: none; font-size: 12px; overflow-wrap: anywhere; }
  .said-list .fault b { color: var(--bad); } .said-list .note b, .said-list .changed { color: var(--warn); }
  .row-of-buttons { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 12px; }
  .check { display: inline-flex; align-items: center; gap: 4px; font-size: 12px; color: var(--soft); white-space: nowrap; }
  .check input { min-height: 0; margin: 0; accent-color: var(--accent); }

  .status { display: flex; flex-wrap: wrap; gap: 1px 18px; padding: 4px 10px; border-top: 1px solid var(--edge); background: var(--panel); font-size: 12px; }
  .status .path { font-family: var(--mono); font-weight: 600; overflow-wrap: anywhere; }
  .status .fact { overflow-wrap: anywhere; }

  .welcome { flex: 1; display: grid; place-items: center; padding: 1.5rem; overflow: auto; }
  .sheet { max-width: 46rem; width: 100%; padding: 2rem; border: 1.5px dashed var(--edge); border-radius: 10px; display: flex; flex-direction: column; gap: 1rem; background: var(--panel); }
  .sheet h2 { font-size: 20px; }
  .kinds { display: grid; gap: 3px; font-size: 13px; }
  .kinds div { display: grid; grid-template-columns: minmax(12ch, 24ch) 1fr; gap: 12px; }
  .kinds dt { font-weight: 600; } .kinds dd { color: var(--soft); }
  .promise b { color: var(--good); }
  .drop-sign { display: none; }
  .dragging .drop-sign { display: grid; place-items: center; position: absolute; inset: 0; z-index: 5; font-size: 24px; font-weight: 650; color: var(--accent);
    background: color-mix(in srgb, var(--ground) 82%, transparent); border: 3px dashed var(--accent); pointer-events: none; }
  dialog { border: 1px solid var(--edge); border-radius: 8px; background: var(--ground); color: var(--ink); padding: 16px; width: min(46rem, 92vw); }
  dialog::backdrop { background: rgb(0 0 0 / 45%); }
  dialog form { display: flex; flex-direction: column; gap: 10px; }
  dialog textarea { width: 100%; font: 12px / 1.4 var(--mono); resize: vertical; }
  code, kbd { font: 12px / 1.4 var(--mono); background: var(--raised); padding: 0 4px; border-radius: 3px; }

  @media (max-width: 900px) {
    :host { height: auto; min-height: 100%; }
    .app { height: auto; min-height: 100%; }
    .panes { display: flex; flex-direction: column; flex: none; }
    .list { height: 15rem; }
    .fields { height: 30rem; border-bottom: 1px solid var(--edge); }
    .hex { width: auto; height: 24rem; border-left: none; }
  }
`;
