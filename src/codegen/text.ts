/** Small pieces of TypeScript text. */

/** Numbers as people write them: small ones decimal, masks and large ones hexadecimal. */
export const hex = (value: number): string => (value < 10 ? String(value) : `0x${value.toString(16)}`);

/** `base`, `base + 8`. */
export const plus = (base: string, offset: number): string => (offset === 0 ? base : `${base} + ${offset}`);

export const indent = (lines: readonly string[], depth = 1): string[] =>
  lines.map((line) => (line === "" ? "" : "  ".repeat(depth) + line));

/** Terms of an expression, joined, broken into lines that are not too long. The operator ends a line or starts the next. */
export function wrapped(terms: readonly string[], operator: string, width = 100): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [index, term] of terms.entries()) {
    const piece = index === 0 ? term : `${operator} ${term}`;
    if (line !== "" && line.length + piece.length + 1 > width) {
      lines.push(line);
      line = piece;
    } else {
      line = line === "" ? piece : `${line} ${piece}`;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** A statement that assigns an expression of one line or several. */
export function assigned(target: string, lines: readonly string[]): string[] {
  const ended = [...lines.slice(0, -1), `${lines.at(-1)};`];
  return ended.length === 1 ? [`${target} = ${ended[0]}`] : [`${target} =`, ...indent(ended)];
}

/** A comment for people, one line or several; `undefined` for none. */
export function docLines(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  const safe = text.replaceAll("*/", "* /");
  const lines = wrapWords(safe, 112);
  return lines.length === 1 ? [`/** ${lines[0]} */`] : ["/**", ...lines.map((line) => ` * ${line}`), " */"];
}

function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + word.length >= width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** Text as a string literal: plain quotes when that needs no escapes, else a template. */
export function literal(text: string): string {
  if (!/["\\\n]/.test(text)) return `"${text.replaceAll("\t", "\\t")}"`;
  return `\`${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`).replaceAll("\t", "\\t")}\``;
}
