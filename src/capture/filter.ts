/**
 * The filter language of the command line and the viewer: `status != 0 && command == QUERY_HCA_CAP`.
 *
 * ```
 * filter     = any
 * any        = all { "||" all }
 * all        = one { "&&" one }
 * one        = "!" one | "(" any ")" | name [ operator value ]
 * operator   = "==" | "!=" | "<" | "<=" | ">" | ">=" | "~"
 * value      = number | word | text in single or double quotes
 * ```
 *
 * A number is decimal or `0x…`. A word needs no quotes as long as it has only letters, digits and `_ @ . : / [ ] -`;
 * a name with other characters stands in quotes.
 * A name alone is true when the value is there and is neither 0, false nor empty. A comparison with a value that
 * is not there is false, `!=` too; `!(status == 0)` includes what has no status. Text is compared without regard to
 * case. `~` asks whether the value contains the text.
 */
import { filterFault, type Operator, type Token, tokens } from "./filter-lexer.js";

/** What a lookup may answer. Numbers of 64 bits may come as `bigint` or as `0x…` text. */
export type FilterValue = string | number | bigint | boolean | undefined;

/** Gives the value of a name, `undefined` when there is none. */
export type FilterLookup = (name: string) => FilterValue;

/** A compiled filter. */
export interface Filter {
  /** True when the values pass. */
  readonly test: (lookup: FilterLookup) => boolean;
  /** The names that it asks for, each once. */
  readonly names: readonly string[];
}

type Test = (lookup: FilterLookup) => boolean;

/** Deepest nesting of parentheses and negations. */
const deepest = 64;

const isNumber = /^-?(?:0x[0-9a-f]+|\d+)$/i;

function numberOf(text: string): bigint | undefined {
  if (!isNumber.test(text)) return undefined;
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
}

/** A fraction such as a time: compared as a floating-point number. */
function fractionOf(text: string): number | undefined {
  return /^-?\d+\.\d+$/.test(text) ? Number(text) : undefined;
}

function numeric(value: FilterValue): bigint | number | undefined {
  switch (typeof value) {
    case "bigint":
    case "number":
      return value;
    case "boolean":
      return value ? 1n : 0n;
    case "string":
      return numberOf(value) ?? fractionOf(value);
    default:
      return undefined;
  }
}

/** Sign of a - b; `undefined` when the two cannot be ordered. */
function order(value: FilterValue, text: string, wanted: bigint | number | undefined): number | undefined {
  const found = wanted === undefined ? undefined : numeric(value);
  if (found !== undefined && wanted !== undefined) return found < wanted ? -1 : found > wanted ? 1 : 0;
  const left = String(value).toLowerCase();
  const right = text.toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparison(name: string, operator: Operator, text: string, quoted: boolean): Test {
  const wanted = quoted ? undefined : (numberOf(text) ?? fractionOf(text));
  const part = text.toLowerCase();
  return (lookup) => {
    const value = lookup(name);
    if (value === undefined) return false;
    if (operator === "~") return String(value).toLowerCase().includes(part);
    const sign = order(value, text, wanted);
    switch (operator) {
      case "==":
        return sign === 0;
      case "!=":
        return sign !== 0;
      case "<":
        return sign === -1;
      case "<=":
        return sign !== 1;
      case ">":
        return sign === 1;
      case ">=":
        return sign !== -1;
    }
  };
}

function presence(name: string): Test {
  return (lookup) => {
    const value = lookup(name);
    return value !== undefined && value !== 0 && value !== 0n && value !== false && value !== "" && value !== "0x0";
  };
}

class Parser {
  readonly names: Set<string> = new Set();
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokens(source);
  }

  whole(): Test {
    const test = this.#any(0);
    const rest = this.#peek();
    if (rest.what !== "end")
      throw filterFault(rest.at, `"${rest.text}" cannot follow here`, "Join conditions with && or ||.");
    return test;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { what: "end", text: "", at: 1 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    if (token.what !== "sign" || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #any(depth: number): Test {
    const tests = [this.#all(depth)];
    while (this.#accept("||")) tests.push(this.#all(depth));
    return tests.length === 1 && tests[0] !== undefined ? tests[0] : (lookup) => tests.some((test) => test(lookup));
  }

  #all(depth: number): Test {
    const tests = [this.#one(depth)];
    while (this.#accept("&&")) tests.push(this.#one(depth));
    return tests.length === 1 && tests[0] !== undefined ? tests[0] : (lookup) => tests.every((test) => test(lookup));
  }

  #one(depth: number): Test {
    const { at } = this.#peek();
    if (depth > deepest) throw filterFault(at, `is nested deeper than ${deepest} levels`);
    if (this.#accept("!")) {
      const test = this.#one(depth + 1);
      return (lookup) => !test(lookup);
    }
    if (this.#accept("(")) {
      const test = this.#any(depth + 1);
      if (!this.#accept(")")) throw filterFault(this.#peek().at, "a ) is missing", `It closes the ( at column ${at}.`);
      return test;
    }
    return this.#condition();
  }

  #condition(): Test {
    const name = this.#next();
    const isName = name.what === "text" || (name.what === "word" && !isNumber.test(name.text));
    if (!isName) {
      const found = name.what === "end" ? "the filter ends" : `"${name.text}" stands`;
      throw filterFault(name.at, `${found} where the name of a value should be`, "Such as status != 0.");
    }
    this.names.add(name.text);
    const operator = this.#peek();
    if (operator.what !== "operator") return presence(name.text);
    this.#at += 1;
    const value = this.#next();
    if (value.what === "word") return comparison(name.text, operator.text, value.text, false);
    if (value.what === "text") return comparison(name.text, operator.text, value.text, true);
    throw filterFault(value.at, `a value is missing behind ${operator.text}`, "A number, a word, or text in quotes.");
  }
}

/**
 * Compiles a filter. The work of `test` is bounded by the length of the filter.
 *
 * @example
 * const filter = compileFilter("status != 0 && command == QUERY_HCA_CAP");
 * filter.test((name) => row[name]);
 * @throws FwctlFault `capture` with the column, for anything that is not in the grammar.
 */
export function compileFilter(source: string): Filter {
  const parser = new Parser(source);
  const test = parser.whole();
  return { test, names: [...parser.names] };
}
