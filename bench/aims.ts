/** What the library promises about its speed, and whether this run bears it out. */
import { type Result, ratioOf } from "./results.js";
import { columns, digits } from "./table.js";
import { manyTask } from "./workloads.js";

export interface Verdict {
  readonly aim: string;
  /** `at most` or `at least`, with the number. */
  readonly wanted: string;
  readonly measured: number | undefined;
  readonly reached: boolean | undefined;
}

interface Aim {
  readonly text: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly measure: (results: readonly Result[]) => number | undefined;
}

const ratio =
  (task: string, contestant: string) =>
  (results: readonly Result[]): number | undefined =>
    ratioOf(results, task, contestant);

/** How many times faster `ours` is than `peer`; both were measured beside the same baseline. */
const faster =
  (task: string, ours: string, peer: string) =>
  (results: readonly Result[]): number | undefined => {
    const own = ratioOf(results, task, ours);
    const other = ratioOf(results, task, peer);
    return own === undefined || other === undefined ? undefined : other / own;
  };

/** How `ours` compares with another contestant that does the same job. */
const beside =
  (task: string, ours: string, other: string) =>
  (results: readonly Result[]): number | undefined => {
    const times = faster(task, ours, other)(results);
    return times === undefined ? undefined : 1 / times;
  };

const aims: readonly Aim[] = [
  ...["W1", "W2", "W3"].map((name) => ({
    text: `${name} decode, generated against hand`,
    atMost: 1.15,
    measure: ratio(`${name} decode`, "generated"),
  })),
  ...["W2", "W3"].map((name) => ({
    text: `${name} decode, generated against hand that looks at reserved bits, as it does itself`,
    atMost: 1.15,
    measure: beside(`${name} decode`, "generated", "hand-reserved"),
  })),
  { text: "W2F decode, generated against one flat literal", atMost: 0.45, measure: ratio("W2F decode", "generated") },
  ...["W1", "W2", "W2F", "W3"].map((name) => ({
    text: `${name} encode, generated against hand with the same checks`,
    atMost: 1.25,
    measure: ratio(`${name} encode`, "generated"),
  })),
  { text: "W1 one field through a re-pointed view", atMost: 1.5, measure: ratio("W1 field", "generated") },
  { text: "W2 one field through a re-pointed view", atMost: 1.5, measure: ratio("W2 field", "generated") },
  { text: "W4 scan", atMost: 1.1, measure: ratio("W4 scan", "generated") },
  { text: "200 layouts through one call site against one alone", atMost: 2, measure: ratio(manyTask, "generated") },
  { text: "W2 decode, times faster than kaitai", atLeast: 50, measure: faster("W2 decode", "generated", "kaitai") },
  {
    text: "W2 decode, times faster than kaitai with every gap as fields",
    atLeast: 50,
    measure: faster("W2 decode", "generated", "kaitai-gaps"),
  },
  {
    text: "W2 decode, times faster than binary-parser",
    atLeast: 80,
    measure: faster("W2 decode", "generated", "binary-parser"),
  },
  {
    text: "W2 decode, times faster than binary-parser with every gap as fields",
    atLeast: 80,
    measure: faster("W2 decode", "generated", "binary-parser-gaps"),
  },
  {
    text: "W2 decode, times faster than restructure",
    atLeast: 200,
    measure: faster("W2 decode", "generated", "restructure"),
  },
  {
    text: "W2 decode, times faster than micro-packed",
    atLeast: 200,
    measure: faster("W2 decode", "generated", "micro-packed"),
  },
  {
    text: "W2 decode by name, times faster than kaitai",
    atLeast: 3,
    measure: faster("W2 decode", "by-name", "kaitai"),
  },
  { text: "W1 decode, times faster than kaitai", atLeast: 1.5, measure: faster("W1 decode", "generated", "kaitai") },
  {
    text: "W1 decode, times faster than binary-parser",
    atLeast: 10,
    measure: faster("W1 decode", "generated", "binary-parser"),
  },
  {
    text: "W3 decode, times faster than binary-parser",
    atLeast: 1.4,
    measure: faster("W3 decode", "generated", "binary-parser"),
  },
];

function verdict(aim: Aim, results: readonly Result[]): Verdict {
  const measured = aim.measure(results);
  const wanted = aim.atMost === undefined ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
  if (measured === undefined) return { aim: aim.text, wanted, measured, reached: undefined };
  const reached = measured <= (aim.atMost ?? Number.POSITIVE_INFINITY) && measured >= (aim.atLeast ?? 0);
  return { aim: aim.text, wanted, measured, reached };
}

export function judge(results: readonly Result[]): Verdict[] {
  return aims.map((aim) => verdict(aim, results));
}

export function formatAims(verdicts: readonly Verdict[]): string {
  const measured = verdicts.filter((entry) => entry.measured !== undefined);
  if (measured.length === 0) return "";
  const rows = measured.map((entry) => [
    entry.aim,
    entry.wanted,
    digits(entry.measured ?? 0),
    entry.reached === true ? "reached" : "missed",
  ]);
  return `\nAims:\n${columns([["", "wanted", "measured", ""], ...rows])}`;
}
