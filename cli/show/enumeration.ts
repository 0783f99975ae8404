/** Enumerations as text: one in full, or the small ones of a struct in a line each. */
import type { EnumDefinition } from "../../src/layout/index.js";
import type { Paint } from "../paint.js";
import { columns, hex } from "../table.js";

/** Enumerations with more names are referred to. */
const mostInline = 16;

/** `hca_cap_opmod: 0 max, 1 current`, one line each. */
export function enumerationLines(definitions: readonly EnumDefinition[], paint: Paint): string {
  if (definitions.length === 0) return "";
  const rows = definitions.map((definition) => {
    const entries = firstNames(definition);
    const words = entries.map(([label, value]) => `${value} ${label}`).join(", ");
    const rest = `${entries.length} names: fwctl show ${definition.name}`;
    return `    ${paint(definition.name, "title")}: ${entries.length > mostInline ? rest : words}`;
  });
  const what = definitions.every((one) => one.kind === "flags") ? "Bits" : "Values";
  return `  ${what}\n${rows.join("\n")}\n`;
}

/** Of several names of one value the first, which is the one that labels it. */
function firstNames(definition: EnumDefinition): [label: string, value: number | string][] {
  const seen = new Set<number | string>();
  return Object.entries(definition.values).filter(([, value]) => !seen.has(value) && seen.add(value) !== undefined);
}

/** All names of an enumeration, a line each. */
export function enumerationText(definition: EnumDefinition, paint: Paint): string {
  const rows = Object.entries(definition.values).map(([label, value]) => [
    `  ${value}`,
    paint(typeof value === "number" ? hex(value) : value, "offset"),
    label,
  ]);
  return columns(rows);
}
