/** Writes `decodeX`: each word is read once, one literal is built, everything unusual goes to the interpreter. */
import type { LayoutDefinition } from "../layout/index.js";
import { choiceBody } from "./decode-choice.js";
import { listBody } from "./decode-list.js";
import { fillLong, plainLong } from "./decode-long.js";
import { entries, type Job, leave, planned } from "./decode-parts.js";
import { layoutNames } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { standsAlone, usesHostOrder } from "./members.js";
import type { Reading } from "./read.js";
import { type FixedShape, isLong, type Shape } from "./shape.js";
import { indent } from "./text.js";

/** The lines of `decodeX`, and in front of it what a long one uses. */
export function decodeFunction(definition: LayoutDefinition, shape: Shape, imports: Imports): string[] {
  const names = layoutNames(definition.name);
  const parameters = ["data: DataView", "at: number", "end: number"];
  const all = [...parameters, `context?: ${imports.useType("DecodeContext")}`].join(", ");
  // An argument that is left out costs a call through a table a fifth of its time, unless the function has no name for it.
  const alone = standsAlone(definition, imports.library);
  const head = [
    ...(alone ? [`export function ${names.decode}(${all}): ${names.value};`] : []),
    `export function ${names.decode}(${alone ? parameters.join(", ") : all}): ${names.value} {`,
  ];
  const interpret = `return ${names.codec}.decodeAt(data, at, end${alone ? "" : ", context"});`;
  if (shape.kind === "interpreted") return [...head, ...indent([interpret]), "}"];
  const body = bodyOf(shape, { definition, imports, value: names.value });
  const plain = body.some((line) => line.includes(leave)) ? "plain: try {" : "try {";
  const lines = [plain, ...indent(body), "} catch {", "  // The interpreter says what is wrong.", "}", interpret];
  const fill = isLong(definition) && shape.kind === "fixed" ? [...fillLong(definition, shape, imports), ""] : [];
  return [...fill, ...head, ...indent(lines), "}"];
}

function bodyOf(shape: Exclude<Shape, { kind: "interpreted" }>, job: Job): string[] {
  switch (shape.kind) {
    case "list":
      return listBody(shape, job);
    case "choice":
      return choiceBody(shape, job);
    case "fixed":
      return isLong(job.definition) ? longBody(shape, job) : fixedBody(shape, job);
  }
}

function fixedBody(shape: FixedShape, job: Job): string[] {
  const reading = planned(shape, job);
  return plainCase(shape, reading, job, ["return {", ...indent(entries(shape.members, reading)), "};"]);
}

/** The plain case of a fixed layout: the right length, and no reserved bit set. Everything else is the interpreter's. */
function plainCase(shape: FixedShape, reading: Reading, job: Job, result: readonly string[]): string[] {
  const { words, reserved, loops } = reading;
  const build = [...loops, ...result];
  const terms =
    reserved.length === 1
      ? [`if ((${reserved[0]}) === 0) {`]
      : ["if (", "  (", ...indent(reserved, 2), "  ) === 0", ") {"];
  const inside = reserved.length === 0 ? [...words, ...build] : [...words, ...terms, ...indent(build), "}"];
  return [`if (${isWhole(shape, job)}) {`, ...indent(inside), "}"];
}

function isWhole(shape: FixedShape, { definition, imports }: Job): string {
  const little = usesHostOrder(definition, imports.library) ? ' && context?.hostOrder !== "be"' : "";
  return `end - at === ${shape.bytes}${little}`;
}

function longBody(shape: FixedShape, job: Job): string[] {
  return [`if (${isWhole(shape, job)}) {`, ...indent(plainLong(job.definition, job.imports)), "}"];
}
