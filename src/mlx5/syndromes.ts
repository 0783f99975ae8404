/**
 * Syndromes say more than a status, but their lists are not public and change with the firmware. Nothing is shipped here:
 * whoever has a list passes it in.
 */

/**
 * `{ firmware: { syndrome: text } }`. A firmware key is a version or the start of one (`22.35.1012`, `22.35`, `22`), or `*` for
 * any; a syndrome key is hexadecimal with `0x` or decimal.
 *
 * @example { "22.35": { "0x65b500": "create_qp: wrong send queue size" } }
 */
export interface SyndromeTable {
  readonly [firmware: string]: { readonly [syndrome: string]: string };
}

/**
 * Looks a syndrome up for a firmware version; the longest matching firmware key wins. Without a version only `*` is asked.
 * Zeros at the front of a version part do not matter: `22.35.0482` is `22.35.482`.
 *
 * @returns the table's text, `undefined` when the table does not say.
 */
export function syndromeText(table: SyndromeTable, syndrome: number, firmware?: string): string | undefined {
  const parts = firmware === undefined ? [] : plain(firmware).split(".");
  const wanted = new Map(Object.keys(table).map((key) => [plain(key), key]));
  for (let length = parts.length; length >= 0; length -= 1) {
    const key = wanted.get(length === 0 ? "*" : parts.slice(0, length).join("."));
    const texts = key === undefined ? undefined : table[key];
    const text = texts === undefined ? undefined : find(texts, syndrome);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A version without leading zeros in its parts. */
function plain(version: string): string {
  return version
    .split(".")
    .map((part) => part.replace(/^0+(?=\d)/, ""))
    .join(".");
}

function find(texts: { readonly [syndrome: string]: string }, syndrome: number): string | undefined {
  const entry = Object.entries(texts).find(([key]) => Number(key) === syndrome && key.trim() !== "");
  return entry?.[1];
}
