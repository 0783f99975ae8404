/** The line at the bottom: where the selection is, how long, of what type, and who says so. */
import { html, nothing, type TemplateResult } from "lit";
import { bitInByte, byteText, dwordText, widthText } from "../state/bits.js";
import type { FieldSelection } from "../state/field-selection.js";
import { shown } from "../state/words.js";

export function statusLine(selection: FieldSelection): TemplateResult {
  const { selected, side, run, cursor } = selection;
  if (selected === undefined || side === undefined)
    return html`<footer class="status"><span class="soft">No field is selected</span></footer>`;
  const place = run ?? { bit: 0, width: side.bytes.length * 8 };
  const { byte, inByte } = bitInByte(cursor, side.order);
  const words: readonly (readonly [name: string, value: string])[] = [
    ["offset", `${byteText(place)} · ${dwordText(place, side.order)}`],
    ["length", widthText(place.width)],
    ["type", selected.type],
    ["source", selected.source],
    ["cursor", `byte 0x${byte.toString(16).padStart(2, "0")}, bit ${inByte}`],
  ];
  return html`<footer class="status" aria-label="Selection">
    <span class="path"><bdi>${shown(selected.path)}</bdi></span>
    ${words.map(([name, value]) => (value === "" ? nothing : html`<span class="fact"><span class="soft">${name}</span> ${shown(value)}</span>`))}
  </footer>`;
}
