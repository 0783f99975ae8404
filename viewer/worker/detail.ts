/** A reading in full, as the page shows it. */
import type { Reading, Side as ReadSide } from "../../reading/reading.js";
import type { Family } from "../../src/catalog/index.js";
import type { Detail, Side } from "../protocol.js";
import { addSide, type MutableField } from "./fields.js";
import type { Knowledge } from "./knowledge.js";
import { fieldRowsOf } from "./record-facts.js";
import { rowOf } from "./rows.js";

export function detailOf(reading: Reading, index: number, knowledge: Knowledge): Detail {
  const { outcome, notes, faults, family } = reading;
  const row = rowOf(reading, index, knowledge);
  const fields: MutableField[] = [];
  for (const [side, read] of reading.sides.entries()) {
    const of = familyOfSide(read, family, knowledge);
    addSide(fields, read, { side, sides: reading.sides.length }, of, (name, struct) =>
      knowledge.sourceOf(name, struct),
    );
  }
  return {
    index,
    title: row.what,
    verdict: row.verdict,
    outcome: outcome?.brief ?? (reading.sides.length === 0 ? row.status : ""),
    advice: outcome?.lines ?? [],
    facts: fieldRowsOf(reading),
    sides: reading.sides.map((read) => sideOf(read, familyOfSide(read, family, knowledge))),
    fields,
    notes: notes.map((one) => one.message),
    faults: faults.map((one) => one.message),
  };
}

/** The ioctls' own structs, and device data of FWCTL_INFO, belong to no exchange's family. */
export function familyOfSide(read: ReadSide, family: Family | undefined, { known }: Knowledge): Family | undefined {
  if (family !== undefined || read.struct === undefined) return family;
  const { struct } = read;
  return known.families.find((one) => one.layouts.has(struct));
}

function sideOf(read: ReadSide, family: Family | undefined): Side {
  const layout = family?.layouts.get(read.struct ?? "");
  return {
    role: read.role,
    title: read.title,
    struct: read.struct,
    order: layout?.order === "be" ? "be" : "le",
    bytes: read.bytes.slice(),
  };
}
