/**
 * Writes `encodeX`: every field is read once and checked, and only then every word is written once. Whatever is not the plain
 * case (a label, a reserved field that is given, a tail, a value that does not fit) goes to the interpreter.
 */
import type { FieldDefinition, LayoutDefinition } from "../layout/index.js";
import { layoutNames, localName, propertyOf } from "./identifiers.js";
import type { Imports } from "./imports.js";
import type { Member } from "./members.js";
import type { ChoiceShape, FixedShape, ListShape, Shape } from "./shape.js";
import { hex, indent, plus, wrapped } from "./text.js";
import { planWords, type Word } from "./words.js";
import { checkOf, encoderOf, isWritable, writeOf } from "./write.js";

interface Job {
  readonly definition: LayoutDefinition;
  readonly imports: Imports;
}

/** What makes up the body: locals, conditions that must hold, statements that write, and the size. */
interface Body {
  readonly locals: readonly string[];
  readonly checks: readonly string[];
  readonly writes: readonly string[];
  readonly size: string;
  /** Behind the writes, when they do not end with `return size`. */
  readonly finish?: readonly string[];
}

export function encodeFunction(definition: LayoutDefinition, shape: Shape, imports: Imports): string[] {
  const { encode, value, codec } = layoutNames(definition.name);
  const part = imports.useType("Part");
  const head = `export function ${encode}(data: DataView, at: number, value: ${value}, part?: ${part}): number {`;
  const interpret = `return ${imports.use("encodeWhole")}(${codec}, data, at, value, part);`;
  const body = bodyOf(definition, shape, imports);
  if (body === undefined) return [head, ...indent([interpret]), "}"];
  const { locals, checks, writes, size, finish } = body;
  const guarded = [
    ...locals,
    "if (",
    ...indent(checks.map((check, index) => (index === 0 ? check : `&& ${check}`))),
    ") {",
    ...indent([...(shape.kind === "fixed" ? [`if (part === "check") return ${size};`] : []), ...writes]),
    ...indent(finish ?? [`return ${size};`]),
    "}",
  ];
  return [
    head,
    ...indent(["try {", ...indent(guarded), "} catch {", "  // The interpreter says what is wrong.", "}", interpret]),
    "}",
  ];
}

function bodyOf(definition: LayoutDefinition, shape: Shape, imports: Imports): Body | undefined {
  if (shape.kind === "interpreted" || !shape.members.every(isWritable)) return undefined;
  // Without a field that must be there, anything at all would pass for a value.
  if (shape.kind === "fixed" && shape.members.every(({ field }) => field.reserved === true)) return undefined;
  const job: Job = { definition, imports };
  if (shape.kind === "fixed") return fixedBody(shape, job);
  return shape.kind === "list" ? listBody(shape, job) : choiceBody(shape, job);
}

const isKey = (member: Member): boolean => member.field.reserved !== true;

/** Locals, checks and writes of the members of a fixed part. `lengths` says what lengths of lists are. */
function fixedParts(members: readonly Member[], bytes: number, job: Job, lengthOf: (field: FieldDefinition) => string) {
  const plan = planWords(members, bytes);
  const keys = members.filter(isKey);
  const locals = keys.map((member) => local(member, lengthOf(member.field)));
  const absent = members.filter((member) => !isKey(member)).map(({ key }) => `${keyOf(key)} === undefined`);
  const checks = keys.map((member) => checkOf(member, localName(member.key), job.imports));
  const writes = [
    ...wordWrites(plan.words, job.imports),
    ...keys
      .filter((member) => plan.regions.has(member) || plan.loose.has(member))
      .flatMap((member) => writeOf(member, localName(member.key), plan.loose.has(member), job.imports)),
  ];
  return { locals, checks: [...checks, ...absent], writes };
}

/** Keys of the base type stand under an index signature. */
const keyOf = (key: string): string =>
  /^reserved_at_/.test(key) ? `value[${JSON.stringify(key)}]` : propertyOf("value", key);

