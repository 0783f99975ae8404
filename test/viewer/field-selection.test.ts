/** What is shown and selected of a record's fields, and what of it stays when another record comes. */
import { describe, expect, test } from "vitest";
import type { Detail, Field } from "../../viewer/protocol.js";
import { FieldSelection } from "../../viewer/state/field-selection.js";
import { row } from "../support/viewer-row.js";

/** A request of a header with two fields, and padding. */
const fields: readonly Field[] = [
  row("request", -1, 5, 0, 64, { kind: "side" }),
  row("hdr", 0, 4, 0, 32, { kind: "struct" }),
  row("hdr.opcode", 1, 3, 0, 16, { name: "opcode", value: "0x100", label: "QUERY_HCA_CAP" }),
  row("hdr.op_mod", 1, 4, 16, 16, { name: "op_mod", value: "0x0", notes: ["is odd"] }),
  row("reserved_at_20", 0, 5, 32, 32, { quiet: true, reserved: true }),
];

const record = (index: number, shown = fields, more: Partial<Detail> = {}): Detail => ({
  index,
  title: "QUERY_HCA_CAP",
  verdict: "good",
  outcome: "ok",
  advice: [],
  facts: [],
  sides: [{ role: "request", title: "request", struct: "query_hca_cap_in", order: "be", bytes: new Uint8Array(8) }],
  fields: shown,
  notes: [],
  faults: [],
  ...more,
});

function selectionOf(detail: Detail): FieldSelection {
  const selection = new FieldSelection();
  selection.put(detail);
  return selection;
}

describe("a selection among fields", () => {
  test("is the first row of a record that comes", () => {
    const { selected, side, run } = selectionOf(record(0));
    expect([selected?.path, side?.struct, run]).toEqual(["request", "query_hca_cap_in", undefined]);
  });

  test("of a field covers its bits, and points at the first", () => {
    const selection = selectionOf(record(0));
    expect(selection.choose(3)).toBe(true);
    expect([selection.run, selection.cursor, selection.bit]).toEqual([{ bit: 16, width: 16 }, 16, undefined]);
  });

  test("of a row that is not there changes nothing", () => {
    const selection = selectionOf(record(0));
    expect(selection.choose(99)).toBe(false);
    expect(selection.selected?.path).toBe("request");
  });

  test("by a bit is the innermost field that covers it, and that bit", () => {
    const selection = selectionOf(record(0));
    expect(selection.chooseBit(18)).toBe(true);
    expect([selection.selected?.path, selection.cursor, selection.bit]).toEqual(["hdr.op_mod", 18, 18]);
  });

  test("by a bit that no field covers stays, and points at the bit", () => {
    const selection = selectionOf(record(0));
    selection.choose(3);
    expect(selection.chooseBit(64)).toBe(false);
    expect([selection.selected?.path, selection.cursor]).toEqual(["hdr.op_mod", 64]);
  });

  test.each([
    ["of a path", (selection: FieldSelection) => selection.choosePath(0, "hdr.opcode")],
    ["of a mention", (selection: FieldSelection) => selection.chooseMention("hca_cap", 1)],
  ])("%s is that field", (_what, choose) => {
    const selection = selectionOf(record(0));
    expect(choose(selection)).toBe(true);
    expect(selection.selected?.path).toBe("hdr.opcode");
  });

  test("stays on the same field and bit when the next record has it", () => {
    const selection = selectionOf(record(0));
    selection.chooseBit(18);
    selection.put(record(1));
    expect([selection.selected?.path, selection.cursor]).toEqual(["hdr.op_mod", 18]);
  });

  test("goes to the first row when the next record has no such field", () => {
    const selection = selectionOf(record(0));
    selection.chooseBit(18);
    selection.put(record(1, fields.slice(0, 2)));
    expect([selection.selected?.path, selection.cursor]).toEqual(["request", 0]);
  });

  test("is none in a record without fields, and after it was cleared", () => {
    const selection = selectionOf(record(0));
    selection.put(record(1, []));
    expect([selection.field, selection.run, selection.words]).toEqual([-1, undefined, ""]);
    selection.clear();
    expect([selection.detail, selection.fields, selection.orders.length]).toEqual([undefined, [], 1]);
  });

  test("is told with value, label and notes", () => {
    const selection = selectionOf(record(0));
    selection.choose(2);
    expect(selection.words).toBe("opcode, 0x100, QUERY_HCA_CAP");
    selection.choose(3);
    expect(selection.words).toBe("op_mod, 0x0, is odd");
  });
});

describe("rows that are shown", () => {
  test("leave out reserved zeros, until one of them is selected", () => {
    const selection = selectionOf(record(0));
    expect(selection.visible).toEqual([0, 1, 2, 3]);
    selection.choose(4);
    expect(selection.visible).toEqual([0, 1, 2, 3, 4]);
  });

  test("are the same array as long as nothing changes", () => {
    const selection = selectionOf(record(0));
    expect(selection.visible).toBe(selection.visible);
  });

  test("leave out what is in a closed row, and the selection moves to that", () => {
    const selection = selectionOf(record(0));
    selection.choose(3);
    expect(selection.toggle(1, false)).toBe(true);
    expect([selection.visible, selection.selected?.path]).toEqual([[0, 1], "hdr"]);
  });

  test("have those around a field that is selected open", () => {
    const selection = selectionOf(record(0));
    expect(selection.toggle(1, false)).toBe(false);
    selection.choose(2);
    expect(selection.visible).toEqual([0, 1, 2, 3]);
  });

  test("stay closed while the same record is read again", () => {
    const selection = selectionOf(record(0));
    selection.toggle(1, false);
    selection.put(record(0));
    expect(selection.visible).toEqual([0, 1]);
  });

  test("are those that differ, in a comparison only", () => {
    const changed = fields.map((one) => (one.path === "hdr.op_mod" ? { ...one, other: "0x1" } : one));
    const selection = selectionOf(record(0, changed));
    selection.changedOnly = true;
    expect(selection.visible).toEqual([0, 1, 2, 3]);
    selection.put(record(0, changed, { compared: { a: "#1", b: "#2", changed: 1 } }));
    expect(selection.visible).toEqual([0, 1, 3]);
  });
});
