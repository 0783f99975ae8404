/**
 * Writes `encodeX`: every field is read once and checked, and only then every word is written once. Whatever is not the plain
 * case (a label, a reserved field that is given, a tail, a value that does not fit) goes to the interpreter.
 */
import type { FieldDefinition, LayoutDefinition } from "../layout/index.js";
import { layoutNames, localName, propertyName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { type Member, recordNames } from "./members.js";
import type { ChoiceShape, FixedShape, ListShape, Shape } from "./shape.js";
import { assigned, hex, indent, plus, wrapped } from "./text.js";
import { planWords, type Word } from "./words.js";
import { checkOf, encoderOf, isCostly, isWritable, writeOf } from "./write.js";

interface Job {
  readonly definition: LayoutDefinition;
  readonly imports: Imports;
}

/** What makes up the body: what is read, when that cannot be written, the words, statements that write, and the size. */
interface Body {
  readonly locals: readonly string[];
  readonly unfit: readonly string[];
  /** Reads, checks and joins what shares a word. Last, since the engine would compute the words anew behind every call. */
  readonly words: readonly string[];
  readonly writes: readonly string[];
  readonly size: string;
  /** Behind the writes, when they do not end with `return size`. */
  readonly finish?: readonly string[];
}

/** There is straight-line code, which others may call for values they know nothing of. */
export const encodesStraight = (definition: LayoutDefinition, shape: Shape, imports: Imports): boolean =>
  bodyOf(definition, shape, imports) !== undefined;

export function encodeFunction(definition: LayoutDefinition, shape: Shape, imports: Imports): string[] {
  const { encode, value, codec } = layoutNames(definition.name);
  const part = imports.useType("Part");
  const head = `export function ${encode}(data: DataView, at: number, value: ${value}, part?: ${part}): number {`;
  const interpret = `return ${imports.use("encodeWhole")}(${codec}, data, at, value, part);`;
  const body = bodyOf(definition, shape, imports);
  if (body === undefined) return [head, ...indent([interpret]), "}"];
  const { locals, words, writes, size, finish } = body;
  const records = recordNames(definition, imports.library).map((name) => `${JSON.stringify(name)} in value`);
  const unfit = [...body.unfit, ...records];
  const ready = shape.kind === "fixed" ? [`if (part === "check") return ${size};`] : [];
  const lines = [...locals, ...leaveIf(unfit), ...words, ...ready, ...writes, ...(finish ?? [`return ${size};`])];
  return [
    head,
    ...indent([
      "plain: try {",
      ...indent(lines),
      "} catch {",
      "  // The interpreter says what is wrong.",
      "}",
      interpret,
    ]),
    "}",
  ];
}

/** Leaves the plain way when one of the conditions holds. */
function leaveIf(unfit: readonly string[]): string[] {
  if (unfit.length === 0) return [];
  const lines = wrapped(unfit, "||", 100);
  if (lines.length === 1) return [`if (${lines[0]}) break plain;`];
  return ["if (", ...indent(lines), ")", "  break plain;"];
}

function bodyOf(definition: LayoutDefinition, shape: Shape, imports: Imports): Body | undefined {
  if (shape.kind === "interpreted" || !shape.members.every(isWritable)) return undefined;
  // What a device only reports is seldom written; the interpreter does.
  if (definition.fields.length > 0 && definition.fields.every(isReported)) return undefined;
  // Without a field that must be there, anything at all would pass for a value.
  if (shape.kind === "fixed" && shape.members.every(({ field }) => fillsItself(field))) return undefined;
  const job: Job = { definition, imports };
  if (shape.kind === "fixed") return fixedBody(shape, job);
  return shape.kind === "list" ? listBody(shape, job) : choiceBody(shape, job);
}

const isReported = (field: FieldDefinition): boolean => field.access === "RO" || field.reserved === true;

const fillsItself = ({ reserved, constant, length }: FieldDefinition): boolean =>
  reserved === true || constant !== undefined || length !== undefined;

const isKey = (member: Member): boolean => member.field.reserved !== true;

interface Parts {
  readonly locals: readonly string[];
  readonly unfit: readonly string[];
  readonly words: readonly string[];
  readonly writes: readonly string[];
}

/**
 * The members of a fixed part. Those that share a word are read one after the other, checked, and shifted into it.
 * `lengthOf` says what a length is that fills itself in; the field called `kept` keeps a local of its own.
 */
function fixedParts(
  members: readonly Member[],
  bytes: number,
  job: Job,
  lengthOf: (field: FieldDefinition) => string,
  kept = "",
): Parts {
  const { imports } = job;
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
function once(checks: readonly string[]): string[] {
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
function sizeRule(size: string): (field: FieldDefinition) => string {
  return ({ length, bits }) => {
    if (length?.of !== "layout") return "";
    const all = plus(size, length.plus ?? 0);
    return bits > 32 ? `BigInt(${all})` : all;
  };
}

/** There is no room for what would be written from `at` to `end`. */
const outside = (end: string): string => `!(at >= 0 && ${end} <= data.byteLength)`;

function fixedBody(shape: FixedShape, job: Job): Body {
  const parts = fixedParts(shape.members, shape.bytes, job, sizeRule(String(shape.bytes)));
  return {
    ...parts,
    unfit: [...parts.unfit, 'value["@tail"] !== undefined', outside(plus("at", shape.bytes))],
    size: String(shape.bytes),
  };
}

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

function listBody(shape: ListShape, job: Job): Body {
  const { list, stride, bytes } = shape;
  const name = localName(list.key);
  const size = stride === 1 ? `${bytes} + ${name}.length` : `${bytes} + ${name}.length * ${stride}`;
  const lengths = (field: FieldDefinition): string => {
    if (field.length === undefined) return "";
    if (field.length.of === "layout") return sizeRule(size)(field);
    if (field.length.field !== list.key) return "";
    const count = field.length.of === "count" ? `${name}.length` : `${name}.length * ${stride}`;
    return plus(field.bits > 32 ? `BigInt(${count})` : count, field.length.plus ?? 0);
  };
  const parts = fixedParts(shape.members, bytes, job, lengths, list.field.open?.count?.field);
  return {
    locals: [`const ${name} = ${propertyOf("value", list.key)};`, ...parts.locals],
    unfit: [
      ...once(elementChecks(shape, name, job)),
      ...parts.unfit,
      ...countCheck(shape, name),
      'value["@tail"] !== undefined',
      outside(`at + ${size}`),
    ],
    words: parts.words,
    writes: [...parts.writes, ...elementWrites(shape, name, job)],
    size,
  };
}

function elementChecks({ list, stride, bytes }: ListShape, name: string, job: Job): string[] {
  const { field } = list;
  const { imports } = job;
  const count = `${name}.length`;
  if (field.layout !== undefined) {
    return [
      `!${imports.use("listFits")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${count}, ${stride})`,
    ];
  }
  if (field.bits === 8) return [`!${imports.use("isBytes")}(${name}, ${count})`];
  return [`!${imports.use(field.bits <= 32 ? "areNumbers" : "areBigints")}(${name}, ${count}, ${field.bits})`];
}

function elementWrites({ list, stride, bytes }: ListShape, name: string, job: Job): string[] {
  const { field } = list;
  if (field.layout !== undefined) {
    const { imports } = job;
    return [
      `${imports.use("writeList")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${stride});`,
    ];
  }
  const { open: _open, ...single } = field;
  const [line = ""] = writeOf({ ...list, field: { ...single, count: 1 } }, name, false, job.imports);
  return [line.replace("index < 1;", `index < ${name}.length;`)];
}

/** The count must say how many elements there are; one that fills itself in does by now. */
function countCheck({ list, members, stride }: ListShape, name: string): string[] {
  const rule = list.field.open?.count;
  const counter = members.find((member) => member.key === rule?.field);
  if (rule === undefined || counter === undefined) return [];
  const stated = localName(counter.key);
  const count = rule.zero === undefined ? stated : `(${stated} || ${rule.zero})`;
  const asked = rule.unit === undefined ? count : `Math.ceil((${count} * ${rule.unit}) / ${stride * 8})`;
  return [`${name}.length ${rule.most === true ? ">" : "!=="} ${asked}`];
}

function choiceBody(shape: ChoiceShape, job: Job): Body | undefined {
  const { imports } = job;
  const { union, bytes, size } = shape;
  if (union.field.anonymous === true || shape.members.some(({ field }) => field.length !== undefined)) return undefined;
  const parts = fixedParts(shape.members, bytes, job, () => "");
  const arms = [...new Map(shape.arms.map((arm) => [arm.member, arm])).values()];
  const begin = plus("at", bytes);
  const name = localName(union.key);
  const cases = arms.flatMap(({ member, entry }) => [
    `case ${JSON.stringify(member)}:`,
    `  if (${JSON.stringify(member)} in ${name}) {`,
    `    size = ${encoderOf(entry.definition.name, imports)}(data, ${begin}, ${propertyOf(name, member)}, "write");`,
    "  }",
    "  break;",
  ]);
  return {
    ...parts,
    locals: [...parts.locals, `const ${name} = ${propertyOf("value", union.key)};`, `const tail = value["@tail"];`],
    unfit: [
      ...parts.unfit,
      `${name} instanceof Uint8Array`,
      `(tail === undefined ? ${outside(plus("at", size))} : tail.length !== 0 || ${outside(begin)})`,
    ],
    // The arm comes first: it refuses before it writes.
    writes: [
      "let size = -1;",
      `switch (${imports.use("armName")}(${name})) {`,
      ...indent(cases),
      "}",
      "if (size >= 0) {",
      ...indent([
        ...parts.writes,
        `if (tail !== undefined) return ${bytes} + size;`,
        `${imports.use("clear")}(data, ${begin} + size, ${plus("at", size)});`,
        `return ${size};`,
      ]),
      "}",
    ],
    size: "",
    finish: [],
  };
}
