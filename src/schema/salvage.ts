/**
 * What is left of a file when problems of shape are taken out, so that one run reports those and the problems of
 * meaning. A key that may be absent is left out; anything else takes the declaration it stands in with it, whose name
 * stays known: what refers to it is not dangling.
 */
import { type SchemaFile, type Section, sections } from "./file.js";
import type { Json } from "./guard.js";
import { checkShape, type ShapeIssue } from "./issues.js";

export interface Salvaged {
  readonly file: SchemaFile;
  /** Declarations that could not be kept. */
  readonly lost: ReadonlyMap<Section, ReadonlySet<string>>;
}

/** Keys of a field without which its width and place are unknown. */
const carrying: ReadonlySet<string> = new Set(["name", "bits", "type", "layout", "anonymous", "count", "repeat"]);

/** Keys of a declaration that may be left out. */
const incidental: ReadonlySet<string> = new Set(["doc", "order", "source", "prefix", "partial", "symbol", "scope"]);

/** Stands in for a family name whose shape is wrong. */
export const unknownFamily = "unknown";

type JsonObject = { [key: string]: Json };

/** The rest of `json` after its issues; `undefined` when nothing can be told of it. */
export function salvage(json: Json, issues: readonly ShapeIssue[]): Salvaged | undefined {
  if (!isObject(json)) return undefined;
  const rest: JsonObject = structuredClone(json);
  const lost = new Map<Section, Set<string>>();
  for (const issue of issues) remove(rest, issue, lost);
  const file = checkShape(rest)?.file;
  return file === undefined ? undefined : { file, lost };
}

function remove(rest: JsonObject, issue: ShapeIssue, lost: Map<Section, Set<string>>): void {
  const [first, name] = issue.path.map(String);
  const section = sections.find((known) => known === first);
  if (section === undefined) {
    removeAtRoot(rest, issue, first);
    return;
  }
  const declared = rest[section];
  if (name === undefined || !isObject(declared)) {
    delete rest[section];
    return;
  }
  if (!Object.hasOwn(declared, name) || removeKeys(declared[name], issue)) return;
  delete declared[name];
  const names = lost.get(section) ?? new Set();
  lost.set(section, names.add(name));
}

/** A stand-in for what every file must have; it takes no part in the checks. */
function removeAtRoot(rest: JsonObject, issue: ShapeIssue, key: string | undefined): void {
  for (const unknown of issue.unknown) if (key === undefined) delete rest[unknown];
  if (key === "family") rest["family"] = unknownFamily;
  else if (key === "order") rest["order"] = "be";
  else if (key === "source") rest["source"] = { header: "unknown", revision: "unknown" };
  else if (key !== undefined) delete rest[key];
}

/** Takes single keys out of a declaration; false when that is not enough. */
function removeKeys(declaration: Json | undefined, issue: ShapeIssue): boolean {
  const [list, index, key] = issue.path.slice(2).map(String);
  if (list === undefined) return removeUnknown(declaration, issue.unknown);
  if (index === undefined) return incidental.has(list) && removeKey(declaration, list);
  if (!isObject(declaration) || (list !== "fields" && list !== "members")) return false;
  const fields = declaration[list];
  const field = Array.isArray(fields) ? fields[Number(index)] : undefined;
  if (key === undefined) return removeUnknown(field, issue.unknown);
  return !carrying.has(key) && removeKey(field, key);
}

function removeUnknown(from: Json | undefined, keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => removeKey(from, key));
}

function removeKey(from: Json | undefined, key: string): boolean {
  if (!isObject(from)) return false;
  delete from[key];
  return true;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
