/** The decode of a head with a list behind it. */
import { entries, type Job, leave, opening, planned, unless } from "./decode-parts.js";
import { propertyName } from "./identifiers.js";
import { elementType, type Reading, readAt } from "./read.js";
import type { ListShape } from "./shape.js";
import { indent, plus } from "./text.js";

export function listBody(shape: ListShape, job: Job): string[] {
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
