/** Readings as flat rows, and as what a filter asks. */
import {
  type CaptureRecord,
  eventCells,
  type FilterLookup,
  type FilterValue,
  type FlatRow,
  type FlatValue,
  flatNumber,
  flatRow,
} from "../src/capture/index.js";
import type { InspectionNode } from "../src/layout/index.js";
import { aboutWords, type headerWords } from "./about.js";
import type { Known } from "./families.js";
import { fieldsNamed } from "./find.js";
import { errorText } from "./line-facts.js";
import type { Reading } from "./reading.js";

/** Columns that decoding adds to those of `flatColumns`. Each row has all of them. */
export const decodedColumns = [
  "file",
  "number",
  "about",
  "variant",
  "register_id",
  "uid",
  "verdict",
  "outcome",
  "faults",
] as const;

type Decoded = { readonly [column in (typeof decodedColumns)[number]]: FlatValue };

/** Makes rows of readings. */
export type RowMaker = (reading: Reading, file: string, number: number) => FlatRow;

/** Rows with the families' headers. `opModWords` says what an error line's op_mod means. */
export function rowMaker(known: Known, opModWords: ReturnType<typeof headerWords>): RowMaker {
  const protocol = (deviceType: number): ReturnType<typeof protocolOf> => protocolOf(known, deviceType);
  return (reading, file, number) => {
    const { record, rpc, outcome, notes, faults } = reading;
    const flat = flatRow(record, { protocol });
    const refused = record.kind === "error-line" ? record : undefined;
    const about = refused === undefined ? aboutOf(reading) : opModWords(refused.opcode, refused.opMod);
    const decoded: Decoded = {
      file,
      number,
      about: about === "" ? null : about,
      variant: rpc?.variant ?? null,
      register_id: fieldValue(rpc?.requestTree.children, "register_id"),
      uid: header(reading, "uid"),
      verdict: refused === undefined ? (outcome?.verdict ?? null) : "bad",
      outcome: refused === undefined ? (outcome?.brief ?? null) : errorText(refused),
      faults: faults.map((one) => one.message),
    };
    return {
      ...flat,
      command: rpc?.command?.name ?? flat["command"] ?? null,
      op_mod: flat["op_mod"] ?? header(reading, "op_mod"),
      notes: [...new Set([...notes, ...reading.sides.flatMap((side) => side.tree.notes)].map((one) => one.message))],
      ...decoded,
      ...(record.kind === "event" ? eventCells(record) : {}),
    };
  };
}

function protocolOf(known: Known, deviceType: number) {
  return known.catalog.family(deviceType)?.protocol;
}

const aboutOf = ({ rpc }: Reading): string => (rpc === undefined ? "" : aboutWords(rpc, rpc.requestTree));

function header({ rpc }: Reading, name: string): FlatValue {
  const value = rpc?.header[name];
  return typeof value === "number" ? value : typeof value === "bigint" ? flatNumber(value) : null;
}

function fieldValue(nodes: readonly InspectionNode[] | undefined, name: string): FlatValue {
  const value = nodes?.find((node) => node.name === name)?.value;
  return typeof value === "number" ? value : null;
}

/** Columns of the fields that `--pick` names: null where a record has none. */
export function pickedCells(reading: Reading, picks: readonly string[]): FlatRow {
  return Object.fromEntries(
    picks.map((name) => {
      const [field] = fieldsNamed(reading, name);
      const value = field === undefined ? undefined : nodeValue(field.node);
      return [name, value === undefined ? null : typeof value === "bigint" ? flatNumber(value) : value];
    }),
  );
}

/** What a filter finds: the columns of the row, then the keys of an event, then any decoded field by name or path. */
export function lookupIn(reading: Reading, row: FlatRow): FilterLookup {
  return (name) => {
    if (Object.hasOwn(row, name)) return filterValue(row[name]);
    const key = eventValue(reading.record, name);
    if (key !== undefined) return key;
    const [field] = fieldsNamed(reading, name);
    return field === undefined ? undefined : nodeValue(field.node);
  };
}

function filterValue(value: FlatValue | undefined): FilterValue {
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? value.join("; ") : value;
}

function eventValue(record: CaptureRecord, name: string): FilterValue {
  return record.kind === "event" ? record.fields.find((field) => field.name === name)?.value : undefined;
}

function nodeValue({ value, raw }: InspectionNode): FilterValue {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "string") return value;
  return raw === "" ? undefined : `0x${raw}`;
}
