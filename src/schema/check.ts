/** From JSON to a checked model: guard, shape, meaning, model. Reports problems; throws nothing. */
import type { CheckedFile } from "./family.js";
import { guarded, type Json } from "./guard.js";
import { checkShape, issuePointer, type ShapeIssue } from "./issues.js";
import { checkMeaning } from "./meaning.js";
import type { Known, SchemaModel } from "./model.js";
import { inFileOrder, type Problem, Problems } from "./problems.js";
import { resolveModel } from "./resolve.js";
import { salvage } from "./salvage.js";

/** One file to check. `source` names it in messages. */
export interface SchemaInput {
  readonly source: string;
  /** What `JSON.parse` returned. */
  readonly json: unknown;
}

export interface CheckOptions {
  /** Other schemas whose layouts and enumerations may be referred to; their names and opcodes are taken. */
  readonly with?: readonly Known[] | undefined;
}

/** What a check found: every problem in file order, and the models when there is none. */
export interface CheckResult {
  readonly problems: readonly Problem[];
  /** Problems beyond the first 200. */
  readonly more: number;
  /** One for each file, in the order given; absent when there are problems. */
  readonly models: readonly SchemaModel[] | undefined;
}

/** Checks the files of one family together. */
export function checkSchemas(files: readonly SchemaInput[], options: CheckOptions = {}): CheckResult {
  const problems = new Problems();
  const copies = new Map<string, unknown>();
  const checked: CheckedFile[] = [];
  for (const { source, json } of files) {
    const copy = guarded(source, json, problems);
    copies.set(source, copy);
    const file = copy === undefined ? undefined : shaped(source, copy, problems);
    if (file !== undefined) checked.push(file);
  }
  const family = checkMeaning(checked, problems, options.with ?? []);
  return {
    problems: inFileOrder(problems.found, copies),
    more: problems.more,
    models: problems.empty ? checked.map((file) => resolveModel(file, family)) : undefined,
  };
}

/** The file, or what is left of it when its shape has problems. */
function shaped(source: string, json: Json, problems: Problems): CheckedFile | undefined {
  const shape = checkShape(json);
  if (shape === undefined) {
    problems.add(source, "", () => "holds more values of a wrong kind than can be listed");
    return undefined;
  }
  const { file, issues } = shape;
  if (file !== undefined) return { source, file, lost: new Map() };
  for (const issue of issues) report(source, json, issue, problems);
  const rest = salvage(json, issues);
  return rest === undefined ? undefined : { source, ...rest };
}

function report(source: string, json: Json, issue: ShapeIssue, problems: Problems): void {
  const words = (): readonly string[] => issue.message(problems, json);
  if (issue.unknown.length === 0) {
    problems.add(source, issuePointer(issue.path), () => words()[0] ?? "");
    return;
  }
  for (const [index, key] of issue.unknown.entries()) {
    problems.add(source, issuePointer([...issue.path, key]), () => words()[index] ?? "");
  }
}
