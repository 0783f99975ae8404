/** The shape of JSON from outside, as data, and the check of a value against it. */

/** A shape: a kind by name (`?` behind it: may be absent), a list of alternatives' shape, or keys with shapes. */
export type Shape = ShapeName | readonly [Shape] | { readonly [key: string]: Shape };

type ShapeName = "text" | "text?" | "integer" | "integer?" | "boolean?" | "bytes" | "bytes?" | OptionalNested;

/** A nested shape that may be absent. */
interface OptionalNested {
  readonly optional: readonly [Shape] | { readonly [key: string]: Shape };
}

/** One place where a value does not have its shape, with a JSON pointer. */
export interface ShapeProblem {
  readonly path: string;
  readonly what: string;
}

const mostProblems = 20;

/** Every place where the value differs from the shape (at most 20). Unknown keys are problems too. */
export function shapeProblems(value: unknown, shape: Shape, path = ""): ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  check(value, shape, path, problems);
  return problems;
}

function check(value: unknown, shape: Shape, path: string, problems: ShapeProblem[]): void {
  if (problems.length >= mostProblems) return;
  if (typeof shape === "string") {
    checkKind(value, shape, path, problems);
  } else if (isList(shape)) {
    checkList(value, shape[0], path, problems);
  } else if (isOptional(shape)) {
    if (value !== undefined) check(value, shape.optional, path, problems);
  } else {
    checkKeys(value, shape, path, problems);
  }
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function isOptional(shape: Exclude<Shape, string>): shape is OptionalNested {
  return "optional" in shape && typeof shape.optional === "object";
}

function checkKind(value: unknown, kind: string, path: string, problems: ShapeProblem[]): void {
  const name = kind.replace("?", "");
  if (value === undefined && kind.endsWith("?")) return;
  const fits =
    (name === "text" && typeof value === "string") ||
    (name === "boolean" && typeof value === "boolean") ||
    (name === "integer" &&
      typeof value === "number" &&
      Number.isSafeInteger(value) &&
      value >= 0 &&
      value <= 0xffff_ffff) ||
    (name === "bytes" && isBytes(value));
  const wanted =
    name === "bytes"
      ? "hex, or an object of offsets and hex"
      : name === "integer"
        ? "an integer of 32 bits"
        : `a ${name}`;
  if (!fits) problems.push({ path, what: value === undefined ? "is missing" : `is not ${wanted}` });
}

function isBytes(value: unknown): boolean {
  if (typeof value === "string") return true;
  return isObject(value) && Object.values(value).every((piece) => typeof piece === "string");
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkList(value: unknown, shape: Shape, path: string, problems: ShapeProblem[]): void {
  if (!Array.isArray(value)) {
    problems.push({ path, what: value === undefined ? "is missing" : "is not a list" });
    return;
  }
  value.forEach((element: unknown, index) => {
    check(element, shape, `${path}/${index}`, problems);
  });
}

function checkKeys(
  value: unknown,
  shape: { readonly [key: string]: Shape },
  path: string,
  problems: ShapeProblem[],
): void {
  if (!isObject(value)) {
    problems.push({ path, what: value === undefined ? "is missing" : "is not an object" });
    return;
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key)) problems.push({ path: `${path}/${key.slice(0, 64)}`, what: "is not a known key" });
  }
  for (const [key, inner] of Object.entries(shape)) {
    check(Object.hasOwn(value, key) ? value[key] : undefined, inner, `${path}/${key}`, problems);
  }
}
