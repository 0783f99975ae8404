/**
 * What a segment of a resource dump is, by its number on the wire: numbers from 0xff00 on are control segments, the numbers
 * below are resources, which the menu names.
 */

/** `reserved`: a control segment that nobody has described. */
export type SegmentKind =
  | "info"
  | "command"
  | "menu"
  | "reference"
  | "notice"
  | "error"
  | "terminate"
  | "resource"
  | "reserved";

const firstControl = 0xff00;

const controls: ReadonlyMap<number, SegmentKind> = /* @__PURE__ */ new Map([
  [0xfff9, "notice"],
  [0xfffa, "command"],
  [0xfffb, "terminate"],
  [0xfffc, "error"],
  [0xfffd, "reference"],
  [0xfffe, "info"],
  [0xffff, "menu"],
]);

/** @example segmentKind(0xfffe) // "info" */
export function segmentKind(type: number): SegmentKind {
  return type < firstControl ? "resource" : (controls.get(type) ?? "reserved");
}

/** Segment type of the menu. */
export const menuSegmentType = 0xffff;
