/**
 * Runs of fields that many lines of a table share (nearly every request begins with the same four), each replaced by one token.
 * Reading its table is much of what importing a family costs, so less text is less time.
 */

/** A phrase is at most so many tokens; longer ones hold shorter ones. */
const mostTokens = 6;

/** A phrase that saves fewer characters than this in the whole table is not worth a place. */
const leastSaving = 60;

/**
 * Lines of layouts, and in front of them one with the phrases: `$ phrase`, tab, `phrase`. In the others `$0` stands for the first
 * of them, `$10` for the thirty-seventh: the number is written in base 36. A phrase may hold others that stand before it.
 */
export function withPhrases(lines: readonly string[]): string[] {
  const split = lines.map(fieldsOf);
  const phrases: string[] = [];
  // A space on each side of every token, so that a phrase is found as text and whole tokens only.
  let text = split.map(({ tokens }) => spaced(tokens)).join("\n");
  for (const phrase of candidates(split.map(({ tokens }) => tokens))) {
    const found = text.split(spaced(phrase));
    if (saving(phrase, found.length - 1) < leastSaving) continue;
    text = found.join(` $${phrases.length.toString(36)} `);
    phrases.push(phrase.join(" "));
  }
  const shortened = text.split("\n").map((line) => line.trim().replaceAll("  ", " "));
  const joined = split.map(
    ({ head, tail }, at) => [head, shortened[at]].filter((part) => part !== "").join(" ") + tail,
  );
  return phrases.length === 0 ? joined : [`$ ${phrases.join("\t")}`, ...joined];
}

const spaced = (tokens: readonly string[]): string => tokens.map((token) => ` ${token} `).join("");

/** What a phrase saves: its text wherever it stands, less its tokens (three characters) and its place in the list. */
function saving(phrase: readonly string[], times: number): number {
  const { length } = phrase.join(" ");
  return (length - 3) * times - length;
}

/** A line in three: name and size, fields, and behind a tab what is rare. */
function fieldsOf(line: string): { head: string; tokens: readonly string[]; tail: string } {
  const tab = line.indexOf("\t");
  const [name = "", size = "", ...tokens] = (tab < 0 ? line : line.slice(0, tab)).split(" ");
  return { head: `${name} ${size}`, tokens, tail: tab < 0 ? "" : line.slice(tab) };
}

/** Runs of tokens that occur more than once, what saves most first. Where two overlap, the second saves less than it seems. */
function candidates(lines: readonly (readonly string[])[]): (readonly string[])[] {
  const runs = new Map<string, { readonly run: readonly string[]; times: number }>();
  for (const tokens of lines) {
    for (let from = 0; from < tokens.length; from += 1) {
      for (let to = from + 1; to <= Math.min(tokens.length, from + mostTokens); to += 1) {
        const run = tokens.slice(from, to);
        const known = runs.get(run.join(" "));
        if (known === undefined) runs.set(run.join(" "), { run, times: 1 });
        else known.times += 1;
      }
    }
  }
  return [...runs.values()]
    .map(({ run, times }) => ({ run, saved: saving(run, times) }))
    .filter(({ saved }) => saved >= leastSaving)
    .sort((a, b) => b.saved - a.saved)
    .map(({ run }) => run);
}
