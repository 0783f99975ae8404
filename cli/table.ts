/** Columns of text. */

/** Rows as lines of aligned columns, without blanks at the end. Columns named in `right` are flush right. */
export function columns(
  rows: readonly (readonly string[])[],
  gap = "  ",
  right: ReadonlySet<number> = new Set(),
): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, visible(cell));
  }
  return rows.map((row) => `${line(row, widths, gap, right)}\n`).join("");
}

function line(row: readonly string[], widths: readonly number[], gap: string, right: ReadonlySet<number>): string {
  const cells = row.map((cell, index) => {
    const room = " ".repeat(Math.max(0, (widths[index] ?? 0) - visible(cell)));
    return right.has(index) ? room + cell : cell + room;
  });
  return cells.join(gap).trimEnd();
}

// Built from text: a control character in a literal looks like a slip.
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** Characters that take room. */
export const visible = (text: string): number => text.replace(colours, "").length;

export { hex, many } from "../reading/phrases.js";
