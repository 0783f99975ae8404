/** Markdown as text: every name and sentence that a schema states comes out as it stands there, whatever it holds. */

const entity = (letter: string): string => `&#${letter.codePointAt(0)};`;

/** Letters that mean something inside a line of Markdown, of HTML, or to TypeDoc. */
const meaning = /[\\`*[\]<>&|~{}@$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

const escaped = (text: string): string => text.replace(meaning, entity);

/** What means something at the start of a line: headings, lists, rules. */
const opening = /^(?:[#+=-]|\d+[.)])/;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const startingPlain = (line: string): string =>
  line.replace(opening, (found) => found.slice(0, -1) + entity(found.slice(-1)));

/** Plain text on one line. */
export const plain = (text: string): string => startingPlain(escaped(oneLine(text)));

/** A sentence of a schema's author: names between backticks are code. */
export function prose(text: string): string {
  const parts = oneLine(text).split(/`([^`]+)`/);
  return startingPlain(parts.map((part, index) => (index % 2 === 1 ? code(part) : escaped(part))).join(""));
}

/** A name, set as code. */
export function code(text: string): string {
  if (/^[\w.~/-]+( [\w.~/-]+)*$/.test(text)) return `\`${text}\``;
  return `<code>${text.replace(/[^A-Za-z0-9 ./-]/gu, entity)}</code>`;
}

/** A table; columns without anything in any row are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = head.map((_, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => used[column]).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The anchors of a page's headings, as TypeDoc makes them: the same heading again gets a number. */
export class Anchors {
  readonly #seen = new Map<string, number>();

  claim(heading: string): string {
    const slug = slugOf(heading);
    let count = this.#seen.get(slug) ?? 0;
    let claimed = slug;
    while (this.#seen.has(claimed)) {
      count += 1;
      claimed = `${slug}-${count}`;
    }
    this.#seen.set(slug, count);
    return claimed;
  }
}

function slugOf(heading: string): string {
  const bare = heading.trim().replace(/[\u2000-\u206F\u2E00-\u2E7F\\'!"#$%&()*+,./:;<=>?@[\]^`{|}~]/g, "");
  return bare.replace(/\s/g, "-").replace(/--+/, "-").toLowerCase() || "_";
}
