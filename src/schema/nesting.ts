/**
 * How layouts stand inside each other: cycles, depth, which end open, and for each layout where its references can
 * look. One walk from the innermost layouts outwards, one back; no recursion, whatever a schema nests.
 */
import type { FieldDefinition } from "../layout/definition.js";
import { fieldArms, recordName } from "./arms.js";
import { type Family, fieldPointer, type LayoutEntry } from "./family.js";
import { mostFields, mostLevels } from "./limits.js";
import { quoted } from "./problems.js";

/** How a layout ends: at its stated size, behind an array that a field counts, or nowhere but at the end of the bytes. */
export type Ending = "closed" | "counted" | "open";

export interface Nesting {
  /** Layouts of which everything inside is known, innermost first; those in a cycle are left out. */
  readonly order: readonly LayoutEntry[];
  readonly endings: ReadonlyMap<string, Ending>;
  /** Layouts that hold a layout. */
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
}

export interface Holder {
  readonly entry: LayoutEntry;
  readonly anonymous: boolean;
}

/** Sorts the layouts of a family and reports cycles, depth and size. */
export function checkNesting(family: Family): Nesting {
  const inside = new Map<string, Set<string>>();
  const holders = new Map<string, Holder[]>();
  for (const [name, entry] of family.layouts) inside.set(name, connect(family, entry, holders));
  const order = innermostFirst(family, inside, holders);
  reportCycles(family, inside, new Set(order));
  reportDepth(family, order, inside);
  return { order, endings: endingsOf(family, order), holders };
}

/** Names of the layouts inside one; records it as their holder. */
function connect(family: Family, entry: LayoutEntry, holders: Map<string, Holder[]>): Set<string> {
  const names = new Set<string>();
  for (const field of entry.definition.fields) {
    for (const name of namesInside(family, field)) {
      family.spend(1);
      if (!family.layouts.has(name) || names.has(name)) continue;
      names.add(name);
      const list = holders.get(name) ?? [];
      list.push({ entry, anonymous: field.anonymous === true });
      holders.set(name, list);
    }
  }
  return names;
}

/** The nested layout, the records over reserved bits, and those that a selector puts behind an open-ended array or beside the members of a union. */
function namesInside(family: Family, field: FieldDefinition): string[] {
  const own = [field.layout, field.overlay?.layout];
  const names = own.filter((name) => name !== undefined);
  const arms = fieldArms(field);
  if (arms.length === 0) return names;
  if (isPayload(family, field)) return [...names, ...arms.map(recordName)];
  const members = family.layouts.get(field.layout ?? "")?.definition.fields ?? [];
  const ownArms = new Set(members.map((member) => member.name));
  family.spend(ownArms.size);
  return [...names, ...arms.filter((arm) => !ownArms.has(arm))];
}

/** The selector of this field names layouts, not members. */
export function isPayload(family: Family, field: FieldDefinition): boolean {
  if (field.select === undefined || field.open === undefined) return false;
  return field.layout === undefined || family.layouts.get(field.layout)?.definition.kind === "struct";
}

/** A layout comes when all inside it have come. */
function innermostFirst(
  family: Family,
  inside: ReadonlyMap<string, ReadonlySet<string>>,
  holders: ReadonlyMap<string, readonly Holder[]>,
): LayoutEntry[] {
  const waiting = new Map([...inside].map(([name, names]) => [name, names.size]));
  const order: LayoutEntry[] = [];
  for (const [name, entry] of family.layouts) if (waiting.get(name) === 0) order.push(entry);
  for (let next = 0; next < order.length; next += 1) {
    for (const { entry } of holders.get(order[next]?.definition.name ?? "") ?? []) {
      const left = (waiting.get(entry.definition.name) ?? 0) - 1;
      waiting.set(entry.definition.name, left);
      if (left === 0) order.push(entry);
    }
  }
  return order;
}

