/**
 * The fixed part of what an encode function writes: its members are read and checked, those that share a word are joined, and
 * each word is written once.
 */
import type { FieldDefinition } from "../layout/index.js";
import { localName, propertyName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import { assigned, hex, indent, plus, wrapped } from "./text.js";
import { planWords, type Word } from "./words.js";
import { checkOf, isCostly, writeOf } from "./write.js";

/** What makes up the body: what is read, when that cannot be written, the words, statements that write, and the size. */
export interface Body {
  readonly locals: readonly string[];
  readonly unfit: readonly string[];
  /** Reads, checks and joins what shares a word. Last, since the engine would compute the words anew behind every call. */
  readonly words: readonly string[];
  readonly writes: readonly string[];
  readonly size: string;
  /** Behind the writes, when they do not end with `return size`. */
  readonly finish?: readonly string[];
}

/** Leaves the plain way when one of the conditions holds. */
export function leaveIf(unfit: readonly string[]): string[] {
  if (unfit.length === 0) return [];
  const lines = wrapped(unfit, "||", 100);
  if (lines.length === 1) return [`if (${lines[0]}) break plain;`];
  return ["if (", ...indent(lines), ")", "  break plain;"];
}

const isKey = (member: Member): boolean => member.field.reserved !== true;

export interface Parts {
  readonly locals: readonly string[];
  readonly unfit: readonly string[];
  readonly words: readonly string[];
  readonly writes: readonly string[];
}

/**
 * The members of a fixed part. Those that share a word are read one after the other, checked, and shifted into it.
 * `lengthOf` says what a length is that fills itself in; the field called `kept` keeps a local of its own.
 */
export function fixedParts(
  members: readonly Member[],
  bytes: number,
  imports: Imports,
  lengthOf: (field: FieldDefinition) => string,
  kept = "",
): Parts {
  const plan = planWords(members, bytes);
  const isShared = ({ items }: Word): boolean =>
    items.length > 1 && !items.some(({ member }) => member.key === kept || fallbackOf(member, lengthOf) !== "");
  const shared = plan.words.filter(isShared);
  const inWords = new Set(shared.flatMap((word) => word.items.map((item) => item.member)));
  const single = members.filter((member) => isKey(member) && !inWords.has(member));
  const costly = single.filter((member) => isCostly(member, imports));
  const check = (member: Member): string => checkOf(member, localName(member.key), imports);
  return {
    locals: destructured(single, lengthOf),
    words: shared.flatMap((word) => gathered(word, imports)),
    unfit: [
      ...single.filter((member) => !costly.includes(member)).map(check),
      ...once(costly.map(check)),
      ...members.filter((member) => !isKey(member)).map(isGiven),
    ],
    writes: [
      ...wordWrites(plan.words, isShared, imports),
      ...single
        .filter((member) => plan.regions.has(member) || plan.loose.has(member))
        .flatMap((member) => writeOf(member, localName(member.key), plan.loose.has(member), imports)),
    ],
  };
}

/** Checks that take time are not made again when the value is written. */
export function once(checks: readonly string[]): string[] {
  if (checks.length === 0) return [];
  const all = checks.length === 1 ? checks[0] : `(${checks.join(" || ")})`;
  return [`(part !== "checked" && ${all})`];
}

const wordName = (word: Word): string => `d${word.byte}`;

/** A padding key that is there is the interpreter's. The base type has such keys under an index signature. V8 is slower to tell `in`. */
const isGiven = ({ key }: Member): string =>
  `${/^reserved_at_/.test(key) ? `value[${JSON.stringify(key)}]` : propertyOf("value", key)} !== undefined`;

/**
 * Reads, checks and joins the numbers of one word. They stay in a block of their own: a number that grows field by field would
 * be live at every check, where the engine computes it anew.
 */
function gathered(word: Word, imports: Imports): string[] {
  const items = [...word.items].sort((a, b) => b.shift - a.shift);
  const members = items.map(({ member }) => member);
  const terms = items.map(({ member, shift }) => shifted(localName(member.key), shift));
  const name = wordName(word);
  return [
    `let ${name}: number;`,
    "{",
    ...indent([
      ...destructured(members, () => ""),
      ...leaveIf(members.map((member) => checkOf(member, localName(member.key), imports))),
      ...assigned(name, wrapped(terms, "|")),
    ]),
    "}",
  ];
}

const shifted = (name: string, shift: number): string => (shift === 0 ? name : `(${name} << ${shift})`);

/** The value of a field that fills itself in; empty for others. */
function fallbackOf({ field }: Member, lengthOf: (field: FieldDefinition) => string): string {
  return field.constant === undefined ? lengthOf(field) : constantText(field.constant, field.bits);
}

/** Reads several fields, with the values of those that fill themselves in. */
function destructured(members: readonly Member[], lengthOf: (field: FieldDefinition) => string): string[] {
  if (members.length === 0) return [];
  const fields = members.map((member) => {
    const name = localName(member.key);
    const fallback = fallbackOf(member, lengthOf);
    const target = name === member.key ? name : `${propertyName(member.key)}: ${name}`;
    return `${target}${fallback === "" ? "" : ` = ${fallback}`},`;
  });
  const line = `const { ${fields.join(" ").replace(/,$/, "")} } = value;`;
  return line.length <= 110 ? [line] : ["const {", ...indent(fields), "} = value;"];
}

function constantText(constant: number | string, bits: number): string {
  const text = typeof constant === "number" ? hex(constant) : constant;
  return bits > 32 ? `${text}n` : text;
}

/** What a length that is not given is: known for the whole layout when its size is fixed. */
export function sizeRule(size: string): (field: FieldDefinition) => string {
  return (field) => (field.length?.of === "layout" ? lengthText(field, size) : "");
}

/** A length of so many bytes or elements, with what its rule adds, as the kind of number that the field is. */
export function lengthText({ length, bits }: FieldDefinition, size: string): string {
  const all = plus(size, length?.plus ?? 0);
  return bits > 32 ? `BigInt(${all})` : all;
}

/** There is no room for what would be written from `at` to `end`. */
export const outside = (end: string): string => `!(at >= 0 && ${end} <= data.byteLength)`;

/** One statement for each word; long runs of padding by a loop. */
function wordWrites(words: readonly Word[], isShared: (word: Word) => boolean, imports: Imports): string[] {
  const lines: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    let until = index;
    let end = word.byte;
    for (let next = words[until]; next?.items.length === 0 && next.byte === end; next = words[until]) {
      end += next.bits / 8;
      until += 1;
    }
    if (until - index >= 6) {
      lines.push(`${imports.use("clear")}(data, ${plus("at", word.byte)}, ${plus("at", end)});`);
      index = until - 1;
      continue;
    }
    lines.push(wordWrite(word, isShared(word)));
  }
  return lines;
}

function wordWrite(word: Word, shared: boolean): string {
  const { byte, bits, little, items } = word;
  const terms = shared
    ? wordName(word)
    : items.map(({ member, shift }) => shifted(localName(member.key), shift)).join(" | ");
  const value = items.length === 0 ? "0" : terms.replace(/^\(([^()]*)\)$/, "$1");
  return `data.setUint${bits}(${plus("at", byte)}, ${value}${little && bits > 8 ? ", true" : ""});`;
}
