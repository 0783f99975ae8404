/** Enumerations and flags on fields: they exist, and their values fit the bits they name. */
import type { EnumDefinition, LabelBinding } from "../layout/definition.js";
import { labelUses } from "./definitions.js";
import type { EnumUse, FieldShape, PartShape } from "./file.js";
import type { FieldPlace } from "./place.js";
import { quoted } from "./problems.js";
import { canBe, checkConditions, checkReference, masked, maskFault, type Operand, operandWords } from "./references.js";

/** Checks `enum` and `flags` of a field, or of a part of it (`key` is then its pointer within the field). */
export function checkLabels(place: FieldPlace, shape: FieldShape | PartShape, bits: number, key = ""): void {
  for (const use of labelUses(shape)) checkUse(place, `${key}${use.key}`, use.use, shape.name, bits);
  if (shape.flags === undefined) return;
  const definition = enumerationNamed(place, `${key}/flags`, shape.flags);
  if (definition?.kind === "enum") {
    const remedy = `"enum": { "enum": ${quoted(shape.flags)}, "as": "bit" }`;
    place.report(`${key}/flags`, () => `${quoted(shape.flags ?? "")} stands in "enums". Write ${remedy}`);
  } else if (definition !== undefined) {
    checkValues(place, `${key}/flags`, definition, "bit", masked(shape.name, bits, undefined, undefined));
  }
}

function checkUse(place: FieldPlace, key: string, use: EnumUse, name: string, bits: number): void {
  const binding: LabelBinding = typeof use === "string" ? { enum: use } : use;
  const at = typeof use === "string" ? key : `${key}/enum`;
  const definition = enumerationNamed(place, at, binding.enum);
  if (definition?.kind === "flags" && (typeof use === "string" || binding.as === "value" || binding.as === "mask")) {
    place.report(
      at,
      () =>
        `${quoted(binding.enum)} stands in "flags": its values are bit numbers. Write "flags": ${quoted(binding.enum)}`,
    );
    return;
  }
  checkConditions(place, `${key}/when`, binding.when ?? []);
  const operand = boundOperand(place, key, binding, name, bits);
  if (definition === undefined || operand === undefined) return;
  checkValues(place, at, definition, definition.kind === "flags" ? "bit" : (binding.as ?? "value"), operand);
}

function enumerationNamed(place: FieldPlace, key: string, name: string): EnumDefinition | undefined {
  const { family } = place.survey;
  const found = family.enums.get(name);
  if (found === undefined && !family.lostEnums.has(name)) {
    place.report(key, () => `no enumeration ${quoted(name)}${family.problems.suggestion(name, family.enums.keys())}`);
  }
  return found;
}

/** What of the number (and of the field that holds the high part) an enumeration names. */
function boundOperand(
  place: FieldPlace,
  key: string,
  binding: LabelBinding,
  name: string,
  bits: number,
): Operand | undefined {
  const low = masked(name, bits, binding.mask, binding.shift);
  if (typeof low === "string") {
    place.report(`${key}/${low}`, () => maskFault(low, quoted(name), bits, binding));
    return undefined;
  }
  if (binding.with === undefined) return low;
  const high = checkReference(place, `${key}/with`, { field: binding.with.field });
  if (high === undefined) return undefined;
  const { shift } = binding.with;
  if (low.mask >> low.shift >= 1n << BigInt(shift)) {
    place.report(`${key}/with/shift`, () => `shifted by ${shift}, ${quoted(high.name)} lies over ${operandWords(low)}`);
    return undefined;
  }
  const composed = masked(`${high.name} and ${name}`, Math.min(high.bits + shift, 64), undefined, undefined);
  return typeof composed === "string" ? undefined : composed;
}

function checkValues(
  place: FieldPlace,
  key: string,
  definition: EnumDefinition,
  as: "value" | "mask" | "bit",
  operand: Operand | "mask" | "shift",
): void {
  if (typeof operand === "string") return;
  for (const [label, stated] of Object.entries(definition.values)) {
    place.survey.family.spend(1);
    const value = BigInt(stated);
    const fits = as === "bit" ? value < 64n && canBe(operand, 1n << value) : canBe(operand, value);
    if (fits) continue;
    const what = as === "bit" ? `bit ${value}` : String(value);
    place.report(
      key,
      () => `${quoted(label)} (${what}) of ${quoted(definition.name)} does not fit ${operandWords(operand)}`,
    );
    return;
  }
}
