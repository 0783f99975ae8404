/**
 * Text that may come from a file or a device, so that a terminal shows it and does not obey it: the controls of ASCII and of Latin-1 (an
 * escape sequence begins with one), the marks that turn the direction of writing (Unicode UAX #9, section 2) and the separators
 * of lines. They become `\u001b`, as JSON writes them, so that a JSON text stays the same value.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const exceptLayout = new RegExp(obeyed.source.replace("\\u0000-\\u001f", "\\u0000-\\u0008\\u000b-\\u001f"), "g");

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** One line of text: a line feed in it is no new line. */
export function printable(text: string): string {
  return text.replace(obeyed, escaped);
}

/** Text of several lines: line feeds and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(exceptLayout, escaped);
}
