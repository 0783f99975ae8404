/**
 * "Did you mean": the nearest known names to a word that is none of them.
 */

/** Edit distance, stopping as soon as it exceeds `limit`. Words are cut to 64 characters first: the input may be hostile. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + same,
      );
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/**
 * The known names nearest to `word`, best first: names that contain it, are contained in it, or differ in few letters.
 *
 * @example
 * nearest("DEBUG_READ", ["CONFIGURATION", "DEBUG_READ_ONLY"]); // ["DEBUG_READ_ONLY"]
 */
export function nearest(word: string, known: Iterable<string>, most = 3): string[] {
  const wanted = word.slice(0, 64).toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of known) {
    const candidate = name.slice(0, 64).toLowerCase();
    const contained = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
    const score = contained ? Math.abs(candidate.length - wanted.length) / 100 : distance(wanted, candidate, limit);
    if (score <= limit) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.name);
}
