/**
 * Shorthand for runs of text that stand in many lines of a table. Reading its table is much of what importing a family costs,
 * so less text is less time.
 */
import { shorthandMarks, shorthandRange, shorthandSigns } from "../layout/shorthand.js";

/** A run that saves fewer characters than this in the whole text is not worth a place. */
const leastSaving = 8;

/** Characters of a run that is written short, wherever it stands: a mark and a sign. */
const shortLength = 2;

/**
 * The lines of a table in shorthand, and in front of them the line that says what is short for what (see
 * `src/layout/shorthand.ts`). Lines in which that could not be told from their own text stay as they are, and so do lines
 * that have little in common.
 */
export function withShorthand(lines: readonly string[]): string[] {
  const split = lines.map(partsOf);
  if ([...shorthandMarks].some((mark) => split.some(({ body }) => body.includes(mark)))) return [...lines];
  const pieces = new Pieces();
  let text = split.map(({ body }) => pieces.read(body)).join("\n");
  for (;;) {
    const pairs = worthJoining(text, pieces);
    if (pairs.length === 0) break;
    for (const pair of pairs) text = text.replaceAll(pair, pieces.join(pair));
  }
  const [runs, bodies] = pieces.written(text);
  if (runs.length === 0) return [...lines];
  return [`$ ${runs.join("\t")}`, ...split.map(({ head, tail }, at) => `${head}${bodies[at]}${tail}`)];
}

/** A line in three: the two words that it begins with, fields or labels, and what stands behind a tab. */
function partsOf(line: string): { head: string; body: string; tail: string } {
  const [from, to] = shorthandRange(line);
  return { head: line.slice(0, from), body: line.slice(from, to), tail: line.slice(to) };
}

/**
 * Pairs of pieces to join next: those that save most, down to half of the best. No piece is in two of them, since joining one
 * changes how often the other stands.
 */
function worthJoining(text: string, pieces: Pieces): string[] {
  const times = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    if (!pair.includes("\n")) times.set(pair, (times.get(pair) ?? 0) + 1);
  }
  const ranked = [...times]
    .map(([pair, count]) => ({ pair, saved: pieces.saving(pair, count) }))
    .sort((a, b) => b.saved - a.saved);
  const enough = Math.max(leastSaving, (ranked[0]?.saved ?? 0) / 2);
  const taken = new Set<string>();
  const chosen: string[] = [];
  for (const { pair } of ranked.filter(({ saved }) => saved >= enough)) {
    if ([...pair].some((piece) => taken.has(piece))) continue;
    for (const piece of pair) taken.add(piece);
    chosen.push(pair);
  }
  return chosen.slice(0, pieces.room);
}

/** How the run at `index` is written short. */
function shortFor(index: number): string {
  const { length } = shorthandSigns;
  return shorthandMarks.charAt(Math.floor(index / length)) + shorthandSigns.charAt(index % length);
}

/**
 * Text as pieces of one character each, so that looking for two of them is looking in a string: words, numbers and marks at
 * first, then also pairs of pieces that were joined.
 */
class Pieces {
  readonly #words = new Map<string, string>();
  readonly #characters = new Map<string, string>();
  readonly #pairs = new Map<string, string>();

  /** How many more pairs can be joined. */
  get room(): number {
    return shorthandMarks.length * shorthandSigns.length - this.#pairs.size;
  }

  read(text: string): string {
    return (text.match(/[A-Za-z]+|\d+|./g) ?? []).map((word) => this.#characterOf(word)).join("");
  }

  join(pair: string): string {
    const character = this.#next();
    this.#pairs.set(character, pair);
    return character;
  }

  /** What joining a pair saves that stands so many times: its text, less its short form and its place among the runs. */
  saving(pair: string, times: number): number {
    const length = [...pair].reduce((sum, piece) => sum + (this.#words.get(piece)?.length ?? shortLength), 0);
    return (length - shortLength) * times - length - 1;
  }

  /** The runs, and the lines in which those are short. A pair that is left in one place only is written out there. */
  written(text: string): [runs: string[], lines: string[]] {
    const places = new Map<string, number>();
    const count = (pieces: string): void => {
      for (const piece of pieces) places.set(piece, (places.get(piece) ?? 0) + 1);
    };
    count(text);
    for (const [piece, pair] of [...this.#pairs].reverse()) if (places.has(piece)) count(pair);
    const short = new Map<string, string>();
    const runs: string[] = [];
    const spelled = (pieces: string): string =>
      [...pieces]
        .map((piece) => short.get(piece) ?? this.#words.get(piece) ?? spelled(this.#pairs.get(piece) ?? ""))
        .join("");
    for (const [piece, pair] of this.#pairs) {
      if ((places.get(piece) ?? 0) < 2) continue;
      short.set(piece, shortFor(runs.length));
      runs.push(spelled(pair));
    }
    return [runs, text.split("\n").map(spelled)];
  }

  #characterOf(word: string): string {
    const known = this.#characters.get(word);
    if (known !== undefined) return known;
    const character = this.#next();
    this.#characters.set(word, character);
    this.#words.set(character, word);
    return character;
  }

  /** Beyond the characters of text, so that a line end stays one. */
  #next(): string {
    return String.fromCharCode(0x100 + this.#words.size + this.#pairs.size);
  }
}
