/** What the keys of one field mean together. */
import type { FieldDefinition } from "../layout/definition.js";
import { checkLabels } from "./check-labels.js";
import { checkOverlay } from "./check-overlay.js";
import { checkSelection } from "./check-selectors.js";
import { checkStride } from "./check-strides.js";
import { fixedBits } from "./definitions.js";
import type { FieldShape } from "./file.js";
import { mostBits } from "./limits.js";
import { nameFault } from "./names.js";
import type { FieldPlace } from "./place.js";
import { bitCount, bitRange, quoted } from "./problems.js";
import { checkConditions, checkCountRule, numberBits } from "./references.js";

export function checkField(place: FieldPlace): void {
  const fault = nameFault(place.shape.name, "field");
  if (fault !== undefined) place.say("/name", () => fault);
  checkWidth(place);
  checkAnonymous(place);
  checkElements(place);
  checkOrder(place);
  checkNumber(place);
  checkParts(place);
  checkOverlay(place);
  checkLength(place);
  checkPointer(place);
  checkSelection(place);
  checkConditions(place, "/valid", place.shape.valid ?? []);
}

function checkWidth(place: FieldPlace): void {
  const { shape, survey } = place;
  const { layout } = shape;
  const stated = (["bits", "type", "layout"] as const).filter((key) => shape[key] !== undefined);
  if (stated.length === 0) place.report("", () => `has no width: state "bits", "type" or "layout"`);
  if (stated.length > 1) place.report("", () => `has more than one width: ${stated.map(quoted).join(" and ")}`);
  if (layout !== undefined && !survey.family.isLayout(layout)) {
    place.report("/layout", () => survey.family.noLayout(layout));
  }
  if (fixedBits(place.field) > mostBits) {
    place.report("", () => `covers more than ${mostBits} bits, which no message has`);
  }
}

/** Records without a name, and members whose names belong to the struct around them. */
function checkAnonymous(place: FieldPlace): void {
  const { shape } = place;
  if (shape.anonymous !== true) {
    if (/^@\d+$/.test(shape.name)) {
      place.say("/name", () => `${quoted(shape.name)} is for records without a name; state "anonymous": true`);
    }
    return;
  }
  if (shape.layout === undefined) place.report("/anonymous", () => `only a nested struct or union is anonymous`);
  if (shape.count !== undefined) place.report("/anonymous", () => `the members of an array have no place of their own`);
}

function checkElements(place: FieldPlace): void {
  const { shape, nested, survey } = place;
  if (shape.type === "char" && shape.count !== undefined && typeof shape.count !== "number") {
    place.report("/count", () => `a text has a fixed length; state "type": "u8" for bytes`);
  }
  if (shape.repeat !== undefined && (shape.type !== "char" || typeof shape.count !== "number")) {
    place.report("/repeat", () => `"repeat" is for "type": "char" with a count; other elements are counted by "count"`);
  }
  if (shape.runs !== undefined && shape.count !== "end") {
    place.report("/runs", () => `its runs have counts of their own; state "count": "end"`);
  }
  checkStride(place);
  if (typeof shape.count === "object") checkCountRule(place, "/count", shape.count);
  if (shape.count === undefined || nested === undefined) return;
  if (nested.bits === 0) {
    place.report("/count", () => `${quoted(nested.name)} has no size, so there is no array of it`);
  } else if ((survey.nesting.endings.get(nested.name) ?? "closed") !== "closed" && isCounted(shape)) {
    place.report("/count", () => {
      const remedy = `Only "count": "end" without "runs" cuts it off there`;
      return `${quoted(nested.name)} runs on beyond its ${bitCount(nested.bits)}, into the next element. ${remedy}`;
    });
  }
}

/** In an array to the end, elements that run on have an empty open part: the kernel's header has such (packet_reformat_context_in). */
const isCounted = ({ count, runs }: FieldShape): boolean => count !== "end" || runs !== undefined;

/** Bits that labels speak of: bit numbers run through the bytes of an array, values name one element. */
function labelledBits(field: FieldDefinition): number {
  return field.labels?.every((label) => label.as === "bit") === true ? numberBits(field) : field.bits;
}

