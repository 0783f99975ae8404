/** The decode of a head with one of several records behind it. */
import { entries, type Job, leave, opening, planned, unless } from "./decode-parts.js";
import { layoutNames, localName, propertyName, propertyOf } from "./identifiers.js";
import type { Reading } from "./read.js";
import type { ChoiceShape } from "./shape.js";
import { hex, indent, plus } from "./text.js";

export function choiceBody(shape: ChoiceShape, job: Job): string[] {
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
