/**
 * The menu of a resource dump: which resources a device can dump, by which numbers, and what each is called. Numbers differ
 * between devices; names do not.
 *
 * Source: `resource_dump_menu_record` of include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13).
 */
import { FwctlFault, nearest } from "../fault/index.js";
import { type FieldValue, isStructValue, type StructValue } from "../layout/index.js";

/** What an argument of a dump is to one resource. */
export interface DumpArgument {
  readonly use: "required" | "optional" | "unused";
  /** What an index is called: `QPN`, `CQN`. Empty for the counts. */
  readonly name: string;
  /** For the counts: 0xffff asks for all objects. */
  readonly all: boolean;
  /** For the counts: 0xfffe asks for the active ones. */
  readonly active: boolean;
}

/** One resource that can be dumped. */
export interface MenuRecord {
  /** Segment type to ask for. */
  readonly type: number;
  /** `PRM_QUERY_QP`. */
  readonly name: string;
  readonly index1: DumpArgument;
  readonly index2: DumpArgument;
  readonly numOfObj1: DumpArgument;
  readonly numOfObj2: DumpArgument;
}

/**
 * The records of a decoded `resource_dump_menu_segment`.
 *
 * @example menuRecords(segment.value).find(({ name }) => name === "PRM_QUERY_QP")?.type
 */
export function menuRecords(menu: StructValue): MenuRecord[] {
  const records = menu["record"];
  return Array.isArray(records) ? records.filter(isStructValue).map(menuRecord) : [];
}

function menuRecord(record: StructValue): MenuRecord {
  const number = (name: string): number => Number(record[name] ?? 0);
  const argument = (name: string): DumpArgument => ({
    use: number(`must_have_${name}`) === 1 ? "required" : number(`support_${name}`) === 1 ? "optional" : "unused",
    name: wordsText(record[`${name}_name`]),
    all: number(`${name}_supports_all`) === 1,
    active: number(`${name}_supports_active`) === 1,
  });
  return {
    type: number("segment_type"),
    name: wordsText(record["segment_name"]),
    index1: argument("index1"),
    index2: argument("index2"),
    numOfObj1: argument("num_of_obj1"),
    numOfObj2: argument("num_of_obj2"),
  };
}

/**
 * The record of a name.
 *
 * @throws FwctlFault `unknown-key` with the nearest names when the device does not have it.
 */
export function menuRecordNamed(menu: readonly MenuRecord[], name: string): MenuRecord {
  const found = menu.find((record) => record.name === name);
  if (found !== undefined) return found;
  const names = menu.map((record) => record.name);
  const near = nearest(name, names);
  throw new FwctlFault({
    code: "unknown-key",
    path: "resource dump menu",
    what: `has no resource ${JSON.stringify(name.slice(0, 64))}`,
    remedy: near.length === 0 ? `It has ${names.length}.` : `Nearest: ${near.join(", ")}.`,
  });
}

/** Text that a record keeps in dwords, most significant byte first: up to its first NUL, blanks at the end removed. */
export function wordsText(words: FieldValue | undefined): string {
  if (!Array.isArray(words)) return "";
  let text = "";
  for (const word of words) {
    if (typeof word !== "number") continue;
    text += String.fromCharCode(word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff);
  }
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}
