/** Search in names and values, from one record to the next. */
import type { Reading } from "../../reading/reading.js";
import { wordsOf } from "../../reading/words.js";
import type { InspectionNode } from "../../src/layout/index.js";
import { valueText } from "./fields.js";
import type { Knowledge } from "./knowledge.js";
import { fieldRowsOf } from "./record-facts.js";
import { rowOf } from "./rows.js";

/** True when the text stands in the record's line, or in the name, value or words of one of its fields. */
export function mentions(reading: Reading, wanted: string, knowledge: Knowledge): boolean {
  const part = wanted.toLowerCase();
  const row = rowOf(reading, 0, knowledge);
  const has = (text: string): boolean => text.toLowerCase().includes(part);
  if ([row.what, row.status, row.time, row.device].some(has)) return true;
  if (fieldRowsOf(reading).some(([name, value]) => has(name) || has(value))) return true;
  const words = wordsOf(reading.family?.name);
  const inside = (nodes: readonly InspectionNode[]): boolean =>
    nodes.some(
      (node) =>
        has(node.name) ||
        has(valueText(node)) ||
        (node.label !== undefined && has(node.label)) ||
        has(words(node, nodes) ?? "") ||
        inside(node.children),
    );
  return reading.sides.some((side) => has(side.title) || inside(side.tree.children));
}
