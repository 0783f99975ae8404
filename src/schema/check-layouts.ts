/** Structs and unions as a whole: their names, their names' names, and that every bit has exactly one. */
import { checkField } from "./check-fields.js";
import { fixedBits } from "./definitions.js";
import type { CheckedFile, LayoutEntry } from "./family.js";
import { fieldPointer } from "./family.js";
import { mostBits } from "./limits.js";
import { nameFault } from "./names.js";
import { checkEnding } from "./nesting.js";
import { FieldPlace, type Survey } from "./place.js";
import { bitCount, bitRange, quoted } from "./problems.js";

export function checkLayout(survey: Survey, checked: CheckedFile, entry: LayoutEntry): void {
  const { family } = survey;
  const { name, kind, fields } = entry.definition;
  const fault = nameFault(name, "layout");
  if (fault !== undefined) family.report(checked, entry.pointer, () => fault);
  checkNames(survey, checked, entry);
  if (kind === "struct") checkStructSize(survey, checked, entry);
  else checkUnionSize(survey, checked, entry);
  for (const [index, field] of fields.entries()) {
    const shape = entry.shapes[index];
    if (shape === undefined) continue;
    family.spend(1);
    checkField(new FieldPlace(survey, checked, entry, index, field, shape));
    checkEnding(family, entry, index, survey.nesting);
  }
}

function checkNames({ family, names }: Survey, checked: CheckedFile, entry: LayoutEntry): void {
  const { fields } = entry.definition;
  for (const { name, first, index } of names.clashes(entry.definition.name)) {
    const owner = fields[index];
    const other = fields[first];
    const through = other?.name === name ? "" : `, through ${quoted(other?.name ?? "")}`;
    const own = owner?.name === name;
    family.report(checked, `${fieldPointer(entry, index)}${own ? "/name" : ""}`, () =>
      own
        ? `${quoted(name)} is already the name of field ${first}${through}`
        : `${quoted(owner?.name ?? "")}: its member ${quoted(name)} is already the name of field ${first}${through}`,
    );
  }
}

/** Whether every width is known. What is missing or wrong is reported where it stands. */
function isMeasured({ family }: Survey, entry: LayoutEntry): boolean {
  return entry.definition.fields.every((field) => {
    if (field.layout !== undefined) return family.layouts.has(field.layout);
    return field.bits > 0 && fixedBits(field) <= mostBits;
  });
}

function checkStructSize(survey: Survey, checked: CheckedFile, entry: LayoutEntry): void {
  if (!isMeasured(survey, entry)) return;
  const { fields, bits } = entry.definition;
  const { family } = survey;
  const beyond = fields.findIndex((field) => field.offset + fixedBits(field) > bits);
  const last = fields[fields.length - 1];
  const total = last === undefined ? 0 : last.offset + fixedBits(last);
  const field = fields[beyond];
  if (field !== undefined) {
    const range = bitRange(field.offset, fixedBits(field));
    const end = `the struct ends at bit 0x${bits.toString(16)} ("bits": ${bits}, the fields add up to ${total})`;
    family.report(checked, fieldPointer(entry, beyond), () => `${quoted(field.name)} covers ${range}, but ${end}`);
  } else if (total < bits) {
    family.report(checked, `${entry.pointer}/bits`, () => {
      const rest = `No field names ${bitRange(total, bits - total)}`;
      return `the fields add up to ${bitCount(total)}, "bits" says ${bits}. ${rest}`;
    });
  }
}

function checkUnionSize(survey: Survey, checked: CheckedFile, entry: LayoutEntry): void {
  const { fields, bits } = entry.definition;
  for (const [index, field] of fields.entries()) {
    const width = fixedBits(field);
    if (width <= bits) continue;
    survey.family.report(
      checked,
      fieldPointer(entry, index),
      () => `${quoted(field.name)} has ${bitCount(width)}, the union ${bits}`,
    );
  }
}