function checkOrder(place: FieldPlace): void {
  if (place.field.layout !== undefined && place.shape.order !== undefined) {
    place.report("/order", () => `a nested struct states its order itself`);
  }
  const fault = place.survey.orders.fault(place.layout, place.index);
  if (fault !== undefined) place.report("", () => fault);
}

/** Keys that ask for a single number. */
function checkNumber(place: FieldPlace): void {
  const { shape, field } = place;
  for (const key of ["constant", "length", "pointer"] as const) {
    if (shape[key] !== undefined && !place.isNumber)
      place.report(`/${key}`, () => `"${key}" is for a single number of up to 64 bits`);
  }
  for (const key of ["enum", "flags", "parts"] as const) {
    if (shape[key] !== undefined && (field.kind !== "uint" || field.bits > 64)) {
      place.report(`/${key}`, () => `"${key}" is for numbers of up to 64 bits`);
    }
  }
  if (shape.reserved === true && shape.layout !== undefined) {
    place.report("/reserved", () => `"reserved" is for bits; a nested struct has fields of its own`);
  }
  if (shape.constant !== undefined && shape.length !== undefined) {
    place.report("/length", () => `it has a constant already`);
  }
  if (shape.constant !== undefined && place.isNumber && BigInt(shape.constant) >> BigInt(field.bits) !== 0n) {
    place.report("/constant", () => `${shape.constant} does not fit ${bitCount(field.bits)}`);
  }
  if (field.kind === "uint" && field.bits <= 64) checkLabels(place, shape, labelledBits(field));
}

function checkParts(place: FieldPlace): void {
  const { shape, field } = place;
  const seen = new Set<string>();
  for (const [index, part] of (shape.parts ?? []).entries()) {
    const key = `/parts/${index}`;
    const fault = nameFault(part.name, "part");
    if (fault !== undefined) place.report(`${key}/name`, () => fault);
    if (seen.has(part.name)) place.report(`${key}/name`, () => `there is another part ${quoted(part.name)}`);
    seen.add(part.name);
    if (field.kind === "uint" && part.lsb + part.bits > field.bits) {
      place.report(key, () => {
        const range = bitRange(part.lsb, part.bits);
        return `${quoted(part.name)} covers ${range}, the number has ${bitCount(field.bits)}`;
      });
    }
    checkLabels(place, part, part.bits, key);
  }
}

/** A length that encode fills in measures something that can be measured. */
function checkLength(place: FieldPlace): void {
  const { length } = place.shape;
  if (length === undefined) return;
  const { of, field: name, plus } = length;
  if (plus !== undefined && of !== "bytes") place.report("/length/plus", () => `"plus" is for a length of "bytes"`);
  if (of === "layout") {
    if (name !== undefined)
      place.report("/length/field", () => `a length of "layout" measures the whole value, no field`);
    return;
  }
  if (name === undefined) {
    place.report("/length", () => `a length of "${of}" needs a "field"`);
    return;
  }
  const found = place.find({ field: name });
  if (typeof found === "function") place.report("/length/field", found);
  if (found === undefined || typeof found === "function") return;
  const { open, count, kind } = found.field;
  if (of === "count" && open === undefined) {
    place.report("/length/field", () => `${quoted(name)} is no open-ended array; its count is fixed`);
  }
  if (of === "bytes" && open === undefined && count === undefined && kind !== "layout") {
    place.report("/length/field", () => `${quoted(name)} is neither an array nor a union; its size is fixed`);
  }
}

function checkPointer(place: FieldPlace): void {
  const { pointer, layout } = { pointer: place.shape.pointer, layout: place.shape.pointer?.layout };
  const { family } = place.survey;
  if (pointer === undefined) return;
  if (place.isNumber && (place.field.bits !== 64 || place.field.offset % 8 !== 0)) {
    place.report("/pointer", () => `an address has 64 bits and starts at a byte`);
  }
  const found = place.find({ field: pointer.length });
  if (typeof found === "function") place.report("/pointer/length", found);
  else if (found !== undefined && (found.field.kind !== "uint" || found.field.count !== undefined)) {
    place.report("/pointer/length", () => `${quoted(pointer.length)} is no number`);
  }
  if (layout !== undefined && !family.isLayout(layout)) place.report("/pointer/layout", () => family.noLayout(layout));
}
