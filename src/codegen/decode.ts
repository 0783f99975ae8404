/** Writes `decodeX`: each word is read once, one literal is built, everything unusual goes to the interpreter. */
import type { LayoutDefinition } from "../layout/index.js";
import { fillLong, plainLong } from "./decode-long.js";
import { layoutNames, localName, propertyName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { type Member, standsAlone, usesHostOrder } from "./members.js";
import { elementType, planReading, type Reading, readAt } from "./read.js";
import { type ChoiceShape, type FixedShape, isLong, type ListShape, type Shape } from "./shape.js";
import { hex, indent, plus } from "./text.js";
import { planWords } from "./words.js";

/** What the decode functions of one layout share. */
interface Job {
  readonly definition: LayoutDefinition;
  readonly imports: Imports;
  readonly value: string;
}

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

/** Leaves everything to the interpreter. */
const leave = "break plain;";

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

/** Leaves everything to the interpreter when `condition` holds. */
function unless(condition: string, job: Job): string {
  const host = usesHostOrder(job.definition, job.imports.library) ? ' || context?.hostOrder === "be"' : "";
  return `if (${condition}${host}) ${leave}`;
}

function planned(shape: Exclude<Shape, { kind: "interpreted" }>, job: Job): Reading {
  return planReading(shape.members, planWords(shape.members, shape.bytes), job.imports);
}

/** The words, and the way out when a reserved bit is set. */
function opening(reading: Reading): string[] {
  const { words, reserved } = reading;
  if (reserved.length === 0) return [...words];
  if (reserved.length === 1) return [...words, `if ((${reserved[0]}) !== 0) ${leave}`];
  return [...words, "if (", "  (", ...indent(reserved, 2), "  ) !== 0", ")", `  ${leave}`];
}

const keysOf = (members: readonly Member[]): Member[] => members.filter((member) => member.field.reserved !== true);

const entries = (members: readonly Member[], reading: Reading): string[] =>
  keysOf(members).map((member) => `${propertyName(member.key)}: ${reading.valueOf(member)},`);

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

function listBody(shape: ListShape, job: Job): string[] {
  const reading = planned(shape, job);
  const { list, stride, bytes } = shape;
  const key = propertyName(list.key);
  const head = indent(entries(shape.members, reading));
  const unfit = listUnfit(shape, reading);
  const body = [
    unless(`end - at < ${bytes}`, job),
    ...opening(reading),
    ...(unfit === "" ? [] : [`if (${unfit}) ${leave}`]),
    ...reading.loops,
  ];
  if (list.field.kind === "uint" && list.field.bits === 8) {
    const all = `${job.imports.use("bytes")}(data, ${plus("at", bytes)}, ${minus("end - at", bytes)})`;
    return [...body, "return {", ...head, `  ${key}: ${all},`, "};"];
  }
  const element = readAt(list.field, list.little, "next", job.imports);
  return [
    ...body,
    `const list: ${elementType(list.field, job.imports)}[] = [];`,
    `for (let next = ${plus("at", bytes)}; next < end; next += ${stride}) list.push(${element});`,
    "return {",
    ...head,
    `  ${key}: list,`,
    "};",
  ];
}

const minus = (base: string, offset: number): string => (offset === 0 ? base : `${base} - ${offset}`);

/** When the bytes behind the head are not exactly the elements that a count asks for. */
function listUnfit(shape: ListShape, reading: Reading): string {
  const { list, stride, bytes, members } = shape;
  const rule = list.field.open?.count;
  const room = minus("end - at", bytes);
  const whole = stride === 1 ? "" : `(${room}) % ${stride} !== 0`;
  const counter = members.find((member) => member.key === rule?.field);
  if (rule === undefined || counter === undefined) return whole;
  const stated = `(${reading.valueOf(counter)})`;
  const count = rule.zero === undefined ? stated : `(${stated} || ${rule.zero})`;
  const asked = rule.unit === undefined ? count : `Math.ceil((${count} * ${rule.unit}) / ${stride * 8})`;
  const given = stride === 1 ? room : `(${room}) / ${stride}`;
  if (rule.most !== true) return `${given} !== ${asked}`;
  return [whole, `${given} > ${asked}`].filter((part) => part !== "").join(" || ");
}

function choiceBody(shape: ChoiceShape, job: Job): string[] {
  const { imports } = job;
  const reading = planned(shape, job);
  const anonymous = shape.union.field.anonymous === true;
  const arm = localName(shape.union.key);
  const head = entries(shape.members, reading);
  const begin = plus("at", shape.bytes);
  const cases = shape.arms.flatMap(({ value, member, entry, bytes }) => {
    const decode = imports.from(entry.module, layoutNames(entry.definition.name).decode);
    const read = `${decode}(data, next - ${bytes}, next)`;
    const put = anonymous
      ? `${propertyOf("value", member)} = ${read}`
      : `${arm} = { ${propertyName(member)}: ${read} }`;
    return [`case ${caseOf(value)}:`, `  if ((next += ${bytes}) <= end) ${put};`, "  else next = end + 1;", "  break;"];
  });
  const type = imports.typeFrom(
    imports.library.layout(shape.union.field.layout ?? "").module,
    layoutNames(shape.union.field.layout ?? "").value,
  );
  const size = hex(shape.size);
  const begun = [...opening(reading), ...reading.loops];
  const choose = [
    `let next = ${begin};`,
    ...selection(shape, reading, job),
    ...indent([...cases, "default:", `  ${leave}`]),
    "}",
  ];
  const closed = imports.use("closed");
  if (anonymous) {
    return [
      unless(`end - at < ${shape.bytes}`, job),
      ...begun,
      `const value: ${job.value} = {`,
      ...indent(head),
      "};",
      ...choose,
      `if (next > end) ${leave}`,
      `return ${closed}(value, data, at, next, end, ${size});`,
    ];
  }
  const whole = [...head, `${propertyName(shape.union.key)}: ${arm},`];
  return [
    unless(`end - at < ${shape.bytes}`, job),
    ...begun,
    `let ${arm}: ${type} | undefined;`,
    ...choose,
    `if (${arm} === undefined) ${leave}`,
    // The usual reply ends with its arm: one literal is faster than a key added later.
    `if (next === end && end - at !== ${size}) {`,
    "  return {",
    ...indent([...whole, `"@tail": ${imports.use("none")},`], 2),
    "  };",
    "}",
    `const value: ${job.value} = {`,
    ...indent(whole),
    "};",
    `return ${closed}(value, data, at, next, end, ${size});`,
  ];
}

const caseOf = (value: string): string => (/^\d+$/.test(value) ? hex(Number(value)) : JSON.stringify(value));

/** The `switch` over what the selecting field says. */
function selection({ selector, members }: ChoiceShape, reading: Reading, job: Job): string[] {
  const { from, field, shift = 0, mask } = selector;
  if (from === "request") {
    const request = `const request: { readonly ${propertyName(field)}?: unknown } | undefined = context?.request;`;
    const bits = mask === undefined ? "-1" : hex(mask);
    const read = propertyOf("request", field).replace(/^request/, "request?");
    const asked = `${job.imports.use("asked")}(${read.replace("?[", "?.[")}, ${shift}, ${bits})`;
    return [request, `switch (${asked}) {`];
  }
  const member = members.find((one) => one.key === field);
  const value = member === undefined ? "-1" : reading.valueOf(member);
  const masked = mask === undefined ? value : `(${value}) & ${hex(mask)}`;
  return [`switch (${shift === 0 ? masked : `(${masked}) >>> ${shift}`}) {`];
}