function local(member: Member, length: string): string {
  const name = localName(member.key);
  const source = propertyOf("value", member.key);
  const { constant } = member.field;
  const fallback = constant === undefined ? length : constantText(constant, member.field.bits);
  return fallback === "" ? `const ${name} = ${source};` : `const ${name} = ${source} === undefined ? ${fallback} : ${source};`;
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

function fixedBody(shape: FixedShape, job: Job): Body {
  const parts = fixedParts(shape.members, shape.bytes, job, sizeRule(String(shape.bytes)));
  return {
    ...parts,
    checks: [...parts.checks, 'value["@tail"] === undefined', `${plus("at", shape.bytes)} <= data.byteLength`],
    size: String(shape.bytes),
  };
}

/** One statement for each word; long runs of padding by a loop. */
function wordWrites(words: readonly Word[], imports: Imports): string[] {
  const lines: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    let until = index;
    while (words[until]?.items.length === 0 && words[until]?.byte === word.byte + (until - index) * 4) until += 1;
    if (until - index >= 6) {
      lines.push(`${imports.use("clear")}(data, ${plus("at", word.byte)}, ${plus("at", word.byte + (until - index) * 4)});`);
      index = until - 1;
      continue;
    }
    lines.push(...wordWrite(word));
  }
  return lines;
}

function wordWrite({ byte, bits, little, items }: Word): string[] {
  const order = little && bits > 8 ? ", true" : "";
  const terms = items.map(({ member, shift }) => {
    const name = localName(member.key);
    return shift === 0 ? name : items.length === 1 ? `${name} << ${shift}` : `(${name} << ${shift})`;
  });
  const open = `data.setUint${bits}(${plus("at", byte)}, `;
  const lines = wrapped(terms.length === 0 ? ["0"] : terms, "|", 90);
  if (lines.length === 1) return [`${open}${lines[0]}${order});`];
  return [`data.setUint${bits}(`, `  ${plus("at", byte)},`, ...indent(lines), `${order === "" ? "" : "  , true"}`, ");"].filter(
    (line) => line !== "",
  );
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
  const parts = fixedParts(shape.members, bytes, job, lengths);
  return {
    locals: [`const ${name} = ${propertyOf("value", list.key)};`, ...parts.locals],
    checks: [
      ...elementChecks(shape, name, job),
      ...parts.checks,
      ...countCheck(shape, name),
      'value["@tail"] === undefined',
      `at + ${size} <= data.byteLength`,
    ],
    writes: [...parts.writes, ...elementWrites(shape, name, job)],
    size,
  };
}

function elementChecks({ list, stride, bytes }: ListShape, name: string, job: Job): string[] {
  const { field } = list;
  const { imports } = job;
  const count = `${name}.length`;
  if (field.layout !== undefined) {
    return [`${imports.use("listFits")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${count}, ${stride})`];
  }
  if (field.bits === 8) return [`${imports.use("isBytes")}(${name}, ${count})`];
  return [`${imports.use(field.bits <= 32 ? "areNumbers" : "areBigints")}(${name}, ${count}, ${field.bits})`];
}

function elementWrites({ list, stride, bytes }: ListShape, name: string, job: Job): string[] {
  const { field } = list;
  if (field.layout !== undefined) {
    const { imports } = job;
    return [`${imports.use("writeList")}(${encoderOf(field.layout, imports)}, data, ${plus("at", bytes)}, ${name}, ${stride});`];
  }
  const { open: _open, ...single } = field;
  const [line = ""] = writeOf({ ...list, field: { ...single, count: 1 } }, name, false, job.imports);
  return [line.replace("index < 1;", `index < ${name}.length;`)];
}

/** The count must say how many elements there are, unless it fills itself in. */
function countCheck({ list, members, stride }: ListShape, name: string): string[] {
  const rule = list.field.open?.count;
  const counter = members.find((member) => member.key === rule?.field);
  if (rule === undefined || counter === undefined || counter.field.length !== undefined) return [];
  const stated = localName(counter.key);
  const count = rule.zero === undefined ? stated : `(${stated} || ${rule.zero})`;
  const asked = rule.unit === undefined ? count : `Math.ceil((${count} * ${rule.unit}) / ${stride * 8})`;
  return [`${name}.length ${rule.most === true ? "<=" : "==="} ${asked}`];
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
    checks: [
      ...parts.checks,
      `!(${name} instanceof Uint8Array)`,
      `(tail === undefined ? ${plus("at", size)} <= data.byteLength : tail.length === 0)`,
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
