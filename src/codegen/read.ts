/** Expressions that read members: from words that are held already, or by accesses of their own. */
import type { FieldDefinition } from "../layout/index.js";
import { layoutNames, localName } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import { isBareUnion } from "./shape.js";
import { hex, plus, wrapped } from "./text.js";
import type { Word, WordPlan } from "./words.js";

/** What a decode function does before it builds its result, and how it reads each member. */
export interface Reading {
  /** Declarations of the words that are used more than once. */
  readonly words: readonly string[];
  /**
   * An expression that is not 0 when a reserved bit is set, in lines; empty when nothing is reserved. Words that go through
   * one variable are not in it.
   */
  readonly reserved: readonly string[];
  /** Loops that fill arrays. */
  readonly loops: readonly string[];
  readonly valueOf: (member: Member) => string;
}

/** Arrays up to this length are written out. */
const shortArray = 8;
/** Runs of reserved dwords from this length on are read by a loop. */
const longRun = 6;

/** `current` names the one variable through which the words go; without it each word has a name. */
export function planReading(members: readonly Member[], plan: WordPlan, imports: Imports, current?: string): Reading {
  const held = plan.words.filter(isHeld);
  const looked = current === undefined ? plan.words : plan.words.filter((word) => !isHeld(word));
  const loops: string[] = [];
  const values = new Map<Member, string>();
  for (const word of plan.words) {
    const source = held.includes(word) ? (current ?? wordName(word)) : readWord(word);
    for (const { member, shift } of word.items) {
      values.set(member, itemOf(source, shift, member.field.bits, word.bits));
    }
  }
  for (const member of members) {
    if (values.has(member) || member.field.reserved === true) continue;
    const { field } = member;
    if (field.count === undefined || (field.kind === "uint" && field.bits === 8)) {
      values.set(member, readElement(member, plan, imports, String(0)));
    } else if (field.count <= shortArray) {
      const each = Array.from({ length: field.count }, (_, index) => readElement(member, plan, imports, String(index)));
      values.set(member, `[${each.join(", ")}]`);
    } else {
      const name = localName(member.key);
      loops.push(...arrayLoop(member, plan, imports, name, field.count));
      values.set(member, name);
    }
  }
  return {
    words: held.map((word) => `const ${wordName(word)} = ${readWord(word)};`),
    reserved: wrapped(reservedTerms(looked, held, imports), "|"),
    loops,
    valueOf: (member) => values.get(member) ?? "0",
  };
}

const wordName = (word: Word): string => `d${word.byte}`;

/** The word at its place, in `data` unless another DataView is named. */
export const readWord = ({ byte, bits, little }: Word, place: string = plus("at", byte), data = "data"): string =>
  `${data}.getUint${bits}(${place}${little && bits > 8 ? ", true" : ""})`;

/** A word that is used more than once gets a name. */
export function isHeld({ items, reserved }: Word): boolean {
  return items.length > 1 || (items.length === 1 && reserved !== 0);
}

/** A number in a word. */
function itemOf(source: string, shift: number, bits: number, wordBits: number): string {
  const mask = hex(2 ** bits - 1);
  if (bits === wordBits) return source;
  if (shift === 0) return `${source} & ${mask}`;
  if (shift + bits === wordBits) return `${source} >>> ${shift}`;
  return `(${source} >>> ${shift}) & ${mask}`;
}

/** Terms that are or-ed together: what is reserved in each word, long runs by a loop. */
function reservedTerms(words: readonly Word[], held: readonly Word[], imports: Imports): string[] {
  const terms: string[] = [];
  const full = (word: Word | undefined): word is Word => word?.bits === 32 && word.reserved === 0xffff_ffff;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || word.reserved === 0) continue;
    let until = index;
    while (full(words[until]) && words[until]?.byte === word.byte + (until - index) * 4) until += 1;
    if (until - index >= longRun) {
      const from = plus("at", word.byte);
      terms.push(`${imports.use("reservedBits")}(data, ${from}, ${plus("at", word.byte + (until - index) * 4)})`);
      index = until - 1;
      continue;
    }
    const source = held.includes(word) ? wordName(word) : readWord(word);
    terms.push(word.reserved === 2 ** word.bits - 1 ? source : `(${source} & ${hex(word.reserved)})`);
  }
  return terms;
}

