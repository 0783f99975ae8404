/** Two readings as one detail, with what differs marked; and two inputs as a list of pairs. */
import { differences, type FieldDifference } from "../../reading/compare.js";
import { type Pair, paired } from "../../reading/pairs.js";
import type { Reading } from "../../reading/reading.js";
import type { Change, Detail, Row } from "../protocol.js";
import { detailOf } from "./detail.js";
import { valueText } from "./fields.js";
import type { Input } from "./input.js";
import type { Knowledge } from "./knowledge.js";
import { readingOf, rowOf } from "./rows.js";
import type { Settings } from "./settings.js";

/** Records of each input that are paired; each stays in memory with its fields. */
const mostPaired = 20_000;

/** The first reading with the second one's values beside those that differ. */
export function comparedDetail(
  a: Reading,
  b: Reading,
  index: number,
  knowledge: Knowledge,
  names: readonly [string, string],
): Detail {
  const detail = detailOf(a, index, knowledge);
  const found = new Map(differences(a, b).map((one) => [keyOf(one.side, one.path), one]));
  const fields = detail.fields.map((field) => {
    const side = a.sides[field.side];
    if (side === undefined || field.kind === "side") return field;
    const root = `${side.tree.path}.`;
    const key = keyOf(side.role, field.path.startsWith(root) ? field.path.slice(root.length) : field.path);
    const difference = found.get(key);
    if (difference === undefined || difference.a === undefined) return field;
    found.delete(key);
    return { ...field, other: otherText(difference) };
  });
  const missing = [...found.values()].map((one) => `only in ${names[1]}: ${one.side} ${one.path} ${otherText(one)}`);
  const sides = detail.sides.map((side) => {
    const other = b.sides.find((one) => one.role === side.role);
    return other === undefined ? side : { ...side, otherBytes: other.bytes.slice() };
  });
  const changed = fields.filter((field) => field.other !== undefined).length + missing.length;
  return {
    ...detail,
    sides,
    fields,
    notes: [...missing, ...detail.notes],
    compared: { a: names[0], b: names[1], changed },
  };
}

const keyOf = (role: string, path: string): string => `${role} ${path}`;

function otherText({ b }: FieldDifference): string {
  if (b === undefined) return "absent";
  const words = [b.node.label, b.words].filter((word) => word !== undefined).join("; ");
  return `${valueText(b.node)}${words === "" ? "" : ` ${words}`}`;
}

/** All pairs of two inputs. */
export class Comparison {
  readonly #pairs: readonly Pair[];
  readonly #names: readonly [string, string];
  readonly error: string | undefined;

  private constructor(pairs: readonly Pair[], names: readonly [string, string], error: string | undefined) {
    this.#pairs = pairs;
    this.#names = names;
    this.error = error;
  }

  static async of(a: Input, b: Input, knowledge: Knowledge, settings: Settings): Promise<Comparison> {
    const [left, right] = [await readings(a, knowledge, settings), await readings(b, knowledge, settings)];
    const most = `only the first ${mostPaired} records of each file are compared`;
    const error = a.count > mostPaired || b.count > mostPaired ? most : undefined;
    return new Comparison(paired(left, right), [a.name, b.name], error);
  }

  get count(): number {
    return this.#pairs.length;
  }

  row(at: number, knowledge: Knowledge): Row | undefined {
    const pair = this.#pairs[at];
    const reading = pair?.a ?? pair?.b;
    if (pair === undefined || reading === undefined) return undefined;
    return { ...rowOf(reading, at, knowledge), change: changeOf(pair) };
  }

  detail(at: number, knowledge: Knowledge): Detail | undefined {
    const pair = this.#pairs[at];
    if (pair?.a !== undefined && pair.b !== undefined)
      return comparedDetail(pair.a, pair.b, at, knowledge, this.#names);
    const reading = pair?.a ?? pair?.b;
    if (pair === undefined || reading === undefined) return undefined;
    const detail = detailOf(reading, at, knowledge);
    const name = pair.a === undefined ? this.#names[1] : this.#names[0];
    return { ...detail, notes: [`only in ${name}`, ...detail.notes] };
  }
}

function changeOf({ a, b }: Pair): Change {
  if (a === undefined) return "only-b";
  if (b === undefined) return "only-a";
  const sameErrno = errnoOf(a) === errnoOf(b);
  return sameErrno && differences(a, b).length === 0 ? "same" : "changed";
}

const errnoOf = ({ record }: Reading): string | number | undefined => ("errno" in record ? record.errno : undefined);

async function readings(input: Input, knowledge: Knowledge, settings: Settings): Promise<Reading[]> {
  const found: Reading[] = [];
  for await (const { records } of input.scan()) {
    for (const record of records) {
      if (found.length >= mostPaired) return found;
      found.push(readingOf(record, knowledge, settings));
    }
  }
  return found;
}
