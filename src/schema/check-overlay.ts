/** A list over reserved bits: its records are whole bytes and fill what is left of the field. */
import { nameFault } from "./names.js";
import type { FieldPlace } from "./place.js";
import { bitCount, quoted } from "./problems.js";

export function checkOverlay(place: FieldPlace): void {
  const { shape, survey, layout } = place;
  const { overlay } = shape;
  if (overlay === undefined) return;
  if (shape.reserved !== true || shape.count !== undefined || layout.kind === "union") {
    place.report("/overlay", () => `an overlay lies over a reserved field of a struct, which is no array`);
  }
  const fault = nameFault(overlay.name, "field");
  if (fault !== undefined) place.report("/overlay/name", () => fault);
  if (survey.names.of(layout.name)?.has(overlay.name) === true) {
    place.report("/overlay/name", () => `${quoted(overlay.name)} is already the name of a field`);
  }
  const record = survey.family.layouts.get(overlay.layout)?.definition;
  if (!survey.family.isLayout(overlay.layout)) {
    place.report("/overlay/layout", () => survey.family.noLayout(overlay.layout));
  } else if (record !== undefined) {
    checkRecords(place, overlay.at, record.bits);
    if (record.kind === "union" || (survey.nesting.endings.get(record.name) ?? "closed") !== "closed") {
      place.report("/overlay/layout", () => `${quoted(record.name)} is no struct of a fixed size`);
    }
  }
}

function checkRecords(place: FieldPlace, at: number, bits: number): void {
  const { field } = place;
  if ((field.offset + at) % 8 !== 0 || bits % 8 !== 0 || bits === 0) {
    place.report(
      "/overlay",
      () => `the list covers whole bytes, it starts at bit ${field.offset + at}, ${bits} a record`,
    );
  } else if (at >= field.bits || (field.bits - at) % bits !== 0) {
    place.report(
      "/overlay",
      () => `records of ${bitCount(bits)} from bit ${at} on do not fill ${bitCount(field.bits)}`,
    );
  }
}
