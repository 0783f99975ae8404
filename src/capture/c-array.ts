/** Bytes written as source code: `0x05, 0x00, …` in an array of C (also `xxd -i`), and strings of `\x05\x00`. */
import { FwctlFault } from "../fault/index.js";
import type { HexText } from "./hex-bytes.js";
import { type HexOptions, type HexWords, hexFormats, wordBytes } from "./hex-formats.js";
import { linePath } from "./notes.js";

/** Element types whose width, and for the kernel's own types whose byte order, the name tells. */
const elementTypes: ReadonlyMap<string, HexWords | 8 | 16 | 32 | 64> = /* @__PURE__ */ new Map<
  string,
  HexWords | 8 | 16 | 32 | 64
>([
  ["char", 8],
  ["u8", 8],
  ["__u8", 8],
  ["uint8_t", 8],
  ["u16", 16],
  ["__u16", 16],
  ["uint16_t", 16],
  ["u32", 32],
  ["__u32", 32],
  ["uint32_t", 32],
  ["u64", 64],
  ["__u64", 64],
  ["uint64_t", 64],
  ["__le16", "le16"],
  ["__be16", "be16"],
  ["__le32", "le32"],
  ["__be32", "be32"],
  ["__le64", "le64"],
  ["__be64", "be64"],
]);

const declaration = /\b([A-Za-z_][A-Za-z0-9_]{0,31})\s+[A-Za-z_][A-Za-z0-9_]{0,127}\s*\[[^\]]{0,64}\]\s*=\s*$/;
const escapes = /(?:\\x[0-9a-f]{2}){2,}/gi;

/** A line of nothing but numbers with their `0x`. */
const numbersAlone = /^\s*(?:0x[0-9a-f]{1,16}[\s,]{1,8}){1,64}0x[0-9a-f]{1,16}\s*$/im;

/** True when the text looks like source code with numbers in it, or like such numbers alone. */
export function looksLikeArray(text: string): boolean {
  return /\b0x[0-9a-f]{1,16}\s*[,}]/i.test(text) || /(?:\\x[0-9a-f]{2}){2,}/i.test(text) || numbersAlone.test(text);
}

/** A comment of either kind. Its end may be the end of the text. */
const comment = /\/\*|\/\//g;

/** Comments become blanks; ends of line stay, so that lines can be counted. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  comment.lastIndex = 0;
  for (let found = comment.exec(text); found !== null; found = comment.exec(text)) {
    const open = found.index;
    const close = found[0] === "/*" ? text.indexOf("*/", open + 2) : text.indexOf("\n", open);
    const end = close < 0 ? text.length : found[0] === "/*" ? close + 2 : close;
    parts.push(text.slice(at, open), text.slice(open, end).replace(/[^\n]/g, " "));
    at = end;
    comment.lastIndex = end;
  }
  return parts.join("") + text.slice(at);
}

/** Line numbers of places that come in rising order. */
class Lines {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  lineAt(index: number): number {
    for (; this.#at < index; this.#at += 1) if (this.#text.charCodeAt(this.#at) === 10) this.#line += 1;
    return this.#line;
  }
}

function refuse(line: number, what: string, remedy?: string): never {
  throw new FwctlFault({ code: "capture", path: linePath(line), what, remedy });
}

interface List {
  readonly body: string;
  readonly line: number;
  readonly type: string | undefined;
}

/** The lists in braces, or the whole text when there are no braces. */
function listsOf(text: string): List[] {
  const lists: List[] = [];
  const lines = new Lines(text);
  let at = 0;
  for (;;) {
    const open = text.indexOf("{", at);
    if (open < 0) break;
    const close = text.indexOf("}", open);
    const end = close < 0 ? text.length : close;
    const type = declaration.exec(text.slice(Math.max(at, open - 256), open))?.[1];
    lists.push({ body: text.slice(open + 1, end), line: lines.lineAt(open), type });
    at = end + 1;
    if (close < 0) break;
  }
  if (lists.length > 0) return lists;
  const first = text.search(/\S/);
  return [{ body: text, line: lines.lineAt(Math.max(first, 0)), type: undefined }];
}

function elements({ body, line }: List): { values: bigint[]; digits: number } {
  const values: bigint[] = [];
  let digits = 0;
  for (const word of body.replace(/\[[^\]]*\]\s*=/g, " ").split(/[\s,]+/)) {
    if (word === "") continue;
    const number = /^(0x[0-9a-f]{1,16}|\d{1,20})[uUlL]{0,3}$/i.exec(word)?.[1];
    if (number === undefined) refuse(line, `"${word.slice(0, 20)}" in the array is no number`);
    digits = Math.max(digits, /^0x/i.test(number) ? number.length - 2 : 0);
    values.push(BigInt(number));
  }
  return { values, digits };
}

/** How the elements lie in memory: by their type, by the caller, or bytes when all are small. */
function wordsOf(list: List, values: readonly bigint[], digits: number, options: HexOptions): HexWords | 8 {
  const type = elementTypes.get(list.type ?? "");
  if (
    type === 8 ||
    (type === undefined && options.words === undefined && digits <= 2 && values.every((one) => one < 256n))
  ) {
    return 8;
  }
  if (typeof type === "string") return type;
  if (options.words !== undefined) return options.words;
  const what = type === undefined ? "an array of words" : `an array of ${list.type}`;
  return refuse(
    list.line,
    `${what} does not tell the order of the bytes in a word`,
    'Say words "le32" or "be32" (or 16, 64).',
  );
}

function bytesOf(list: List, options: HexOptions, limit: number): Uint8Array {
  const { values, digits } = elements(list);
  const words = wordsOf(list, values, digits, options);
  const size = words === 8 ? 1 : wordBytes(words);
  if (values.length * size > limit)
    refuse(list.line, `the array has more than ${limit} bytes`, "Raise the limit to read it.");
  const bytes = new Uint8Array(values.length * size);
  for (const [index, value] of values.entries()) {
    if (value >= 1n << BigInt(size * 8)) refuse(list.line, `0x${value.toString(16)} does not fit ${size * 8} bits`);
    for (let byte = 0; byte < size; byte += 1) {
      const shift = words === 8 || words.startsWith("be") ? size - 1 - byte : byte;
      bytes[index * size + byte] = Number((value >> BigInt(shift * 8)) & 0xffn);
    }
  }
  return bytes;
}

function escapedBytes(text: string): Uint8Array {
  const pairs = [...text.matchAll(escapes)].flatMap(([run]) => run.slice(2).split(/\\x/i));
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/**
 * The arrays of a text, in order.
 *
 * @throws FwctlFault `capture` for an element that is no number or does not fit, and for words of unknown byte order.
 */
export function readArrays(source: string, options: HexOptions, limit: number): HexText[] {
  const text = withoutComments(source);
  if (!/\b0x[0-9a-f]/i.test(text)) {
    const line = new Lines(text).lineAt(Math.max(text.search(escapes), 0));
    return [{ bytes: escapedBytes(text), base: 0, format: hexFormats.cArray, line, notes: [] }];
  }
  return listsOf(text)
    .filter((list) => /[0-9]/.test(list.body))
    .map((list) => ({
      bytes: bytesOf(list, options, limit),
      base: 0,
      format: hexFormats.cArray,
      line: list.line,
      notes: [],
    }));
}
