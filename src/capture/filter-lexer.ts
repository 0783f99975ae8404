/** Words of the filter language, each with its place. */
import { FwctlFault } from "../fault/index.js";

/** Comparison operators. `~` asks whether a text contains another. */
export const operators = ["==", "!=", "<=", ">=", "<", ">", "~"] as const;

export type Operator = (typeof operators)[number];

/** One word. `at` counts characters from 1. */
export type Token =
  | { readonly what: "operator"; readonly text: Operator; readonly at: number }
  | { readonly what: "sign"; readonly text: "&&" | "||" | "!" | "(" | ")"; readonly at: number }
  /** Letters, digits, and what stands in names and addresses. */
  | { readonly what: "word"; readonly text: string; readonly at: number }
  | { readonly what: "text"; readonly text: string; readonly at: number }
  | { readonly what: "end"; readonly text: ""; readonly at: number };

/** Longest filter. */
const mostCharacters = 4096;

const signs = ["&&", "||", "!", "(", ")"] as const;

/** A fault that says where in the filter. */
export function filterFault(at: number, what: string, remedy?: string): FwctlFault {
  return new FwctlFault({ code: "capture", path: `filter, column ${at}`, what, remedy });
}

function quoted(source: string, from: number): { text: string; end: number } {
  const quote = source[from];
  let text = "";
  let at = from + 1;
  while (at < source.length && source[at] !== quote) {
    if (source[at] === "\\") at += 1;
    text += source[at] ?? "";
    at += 1;
  }
  if (at >= source.length) throw filterFault(from + 1, `the text that starts here has no closing ${quote}`);
  return { text, end: at + 1 };
}

/** Splits a filter into words. */
export function tokens(source: string): readonly Token[] {
  if (source.length > mostCharacters) {
    throw filterFault(1, `the filter has ${source.length} characters, at most ${mostCharacters} are read`);
  }
  const found: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const place = at + 1;
    const operator = operators.find((one) => source.startsWith(one, at));
    const sign = signs.find((one) => source.startsWith(one, at));
    const word = /^[A-Za-z0-9_@.:/[\]-]+/.exec(source.slice(at, at + 512))?.[0];
    const character = source[at] ?? "";
    if (/\s/.test(character)) at += 1;
    else if (character === '"' || character === "'") {
      const { text, end } = quoted(source, at);
      found.push({ what: "text", text, at: place });
      at = end;
    } else if (operator !== undefined) {
      found.push({ what: "operator", text: operator, at: place });
      at += operator.length;
    } else if (sign !== undefined) {
      found.push({ what: "sign", text: sign, at: place });
      at += sign.length;
    } else if (word !== undefined) {
      found.push({ what: "word", text: word, at: place });
      at += word.length;
    } else throw filterFault(place, `"${character}" means nothing here`, 'Put text in quotes: name == "a b".');
  }
  found.push({ what: "end", text: "", at: source.length + 1 });
  return found;
}
