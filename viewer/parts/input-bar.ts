/** What is open, how it is read, which schemas are added. */
import { html, nothing, type TemplateResult } from "lit";
import type { FwctlViewer } from "../fwctl-viewer.js";
import type { InputState, SchemaState } from "../protocol.js";
import { count, many, shown, sizeText } from "../state/words.js";

export function inputBar(viewer: FwctlViewer, names: readonly string[]): TemplateResult {
  const { session } = viewer;
  const { input, other } = session;
  if (input === undefined) return html``;
  return html`<section class="bar input" aria-label="Input">
    <span class="file"><b><bdi>${shown(input.name)}</bdi></b> ${sizeText(input.size)}, ${progress(input)}</span>
    ${formatChoice(viewer, input)} ${bytesChoice(viewer, input, names)}
    <span class="grow"></span>
    ${session.schemas.map((schema) => schemaChip(viewer, schema))}
    ${
      other === undefined
        ? html`<button @click=${() => viewer.pickFile("b")}>Compare with file…</button>`
        : html`<span class="file">compared with <b><bdi>${shown(other.name)}</bdi></b></span>
          <button @click=${() => session.closeOther()}>End comparison</button>`
    }
    ${input.fault === undefined ? nothing : html`<p class="fault-line" role="note">✕ ${shown(input.fault)}</p>`}
  </section>`;
}

function progress({ records, read, size, done }: InputState): string {
  return done
    ? many(records, "record")
    : `${count(records)} records, ${Math.floor((read / Math.max(1, size)) * 100)} % read`;
}

function formatChoice(viewer: FwctlViewer, input: InputState): TemplateResult {
  const { session } = viewer;
  const { from } = session.options;
  const sure = input.confidence === undefined ? "" : ` (${Math.round(input.confidence * 100)} % sure)`;
  return html`<label class="box"><span>Format</span>
    <select id="format" @change=${(event: Event) => session.reopen({ ...session.options, from: chosen(event) })}
      title=${input.why}>
      <option value="" ?selected=${from === undefined}>${input.format}${sure}</option>
      ${session.formats.map((name) => html`<option value=${name} ?selected=${from === name}>${name}</option>`)}
    </select></label>
    ${from === undefined && input.why !== "" ? html`<span class="said">${shown(input.why)}</span>` : nothing}`;
}

/** Bytes without a header: what they are, and the order of printed words. */
function bytesChoice(
  viewer: FwctlViewer,
  input: InputState,
  names: readonly string[],
): TemplateResult | typeof nothing {
  const { session } = viewer;
  if (input.format !== "hex" && input.format !== "raw") return nothing;
  const { as = "", words } = session.options;
  return html`<label class="box"><span>Bytes are</span>
      <input id="as" list="names" spellcheck="false" .value=${as} placeholder="struct, register, COMMAND:out" @focus=${() => viewer.loadNames()}
        @change=${(event: Event) => session.reopen({ ...session.options, as: chosen(event) })}>
      <datalist id="names">${names.map((name) => html`<option value=${name}></option>`)}</datalist></label>
    ${
      input.format === "hex"
        ? html`<label class="box"><span>Words</span>
          <select id="words" @change=${(event: Event) => session.reopen({ ...session.options, words: chosen(event) })}>
            <option value="" ?selected=${words === undefined}>bytes</option>
            ${session.words.map((name) => html`<option value=${name} ?selected=${words === name}>${name}</option>`)}
          </select></label>`
        : nothing
    }`;
}

function chosen(event: Event): string | undefined {
  const { target } = event;
  const value = target instanceof HTMLSelectElement || target instanceof HTMLInputElement ? target.value : "";
  return value === "" ? undefined : value;
}

function schemaChip(viewer: FwctlViewer, schema: SchemaState): TemplateResult {
  const about = [schema.message, ...schema.problems].join("\n");
  if (!schema.ok) {
    return html`<details class="chip bad"><summary>✕ ${shown(schema.name)}</summary><pre>${about}</pre></details>`;
  }
  return html`<details class="chip"><summary>✓ ${shown(schema.name)}</summary>
    <p>${shown(schema.message)}</p>
    <label class="box"><span>Device type of its exchanges</span>
      <input class="device-type" type="number" min="1" max="4294967295" @change=${(event: Event) => setType(viewer, schema.name, event)}></label>
  </details>`;
}

function setType(viewer: FwctlViewer, name: string, event: Event): void {
  const type = Number(chosen(event));
  if (Number.isInteger(type) && type > 0) void viewer.session.setDeviceType(name, type);
}
