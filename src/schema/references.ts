/** References, conditions and counts: they must lead to a number, and what it is compared with must fit. */
import type { Condition, CountRule, FieldDefinition, Reference } from "../layout/definition.js";
import type { Place } from "./place.js";
import { bitCount, quoted } from "./problems.js";

/** What a reference reads. */
export interface Operand {
  readonly name: string;
  readonly bits: number;
  readonly uuid: boolean;
  /** Bits of the field that reach the value, and by how many they are shifted right. */
  readonly mask: bigint;
  readonly shift: bigint;
}

/** Checks one reference; `undefined` when it is wrong, or leads where nothing is known. */
export function checkReference(place: Place, key: string, reference: Reference): Operand | undefined {
  const found = place.find(reference);
  const name = quoted(reference.field);
  if (found === undefined) return undefined;
  if (typeof found === "function") {
    place.report(`${key}/field`, found);
    return undefined;
  }
  const wrong = operandFault(found.field);
  if (wrong !== undefined) {
    place.report(`${key}/field`, () => `${name} ${wrong}`);
    return undefined;
  }
  if (found.behind !== undefined && reference.from !== "request") {
    place.report(`${key}/field`, () => `${name} stands behind ${quoted(found.behind ?? "")}, which has no fixed size`);
    return undefined;
  }
  return maskedOperand(place, key, reference, found.field.kind === "uuid", numberBits(found.field));
}

/** Bytes of an array that are read as one number, in their order: the 24-bit flags of CXL events are `__u8 flags[3]`. */
function isByteNumber({ kind, bits, count }: FieldDefinition): boolean {
  return kind === "uint" && bits === 8 && count !== undefined && count <= 8;
}

/** Bits of the number that references, and labels of bits, see in a field. */
export function numberBits(field: FieldDefinition): number {
  return isByteNumber(field) ? 8 * (field.count ?? 1) : field.bits;
}

/** Why a field is no number (or uuid) that a reference can read. */
function operandFault(field: FieldDefinition): string | undefined {
  const { kind, bits, count, open, layout } = field;
  if ((count !== undefined && !isByteNumber(field)) || open !== undefined) return "is an array, not a number";
  switch (kind) {
    case "uint":
      return bits > 64 ? `has ${bitCount(bits)}; a reference reads at most 64` : undefined;
    case "uuid":
      return undefined;
    case "layout":
      return `is a ${quoted(layout ?? "")}, not a number`;
    case "string":
      return "is text, not a number";
    case "mac":
      return "is a mac, not a number";
  }
}

function maskedOperand(
  place: Place,
  key: string,
  reference: Reference,
  uuid: boolean,
  bits: number,
): Operand | undefined {
  const name = quoted(reference.field);
  if (uuid && (reference.mask !== undefined || reference.shift !== undefined)) {
    place.report(key, () => `${name} is a uuid; it has no mask and no shift`);
    return undefined;
  }
  const operand = masked(reference.field, bits, reference.mask, reference.shift);
  if (typeof operand !== "string") return { ...operand, uuid };
  place.report(`${key}/${operand}`, () => maskFault(operand, name, bits, reference));
  return undefined;
}

/** The part of a number that a mask and a shift leave, or the key that leaves nothing. */
export function masked(
  name: string,
  bits: number,
  mask: number | undefined,
  shift: number | undefined,
): Operand | "mask" | "shift" {
  const full = (1n << BigInt(bits)) - 1n;
  const rest = mask === undefined ? full : BigInt(mask);
  if (rest > full) return "mask";
  if (rest >> BigInt(shift ?? 0) === 0n) return "shift";
  return { name, bits, uuid: false, mask: rest, shift: BigInt(shift ?? 0) };
}

/** What is wrong with a mask or shift. */
export function maskFault(
  key: "mask" | "shift",
  name: string,
  bits: number,
  of: { readonly mask?: number; readonly shift?: number },
): string {
  return key === "mask"
    ? `mask 0x${(of.mask ?? 0).toString(16)} reaches beyond ${name} (${bitCount(bits)})`
    : `shift ${of.shift ?? 0} leaves nothing of ${name} (${bitCount(bits)})`;
}

/** Whether a value can come out of an operand at all. */
export function canBe(operand: Operand, value: number | bigint): boolean {
  const placed = BigInt(value) << operand.shift;
  return (placed & operand.mask) === placed;
}

/** `"op_mod" (16 bits)`, with what mask and shift leave of it. */
export function operandWords(operand: Operand): string {
  const all = (1n << BigInt(operand.bits)) - 1n;
  const whole = operand.mask === all && operand.shift === 0n;
  const left = whole ? "" : `, at most ${operand.mask >> operand.shift} after mask and shift`;
  return `${quoted(operand.name)} (${bitCount(operand.bits)}${left})`;
}

export function checkConditions(place: Place, key: string, conditions: readonly Condition[]): void {
  conditions.forEach((condition, index) => {
    checkCondition(place, `${key}/${index}`, condition);
  });
}

function checkCondition(place: Place, key: string, condition: Condition): void {
  if (condition.equals !== undefined && condition.in !== undefined) {
    place.report(key, () => `a condition has "equals" or "in", not both`);
  }
  const operand = checkReference(place, key, condition);
  if (operand === undefined) return;
  if (operand.uuid) {
    place.report(`${key}/field`, () => `${quoted(operand.name)} is a uuid; a condition compares numbers`);
    return;
  }
  const wanted = (value: number, rest: string): void => {
    if (!canBe(operand, value)) place.report(`${key}${rest}`, () => `${value} does not fit ${operandWords(operand)}`);
  };
  if (condition.equals !== undefined) wanted(condition.equals, "/equals");
  condition.in?.forEach((value, index) => {
    wanted(value, `/in/${index}`);
  });
}

export function checkCountRule(place: Place, key: string, rule: CountRule): void {
  const operand = checkReference(place, key, rule);
  if (operand?.uuid === true) {
    place.report(`${key}/field`, () => `${quoted(operand.name)} is a uuid; it counts nothing`);
  }
  checkConditions(place, `${key}/when`, rule.when ?? []);
}
