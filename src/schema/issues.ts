/**
 * What zod found, in our words: one problem for each issue, with a pointer to the value concerned. A zod error never
 * leaves this folder.
 */
import type * as z from "zod/mini";
import type { SchemaFile } from "./file.js";
import type { Json } from "./guard.js";
import { either, many, type Problems, pointerTo, quoted, valueAt } from "./problems.js";
import { fileShape } from "./shape.js";

/** An issue with its path from the root of the file, unions resolved to the arm that was meant. */
export interface ShapeIssue {
  readonly path: readonly PropertyKey[];
  /** Keys that the object at `path` has and should not have. */
  readonly unknown: readonly string[];
  readonly message: (problems: Problems, json: Json) => readonly string[];
}

type Issue = z.core.$ZodIssue;

export type ShapeResult =
  | { readonly file: SchemaFile; readonly issues?: undefined }
  | { readonly file?: undefined; readonly issues: readonly ShapeIssue[] };

/**
 * Proves the shape of a file that the guard has copied. `undefined` when so much is wrong that zod cannot list it: it
 * hands the issues of a list on as arguments of one call, and a hundred thousand of those are more than a stack holds.
 */
export function checkShape(json: Json): ShapeResult | undefined {
  let result: ReturnType<typeof fileShape.safeParse>;
  try {
    result = fileShape.safeParse(json, { error: knownKeys });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  if (result.success) return { file: result.data };
  return { issues: unique(result.error.issues.flatMap((issue) => meant(issue, []))) };
}

/** A number that is no whole number within bounds breaks two rules at once; the first is enough. */
function unique(issues: readonly ShapeIssue[]): ShapeIssue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const place = issuePointer([...issue.path, ...issue.unknown]);
    const known = seen.has(place);
    seen.add(place);
    return !known;
  });
}

/** A finished issue no longer says which keys its object knows, so they travel as its message. */
function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  const schema: unknown = issue.inst;
  const shape = issue.code === "unrecognized_keys" ? valueAt(schema, ["_zod", "def", "shape"]) : undefined;
  return typeof shape === "object" && shape !== null ? Object.keys(shape).join(" ") : undefined;
}

/** Leaves of an issue: for a union the issues of the one arm whose kind fits the value, else one that names all arms. */
function meant(issue: Issue, before: readonly PropertyKey[]): ShapeIssue[] {
  const path = [...before, ...issue.path];
  if (issue.code === "invalid_union") {
    const fitting = issue.errors.filter((arm) => !arm.some(isOtherKind));
    fitting.sort((a, b) => a.length - b.length);
    const [best] = fitting;
    if (best !== undefined) return best.flatMap((inner) => meant(inner, path));
  }
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    const message = (problems: Problems): string[] =>
      issue.keys.map((key) => `unknown key${problems.suggestion(key, known, 1)}`);
    return [{ path, unknown: issue.keys, message }];
  }
  return [{ path, unknown: [], message: (problems, json) => [worded(issue, valueAt(json, path), problems)] }];
}

/** The value is not of this arm's kind at all. */
function isOtherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union") return issue.errors.every((arm) => arm.some(isOtherKind));
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

function worded(issue: Issue, value: unknown, problems: Problems): string {
  const expected = expectation(issue);
  if (value === undefined) return `missing: expected ${expected}`;
  const received = `expected ${expected}, received ${kindOf(value)}`;
  if (issue.code === "invalid_value" && typeof value === "string") {
    const words = issue.values.filter((known) => typeof known === "string");
    return `${received}${problems.suggestion(value, words, 1)}`;
  }
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `${received}, which JSON numbers do not hold exactly`;
  }
  return received;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return kinds.get(issue.expected) ?? issue.expected;
    case "invalid_value":
      return either(issue.values.map((value) => (typeof value === "string" ? quoted(value) : String(value))));
    case "invalid_union":
      return either([...new Set(armKinds(issue.errors))]);
    case "too_small":
      return bound(issue.origin, "at least", issue.minimum);
    case "too_big":
      return bound(issue.origin, "at most", issue.maximum);
    case "invalid_format":
      return formats.get(issue.pattern ?? "") ?? "text of another form";
    default:
      return "another value";
  }
}

/** What each arm of a union would take; an arm may be a union itself. */
function armKinds(arms: readonly (readonly Issue[])[]): string[] {
  const heads = arms.flatMap((arm) => arm.filter(isOtherKind));
  return heads.flatMap((issue) => (issue.code === "invalid_union" ? armKinds(issue.errors) : [expectation(issue)]));
}

function bound(origin: string, side: string, limit: number | bigint): string {
  if (origin === "array") return `a list of ${side} ${many(Number(limit), "element")}`;
  return origin === "string" ? "a text that is not empty" : `${side} ${limit}`;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ["string", "a text"],
  ["number", "a whole number"],
  ["int", "a whole number"],
  ["object", "an object"],
  ["record", "an object"],
  ["array", "a list"],
  ["boolean", "true or false"],
]);

const formats: ReadonlyMap<string, string> = new Map([
  [String(/^[a-z0-9]+([_-][a-z0-9]+)*$/), 'lower-case letters and digits, joined by "-" or "_"'],
  [String(/^0x[0-9a-fA-F]{1,16}$/), 'a number, or hexadecimal text of up to 64 bits ("0x1f")'],
]);

function kindOf(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Where a problem with an issue's own value stands. */
export const issuePointer = (path: readonly PropertyKey[]): string => pointerTo(...path.map(String));
