/** The public way in: schema files to models, with one fault for all problems. */
import { FwctlFault } from "../fault/index.js";
import { type CheckOptions, type CheckResult, checkSchemas, type SchemaInput } from "./check.js";
import type { SchemaModel } from "./model.js";
import { many, type Problem, problemLine } from "./problems.js";

export interface ParseOptions extends CheckOptions {
  /** What messages call the file; `schema` when absent. */
  readonly source?: string | undefined;
}

/** The problems of one schema, and its model when there are none. */
export interface SchemaCheck extends Pick<CheckResult, "problems" | "more"> {
  readonly model: SchemaModel | undefined;
}

/**
 * Checks one schema file and reports every problem, in the order of the file.
 *
 * @param json what `JSON.parse` returned; any value is accepted and nothing is thrown.
 * @example
 * const { problems, model } = checkSchema(JSON.parse(text), { source: "acme.json" });
 * for (const { pointer, message } of problems) console.error(pointer, message);
 */
export function checkSchema(json: unknown, options: ParseOptions = {}): SchemaCheck {
  const { problems, more, models } = checkSchemas([{ source: options.source ?? "schema", json }], options);
  return { problems, more, model: models?.[0] };
}

/**
 * Checks one schema file and gives its model.
 *
 * @param json what `JSON.parse` returned.
 * @throws FwctlFault `schema`: one fault whose message lists every problem with a JSON pointer.
 * @example
 * const model = parseSchema(JSON.parse(text), { source: "acme.json" });
 * model.layouts.map((layout) => layout.name);
 */
export function parseSchema(json: unknown, options: ParseOptions = {}): SchemaModel {
  const source = options.source ?? "schema";
  return parseSchemas([{ source, json }], options)[0] ?? unreachable(source);
}

/**
 * Checks the files of one family together: they may refer to each other's layouts and enumerations, in any order.
 *
 * @returns one model for each file, in the order given.
 * @throws FwctlFault `schema`: one fault for the problems of all files.
 */
export function parseSchemas(files: readonly SchemaInput[], options: CheckOptions = {}): readonly SchemaModel[] {
  const result = checkSchemas(files, options);
  if (result.models === undefined) throw schemaFault(files, result);
  return result.models;
}

/** One fault for all problems: a line that counts them, then one line each. */
function schemaFault(files: readonly SchemaInput[], { problems, more }: CheckResult): FwctlFault {
  const single = files.length === 1;
  const line = (problem: Problem): string => `\n  ${single ? "" : `${problem.source} `}${problemLine(problem)}`;
  const rest = more === 0 ? "" : `\n  and ${more} more`;
  return new FwctlFault({
    code: "schema",
    path: single ? files[0]?.source : `${files.length} files`,
    what: `${many(problems.length + more, "problem")}${problems.map(line).join("")}${rest}`,
  });
}

/** A file without problems has a model. */
function unreachable(source: string): never {
  throw new FwctlFault({ code: "schema", path: source, what: "has no model" });
}
