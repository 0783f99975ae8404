/** Numbers and counts as the page writes them. */

/** `1,234`. */
export const count = (value: number): string => value.toLocaleString("en-US");

/** `1 record`, `1,234 records`. */
export const many = (value: number, word: string): string => `${count(value)} ${word}${value === 1 ? "" : "s"}`;

/** `16 bytes`, `1.2 kB`, `180 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return many(bytes, "byte");
  const units = ["kB", "MB", "GB"];
  let value = bytes;
  let unit = "";
  for (const one of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = one;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/**
 * Text from a file that stands in one cell: line breaks and control characters become visible signs, and marks that
 * reverse the direction of writing cannot reach beyond the cell, nor make it read as something else.
 */
export function shown(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** C0 and C1 controls, marks and overrides of writing direction, joiners and other characters without looks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
