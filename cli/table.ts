/** Columns of text. */
import { oneLine, visible } from "./paint.js";

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
  return rows.map((row) => `${oneLine(line(row, widths, gap, right))}\n`).join("");
}

function line(row: readonly string[], widths: readonly number[], gap: string, right: ReadonlySet<number>): string {
  const cells = row.map((cell, index) => {
    const room = " ".repeat(Math.max(0, (widths[index] ?? 0) - visible(cell)));
    return right.has(index) ? room + cell : cell + room;
  });
  return cells.join(gap).trimEnd();
}

export { hex, many } from "../reading/phrases.js";