/** Reads one element; `index` is a number or a variable. */
function readElement(member: Member, plan: WordPlan, imports: Imports, index: string): string {
  const { field, offset } = member;
  if (plan.loose.has(member)) return readLoose(member, imports, index);
  const step = field.bits >> 3;
  const byte = /^\d+$/.test(index)
    ? plus("at", (offset >> 3) + Number(index) * step)
    : `${plus("at", offset >> 3)} + ${step === 1 ? index : `${index} * ${step}`}`;
  return readAt(field, member.little, byte, imports);
}

/** Reads one element of a field that starts at a whole byte. */
export function readAt(field: FieldDefinition, little: boolean, byte: string, imports: Imports): string {
  const order = little ? ", true" : "";
  const size = field.bits >> 3;
  switch (field.kind) {
    case "string":
      return `${imports.use("textAt")}(data, ${byte}, ${size})`;
    case "uuid":
      return `${imports.use("uuidAt")}(data, ${byte})`;
    case "mac":
      return `${imports.use("macAt")}(data, ${byte})`;
    case "layout":
      return readLayout(field, byte, imports);
    case "uint":
      break;
  }
  if (field.bits === 8 && field.count !== undefined) return `${imports.use("bytes")}(data, ${byte}, ${field.count})`;
  if (field.bits === 8) return `data.getUint8(${byte})`;
  if (field.bits === 16 || field.bits === 32) return `data.getUint${field.bits}(${byte}${order})`;
  if (field.bits === 64) return `data.getBigUint64(${byte}${order})`;
  if (field.bits > 64) return `${imports.use("bytes")}(data, ${byte}, ${size})`;
  const call = imports.use(field.bits <= 32 ? "readNumber" : "readBigint");
  return `${call}(data, (${byte}) * 8, ${field.bits}, ${little ? '"le"' : '"be"'})`;
}

function readLayout(field: FieldDefinition, byte: string, imports: Imports): string {
  const size = field.bits >> 3;
  if (field.layout === undefined || isBareUnion(field, imports.library)) {
    return `${imports.use("bytes")}(data, ${byte}, ${size})`;
  }
  const entry = imports.library.layout(field.layout);
  const decode = imports.from(entry.module, layoutNames(field.layout).decode);
  const constant = /^at(?: \+ (\d+))?$/.exec(byte);
  const end = constant === null ? `${byte} + ${size}` : plus("at", Number(constant[1] ?? 0) + size);
  return `${decode}(data, ${byte}, ${end})`;
}

function readLoose({ field, offset, little }: Member, imports: Imports, index: string): string {
  const call = imports.use(field.bits <= 32 ? "readNumber" : field.bits <= 64 ? "readBigint" : "readBytes");
  const step = /^\d+$/.test(index) ? "" : ` + ${index} * ${field.bits}`;
  const first = offset + (step === "" ? Number(index) * field.bits : 0);
  return `${call}(data, at * 8 + ${first}${step}, ${field.bits}, ${little ? '"le"' : '"be"'})`;
}

/** The element type of an array, as generated code names it. */
export function elementType(field: FieldDefinition, imports: Imports): string {
  if (field.layout !== undefined) {
    return imports.typeFrom(imports.library.layout(field.layout).module, layoutNames(field.layout).value);
  }
  if (field.kind !== "uint") return "string";
  return field.bits <= 32 ? "number" : field.bits <= 64 ? "bigint" : "Uint8Array";
}

function arrayLoop(member: Member, plan: WordPlan, imports: Imports, name: string, count: number): string[] {
  const each = readElement(member, plan, imports, "index");
  return [
    `const ${name}: ${elementType(member.field, imports)}[] = [];`,
    `for (let index = 0; index < ${count}; index += 1) ${name}.push(${each});`,
  ];
}
