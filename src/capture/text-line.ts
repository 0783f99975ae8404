/** One line of a log as text, freed of what terminals and mail programs do to it. */

const decoder = new TextDecoder();

/** Escape sequences that colour or move: CSI … final byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const escapes = /\u001b\[[0-?]*[ -/]*[@-~]/g;

/** A text without colours. */
export function withoutColours(text: string): string {
  return text.includes("\u001b") ? text.replaceAll(escapes, "") : text;
}

/** Bytes as text: UTF-8 (other encodings give U+FFFD), without carriage return, colours and the blanks of web pages. */
export function lineText(bytes: Uint8Array, start: number, end: number): string {
  const stop = end > start && bytes[end - 1] === 13 ? end - 1 : end;
  const text = withoutColours(decoder.decode(bytes.subarray(start, stop)));
  return text.includes("\u00a0") ? text.replaceAll("\u00a0", " ") : text;
}

/** A line of a quoted mail without its marks (`> > `). */
export function unquoted(text: string): string {
  return text.replace(/^(?:\s{0,8}[>|])+ ?/, "");
}

/** `=3D`, `=C3=97`: bytes of a quoted-printable mail. */
const encoded = /(?:=[0-9A-F]{2})+/g;

/** Undoes quoted-printable within a line. A text without `=XX` comes back as it is. */
export function unescaped(text: string): string {
  if (!text.includes("=")) return text;
  return text.replace(encoded, (run) => {
    const bytes = run.slice(1).split("=");
    return decoder.decode(Uint8Array.from(bytes, (pair) => Number.parseInt(pair, 16)));
  });
}

/** The driver's lines are shorter, with any prefix: a longer text is put together in the two plain ways only. */
const mostMixed = 600;

/** The pieces with a blank or nothing at each joint, in every mixture; all blanks first. */
function mixtures(pieces: readonly string[]): readonly string[] {
  const [first = "", ...rest] = pieces;
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (size > mostMixed) return [pieces.join(" "), pieces.join("")];
  return rest.reduce((texts, piece) => texts.flatMap((text) => [`${text} ${piece}`, `${text}${piece}`]), [first]);
}

/**
 * Puts the pieces of a wrapped line together again, in the ways that it may have been wrapped: between words, in the
 * middle of a word, and by quoted-printable (whose lines end in `=`). The likeliest comes first.
 */
export function unwrapped(lines: readonly string[]): readonly string[] {
  const [first = "", ...rest] = lines;
  if (rest.length === 0) return first.includes("=") ? [first, unescaped(first)] : [first];
  const plain = mixtures([first.trimEnd(), ...rest.map((line) => unquoted(line).trim())]);
  const soft = lines.map((line) => line.trimEnd());
  if (!soft.slice(0, -1).some((line) => line.endsWith("="))) return plain;
  const mail = soft.map((line, index) => {
    const text = index === 0 ? line : unquoted(line);
    return line.endsWith("=") && index < soft.length - 1 ? text.slice(0, -1) : text;
  });
  return [unescaped(mail.join("")), ...plain];
}