/** What is not in order stands in a cycle or holds one: following the first such layout inside each leads into it. */
function reportCycles(
  family: Family,
  inside: ReadonlyMap<string, ReadonlySet<string>>,
  sound: ReadonlySet<LayoutEntry>,
): void {
  const seen = new Set<string>();
  for (const start of family.layouts.values()) {
    const way: string[] = [];
    let at: LayoutEntry | undefined = start;
    while (at !== undefined && !sound.has(at) && !seen.has(at.definition.name)) {
      seen.add(at.definition.name);
      way.push(at.definition.name);
      const names: ReadonlySet<string> = inside.get(at.definition.name) ?? new Set();
      const next: string | undefined = [...names].find((name) => isUnsound(family, name, sound));
      at = next === undefined ? undefined : family.layouts.get(next);
    }
    const again = at === undefined ? -1 : way.indexOf(at.definition.name);
    if (again >= 0) reportCycle(family, way.slice(again));
  }
}

function isUnsound(family: Family, name: string, sound: ReadonlySet<LayoutEntry>): boolean {
  family.spend(1);
  const entry = family.layouts.get(name);
  return entry !== undefined && !sound.has(entry);
}

function reportCycle(family: Family, cycle: readonly string[]): void {
  const entry = family.layouts.get(cycle[0] ?? "");
  if (entry?.file === undefined) return;
  const shown = cycle.length > 8 ? [...cycle.slice(0, 8), "..."] : cycle;
  family.report(entry.file, entry.pointer, () => `nests itself: ${[...shown, cycle[0]].join(" > ")}`);
}

function reportDepth(
  family: Family,
  order: readonly LayoutEntry[],
  inside: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const levels = new Map<string, number>();
  const weights = new Map<string, number>();
  for (const entry of order) {
    const { name, fields } = entry.definition;
    let level = 1;
    for (const inner of inside.get(name) ?? []) level = Math.max(level, (levels.get(inner) ?? 0) + 1);
    let weight = fields.length;
    for (const field of fields) weight += weights.get(field.layout ?? "") ?? 0;
    levels.set(name, level);
    if (level === mostLevels + 1) reportAt(family, entry, `nests layouts deeper than ${mostLevels} levels`);
    if (weight > mostFields) reportAt(family, entry, `has more than ${mostFields} fields with those of nested layouts`);
    // Reported once: what holds this layout is not to blame again.
    weights.set(name, weight > mostFields ? 0 : weight);
  }
}

function reportAt(family: Family, entry: LayoutEntry, message: string): void {
  if (entry.file !== undefined) family.report(entry.file, entry.pointer, () => message);
}

function endingsOf(family: Family, order: readonly LayoutEntry[]): Map<string, Ending> {
  const endings = new Map<string, Ending>();
  for (const { definition } of order) {
    const found = definition.fields.map((field) => endingOf(field, endings));
    const open = definition.kind === "union" ? found.includes("open") : found[found.length - 1] === "open";
    endings.set(definition.name, open ? "open" : found.some((ending) => ending !== "closed") ? "counted" : "closed");
    family.spend(found.length);
  }
  return endings;
}

/** How one field ends. Elements of an array are closed, or the array is refused elsewhere. */
export function endingOf(field: FieldDefinition, endings: ReadonlyMap<string, Ending>): Ending {
  if (field.open !== undefined) {
    return field.open.count === undefined && field.open.runs === undefined ? "open" : "counted";
  }
  return field.count === undefined ? (endings.get(field.layout ?? "") ?? "closed") : "closed";
}

/** A layout that only ends with the bytes must stand last; what follows it would have no place. */
export function checkEnding(family: Family, entry: LayoutEntry, index: number, nesting: Nesting): void {
  const { kind, fields } = entry.definition;
  const field = fields[index];
  const next = fields[index + 1];
  if (entry.file === undefined || kind === "union" || field === undefined || next === undefined) return;
  if (endingOf(field, nesting.endings) !== "open") return;
  const why = field.open === undefined ? `ends open (${quoted(field.layout ?? "")})` : "is open-ended";
  family.report(
    entry.file,
    fieldPointer(entry, index),
    () => `${quoted(field.name)} ${why}, but ${quoted(next.name)} follows. Let a field count it, or move it to the end`,
  );
}
