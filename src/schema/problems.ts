/** Problems of schema files: collected, bounded, put in the order of the file, and rendered. */
import { nearest, shown } from "../fault/index.js";
import { mostCompared, mostLetters, mostProblems } from "./limits.js";

/** One thing that is wrong in a schema file. */
export interface Problem {
  /** The file, as the caller named it. */
  readonly source: string;
  /** JSON pointer (RFC 6901) to the place in the file. */
  readonly pointer: string;
  readonly message: string;
}

/** A JSON pointer from its steps. */
export function pointerTo(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Where checks leave what they find. Messages are functions: one that is only counted is never worded. */
export class Problems {
  readonly #found: Problem[] = [];
  #more = 0;
  #letters = mostCompared;

  add(source: string, pointer: string, message: () => string): void {
    if (this.#found.length >= mostProblems) this.#more += 1;
    else this.#found.push({ source, pointer, message: message() });
  }

  /** ` Did you mean "be"?` for a word that is none of `known`, or nothing. Goes behind a full sentence. */
  suggestion(word: string, known: Iterable<string>, most = 3): string {
    const near = nearest(word, this.#comparable(word, known), most);
    return near.length === 0 ? "" : `. Did you mean ${choice(near)}?`;
  }

  /** The known words that may be near at all, as many as the budget allows. */
  #comparable(word: string, known: Iterable<string>): string[] {
    const candidates: string[] = [];
    for (const name of known) {
      if (this.#letters <= 0) break;
      const close = Math.abs(name.length - word.length) <= Math.max(2, word.length / 3);
      if (!close && !name.includes(word) && !word.includes(name)) continue;
      this.#letters -= name.length;
      candidates.push(name);
    }
    return candidates;
  }

  get found(): readonly Problem[] {
    return this.#found;
  }

  /** Problems beyond those listed. */
  get more(): number {
    return this.#more;
  }

  get empty(): boolean {
    return this.#found.length === 0;
  }
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function choice(words: readonly string[]): string {
  return either(words.map(quoted));
}

/** Words as a list that ends with "or". */
export function either(words: readonly string[]): string {
  const last = words[words.length - 1] ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** A name in quotes, cut when it is long, with control characters escaped. */
export const quoted = (name: string): string => shown(name);

/** `1 problem`, `2 problems`. */
export const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Bits as messages show them: `bits 0x20..0x27`, `bit 0x20`. */
export function bitRange(from: number, width: number): string {
  const hex = (bit: number): string => `0x${bit.toString(16)}`;
  return width === 1 ? `bit ${hex(from)}` : `bits ${hex(from)}..${hex(from + width - 1)}`;
}

/** The problems of files in the order in which a reader meets their places. */
export function inFileOrder(problems: readonly Problem[], files: ReadonlyMap<string, unknown>): Problem[] {
  const sources = [...files.keys()];
  const order = new KeyOrder();
  const placed = problems.map((problem) => ({
    problem,
    place: [sources.indexOf(problem.source), ...order.placeOf(files.get(problem.source), problem.pointer)],
  }));
  placed.sort((a, b) => compare(a.place, b.place));
  return placed.map(({ problem }) => problem);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Which key of which key: positions in a file, with the keys of each object counted once. */
class KeyOrder {
  readonly #known = new Map<object, ReadonlyMap<string, number>>();

  /** What is missing comes last. */
  placeOf(json: unknown, pointer: string): number[] {
    const place: number[] = [];
    let at = json;
    for (const escaped of pointer.split("/").slice(1)) {
      const step = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      const index = this.#indexOf(at, step);
      place.push(index ?? Number.MAX_SAFE_INTEGER);
      at = index === undefined ? undefined : valueAt(at, [step]);
    }
    return place;
  }

  #indexOf(object: unknown, key: string): number | undefined {
    if (Array.isArray(object)) return Object.hasOwn(object, key) ? Number(key) : undefined;
    if (typeof object !== "object" || object === null) return undefined;
    let keys = this.#known.get(object);
    if (keys === undefined) {
      keys = new Map(Object.keys(object).map((name, index) => [name, index]));
      this.#known.set(object, keys);
    }
    return keys.get(key);
  }
}

/** The value at a path of own keys, or `undefined`. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = json;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

/** `/structs/x/fields/3  message`, on one line whatever the names hold. */
export function problemLine(problem: Problem): string {
  const place = problem.pointer === "" ? "" : `${cut(problem.pointer)}  `;
  return `${place}${problem.message}`.replaceAll(/\p{Cc}/gu, "?");
}

function cut(pointer: string): string {
  const most = mostLetters * 4;
  return pointer.length > most ? `${pointer.slice(0, most)}...` : pointer;
}

/** `1 bit`, `16 bits`. */
export const bitCount = (bits: number): string => many(bits, "bit");
