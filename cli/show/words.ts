/** The rules of a schema as a person says them: references, conditions, counts, selectors. */
import type {
  ByteOrder,
  Condition,
  CountRule,
  FieldDefinition,
  LabelBinding,
  LengthRule,
  Reference,
  Selector,
  SelectorTest,
} from "../../src/layout/index.js";
import { scopeName } from "../../src/uapi/index.js";
import { hex, many } from "../table.js";

export const orderWords = { be: "big-endian", le: "little-endian", host: "the host's byte order" } as const;

const origins = { self: "", parent: "the parent's ", request: "the request's ", member: "the member's " } as const;

/** `the request's op_mod >> 1`. */
export function referenceWords(reference: Reference | SelectorTest): string {
  const masked = reference.mask === undefined ? "" : ` & ${hex(reference.mask)}`;
  const shifted = reference.shift === undefined || reference.shift === 0 ? "" : ` >> ${reference.shift}`;
  const field = `${origins[reference.from ?? "self"]}${reference.field}`;
  return masked !== "" && shifted !== "" ? `(${field}${masked})${shifted}` : `${field}${masked}${shifted}`;
}

export function conditionWords(condition: Condition): string {
  const what = referenceWords(condition);
  if (condition.equals !== undefined) return `${what} is ${condition.equals}`;
  if (condition.in !== undefined) return `${what} is one of ${condition.in.join(", ")}`;
  return `${what} is not 0`;
}

export const allWords = (conditions: readonly Condition[]): string => conditions.map(conditionWords).join(" and ");

function countWords(count: CountRule): string {
  const unit = count.unit === undefined ? "" : `, in units of ${many(count.unit, "bit")}`;
  const zero = count.zero === undefined ? "" : `, 0 meaning ${count.zero}`;
  const when = count.when === undefined ? "" : `, only if ${allWords(count.when)}`;
  return `${count.most === true ? "at most " : ""}${referenceWords(count)}${unit}${zero}${when}`;
}

/** How many elements: `[4]`, `[num_entries]`, `[to the end]`. */
export function repeatWords({ count, open }: FieldDefinition): string {
  if (count !== undefined) return `[${count}]`;
  if (open === undefined) return "";
  if (open.runs !== undefined) return `[${open.runs.map((run) => countWords(run.count)).join("] then [")}]`;
  if (open.filled === true) return "[up to the last that is not 0]";
  return open.count === undefined ? "[to the end]" : `[${countWords(open.count)}]`;
}

function lengthWords(rule: LengthRule): string {
  const plus = rule.plus === undefined || rule.plus === 0 ? "" : ` plus ${rule.plus}`;
  if (rule.of === "layout") return "filled in: bytes of the whole message";
  return `filled in: ${rule.of === "count" ? "elements" : "bytes"} of ${rule.field ?? ""}${plus}`;
}

/** What else holds for a field of a layout in that byte order: constants, lengths, pointers, selectors, conditions. */
export function ruleWords(field: FieldDefinition, order: ByteOrder): string[] {
  const { constant, length, pointer, select, valid } = field;
  return [
    ...(constant === undefined ? [] : [`always ${constant}`]),
    ...(length === undefined ? [] : [lengthWords(length)]),
    ...(pointer === undefined ? [] : [`address of ${pointer.length} bytes (${pointer.direction})`]),
    ...(select === undefined ? [] : ["chosen, see below"]),
    ...(valid === undefined ? [] : [`valid if ${allWords(valid)}`]),
    ...(field.order === undefined || field.order === order ? [] : [orderWords[field.order]]),
  ];
}

/** The least scope of a command. */
export function scopeWords(scope: number | "refused" | undefined): string {
  if (scope === undefined) return "depends on the request, see fwctl explain-scope";
  return scope === "refused" ? "none, the driver refuses it" : `${scopeName(scope)} (${scope})`;
}

/** `command_opcode`, `hca_cap_type of bits >> 1`. */
export function labelWords(binding: LabelBinding): string {
  const mask = binding.mask === undefined ? "" : ` & ${hex(binding.mask)}`;
  const shift = binding.shift === undefined || binding.shift === 0 ? "" : ` >> ${binding.shift}`;
  const composed = binding.with === undefined ? "" : ` with ${binding.with.field} as the high part`;
  const kind = binding.as === "mask" ? " (masks)" : binding.as === "bit" ? " (bit numbers)" : "";
  const when = binding.when === undefined ? "" : ` if ${allWords(binding.when)}`;
  const part = `${mask}${shift}`;
  return `${binding.enum}${kind}${part === "" ? "" : ` of the value${part}`}${composed}${when}`;
}

/** Names a value of the field that a selector reads, where an enumeration does. */
export type ValueLabel = (test: SelectorTest, value: string) => string | undefined;

/**
 * A selector as lines: what is looked at, then a line a value with what it selects; a selector inside stands indented below its
 * value. Each line is a row of cells.
 */
export function selectorRows(selector: Selector, label: ValueLabel, indent = ""): string[][] {
  if (typeof selector === "string") return [[`${indent}always`, selector]];
  if (!("field" in selector)) {
    return selector.flatMap((one, index) => [
      ...(index === 0 ? [] : [[`${indent}or else`]]),
      ...selectorRows(one, label, indent),
    ]);
  }
  const values = Object.entries(selector.map).map(([value, next]) => {
    const name = label(selector, value);
    return { what: name === undefined ? value : `${value} ${name}`, next };
  });
  const others = selector.else === undefined ? [] : [{ what: "anything else", next: selector.else }];
  const rows = [...values, ...others].flatMap(({ what, next }) => {
    if (typeof next === "string") return [[`${indent}  ${what}`, next]];
    if (!("field" in next) && next.length === 0) return [[`${indent}  ${what}`, "nothing"]];
    return [[`${indent}  ${what}`], ...selectorRows(next, label, `${indent}    `)];
  });
  return [[`${indent}by ${referenceWords(selector)}`], ...rows];
}
