/**
 * Everything that can be said in words about one field beside its number: what command line and viewer print, for any grid.
 */
import { fromHex } from "../bits/index.js";
import type { InspectionNode } from "../layout/index.js";
import { boardId, printableText } from "./board-id.js";
import { joinedValues, type PlacedField } from "./joined-values.js";
import { linkModesInWords } from "./link-modes.js";
import { powerInWords } from "./powers.js";
import { rateInWords } from "./rates.js";
import { versionInWords } from "./versions.js";

/** Words for one row of a grid; `siblings` are the rows of its level, itself among them. */
export type FieldWords = (node: InspectionNode, siblings: readonly InspectionNode[]) => string | undefined;

/**
 * Words beside numbers and bytes: powers of two, joined values, link modes, rates, firmware versions, board ids.
 *
 * @example
 * formatGrid(mlx5.layout("query_adapter_out").inspect(bytes), { words: fieldWords() });
 * // …  vsd_contd_psid   4d 54 5f 30 …   MT_0000000223
 */
export function fieldWords(): FieldWords {
  const known = new WeakMap<readonly InspectionNode[], Beside>();
  return (node, siblings) => {
    // Where a field means nothing, words would lie.
    if (node.notes.some((one) => one.code === "selector")) return undefined;
    const { name, value } = node;
    if (typeof value !== "number" && typeof value !== "bigint") return bytesInWords(node);
    let beside = known.get(siblings);
    if (beside === undefined) {
      beside = besideOf(siblings);
      known.set(siblings, beside);
    }
    return beside.joined.get(name) ?? powerInWords(name, value) ?? numberInWords(name, value, beside);
  };
}

/** What the fields of one level say together. */
interface Beside {
  readonly numbers: ReadonlyMap<string, number>;
  /** Values that stand in two or more fields, said at the last of them. */
  readonly joined: ReadonlyMap<string, string>;
}

function besideOf(siblings: readonly InspectionNode[]): Beside {
  const placed: PlacedField[] = [];
  const numbers = new Map<string, number>();
  for (const { name, kind, bitOffset, width, value } of siblings) {
    if (kind === "reserved" || (typeof value !== "number" && typeof value !== "bigint")) continue;
    placed.push({ name, bitOffset, width, value });
    if (typeof value === "number") numbers.set(name, value);
  }
  const joined = new Map<string, string>();
  for (const { name, parts, text } of joinedValues(placed)) {
    const last = parts.at(-1);
    if (last !== undefined) joined.set(last, name === "" ? text : `${name} = ${text}`);
  }
  return { numbers, joined };
}

function numberInWords(name: string, value: number | bigint, { numbers }: Beside): string | undefined {
  if (typeof value !== "number") return undefined;
  return (
    linkModesInWords(name, value) ??
    rateInWords(name, value) ??
    versionInWords(name, value, (field) => numbers.get(field))
  );
}

/** Text that a device states as bytes (`vsd_contd_psid`) or as big-endian words (`psid` of MTCQ). */
function bytesInWords({ name, kind, value, children }: InspectionNode): string | undefined {
  if (!/(^|_)psid$|^version_string$|^driver_version$/.test(name)) return undefined;
  const words = kind === "array" ? fromHex(children.map((child) => child.raw).join("")) : undefined;
  const bytes = value instanceof Uint8Array ? value : words;
  const text = bytes === undefined ? "" : name.endsWith("psid") ? boardId(bytes) : printableText(bytes);
  return text === "" ? undefined : text;
}
