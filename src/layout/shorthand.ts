/**
 * Shorthand of a table's lines: a mark and a sign for a run of text that many lines share. What they stand for is the first
 * line: `$ run`, tab, `run`. The first run is written `$0`, the second `$1`, the sixty-fourth `+0`; a run may hold those in
 * front of it. The two words that a line begins with, and what is behind a tab, are written out.
 */

/** Characters that stand in no name, number or mark of a field, nor in a label. */
export const shorthandMarks = "$+,/;<>[]{|}";

/** What tells the runs of one mark apart, in their order. */
export const shorthandSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

const shorthand = /[$+,/;<>[\]{|}]./g;

/** Where in a line shorthand may stand: behind its first two words, in front of a tab. */
export function shorthandRange(line: string): readonly [from: number, to: number] {
  const tab = line.indexOf("\t");
  const to = tab < 0 ? line.length : tab;
  const from = line.indexOf(" ", line.indexOf(" ") + 1) + 1;
  // A line without fields has no third word, or has it behind the tab.
  return from === 0 || from > to ? [to, to] : [from, to];
}

/** What gives lines their whole text, by the line that says what is short for what; without one they have it. */
export function longhandOf(line: string | undefined): (text: string) => string {
  if (line === undefined) return (text) => text;
  const runs = line.slice(2).split("\t");
  const known: string[] = [];
  const wholeRun = (short: string): string => {
    const [mark, sign] = [shorthandMarks.indexOf(short.charAt(0)), shorthandSigns.indexOf(short.charAt(1))];
    const at = mark * shorthandSigns.length + sign;
    const run = known[at] ?? whole(runs[at] ?? "");
    known[at] = run;
    return run;
  };
  const whole = (text: string): string => text.replace(shorthand, wholeRun);
  return (text) => {
    const [from, to] = shorthandRange(text);
    return text.slice(0, from) + whole(text.slice(from, to)) + text.slice(to);
  };
}
