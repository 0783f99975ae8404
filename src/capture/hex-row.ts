/** Takes one line of hex text apart: offset, groups of digits, text column. What it means is decided later. */

/** One line that holds hex digits. */
export interface HexRow {
  readonly line: number;
  /** Digits of the offset; radix still open. Absent in formats without offsets. */
  readonly offset: string | undefined;
  /** A colon stands behind the offset. */
  readonly colon: boolean;
  /** Words stand before the offset: a kernel log. */
  readonly prefixed: boolean;
  /** Groups of hex digits, in order. */
  readonly groups: readonly string[];
  /** The column that shows the bytes as characters. */
  readonly text: string | undefined;
  /** What encloses the text column: `|` or `>`. */
  readonly fence: "|" | ">" | undefined;
}

/** What a line is: a row, `*` (rows like the last one follow), an odd number of digits, or something else. */
export type HexLine = HexRow | "repeat" | "odd" | "blank" | "other";

/** A longer line can only be digits without an offset. */
const mostCharacters = 4096;

const withColon = /^\s*(?:0x)?([0-9a-f]{4,16}):(?:\s+(\S.*)|\s*)$/i;
const prefixedColon =
  /^.*?[\s:\]]([0-9a-f]{8}|[0-9a-f]{16}):\s+((?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{16})(?:\s.*)?)$/i;
const withSpace = /^\s*([0-9a-f]{4,16})\s+(\S.*)$/i;
const lone = /^\s*([0-9a-f]{4,16})\s*$/i;

const gapPattern = /\s*/y;
const groupPattern = /([0-9a-f]{2,512})(?=\s|$)/iy;

/** Digits at the start of `rest`, in groups, and where the text column begins. */
function cells(rest: string): { groups: string[]; text: string | undefined } {
  const groups: string[] = [];
  let digits = 0;
  let at = 0;
  for (;;) {
    gapPattern.lastIndex = at;
    gapPattern.exec(rest);
    const from = gapPattern.lastIndex;
    // A wide gap ends the digits when what follows has one character for each byte so far.
    if (at > 0 && from - at > 1 && isTextColumn(rest.slice(from), digits / 2))
      return { groups, text: rest.slice(from) };
    groupPattern.lastIndex = from;
    const hex = groupPattern.exec(rest)?.[1] ?? "";
    if (hex === "" || hex.length % 2 !== 0 || (at > 0 && from === at)) {
      return { groups, text: from === rest.length ? undefined : rest.slice(from) };
    }
    groups.push(hex);
    digits += hex.length;
    at = from + hex.length;
  }
}

/** One character a byte; fewer when blanks at the end were lost, and then it must not look like digits. */
function isTextColumn(behind: string, bytes: number): boolean {
  const length = behind.trimEnd().length;
  return length <= bytes && (behind.length >= bytes || !/^[0-9a-f]{2}(?:\s+[0-9a-f]{2})*$/i.test(behind.trimEnd()));
}

interface Fenced {
  readonly body: string;
  readonly text: string | undefined;
  readonly fence: "|" | ">" | undefined;
}

/** Cuts off a text column between bars (hexdump -C) or angles (od -z). */
function fenced(rest: string): Fenced {
  const whole = rest.trimEnd();
  for (const [open, close] of [["|", "|"] as const, [">", "<"] as const]) {
    const at = whole.indexOf(open);
    if (at < 0 || at === whole.length - 1 || !whole.endsWith(close)) continue;
    return { body: whole.slice(0, at).trimEnd(), text: whole.slice(at + 1, -1), fence: open };
  }
  return { body: rest, text: undefined, fence: undefined };
}

interface Place {
  readonly line: number;
  readonly offset: string | undefined;
  readonly colon: boolean;
  readonly prefixed: boolean;
}

function rowOf(place: Place, rest: string): HexRow | undefined {
  const { body, text, fence } = fenced(rest);
  const found = cells(body);
  if (found.groups.length === 0 && rest !== "") return undefined;
  // Words behind a few digits are prose: a text column has no more characters than there are bytes.
  const digits = found.groups.reduce((sum, group) => sum + group.length, 0);
  if (fence === undefined && (found.text ?? "").trimEnd().length > digits / 2) return undefined;
  return { ...place, groups: found.groups, text: text ?? found.text, fence };
}

/** Digits without an offset: `05 00`, `05:00`, `0500,0002`. Every word of the line must be hex. */
function plainRow(text: string, line: number): HexRow | "odd" | "other" {
  const words = text
    .trim()
    .split(/[\s,;]+|:(?=\S)/)
    .filter((word) => word !== "");
  const hex = words.every((word) => /^[0-9a-f]+$/i.test(word));
  if (!hex) return "other";
  if (words.some((word) => word.length % 2 !== 0)) return "odd";
  return { line, offset: undefined, colon: false, prefixed: false, groups: words, text: undefined, fence: undefined };
}

/** An offset and groups of another width: `00000000  05 00`, `0000000 0005 0200`. */
function spacedRow(text: string, line: number): HexRow | undefined {
  const found = withSpace.exec(text);
  const offset = found?.[1] ?? "";
  if (found === null || /[,:;]/.test(found[2]?.slice(0, 3) ?? "")) return undefined;
  const row = rowOf({ line, offset, colon: false, prefixed: false }, found[2] ?? "");
  return row?.groups[0] === undefined || row.groups[0].length === offset.length ? undefined : row;
}

/** Reads one line, already free of colours and quotation marks. */
export function readHexLine(text: string, line: number): HexLine {
  const trimmed = text.trim();
  if (trimmed === "") return "blank";
  if (trimmed === "*") return "repeat";
  if (text.length > mostCharacters) return plainRow(trimmed, line);
  const colon = withColon.exec(text);
  if (colon !== null) {
    const row = rowOf({ line, offset: colon[1], colon: true, prefixed: false }, colon[2] ?? "");
    if (row !== undefined && row.groups.length > 0) return row;
  }
  const spaced = spacedRow(text, line);
  if (spaced !== undefined) return spaced;
  const end = lone.exec(text);
  if (end !== null) {
    return { line, offset: end[1], colon: false, prefixed: false, groups: [], text: undefined, fence: undefined };
  }
  const plain = plainRow(text, line);
  if (plain !== "other") return plain;
  const prefixed = prefixedColon.exec(text);
  if (prefixed === null) return "other";
  return rowOf({ line, offset: prefixed[1], colon: true, prefixed: true }, prefixed[2] ?? "") ?? "other";
}
