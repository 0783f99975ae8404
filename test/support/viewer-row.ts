/** A row of the viewer's field tree, of which a test states what matters to it. */
import type { Field } from "../../viewer/protocol.js";

export const row = (
  name: string,
  parent: number,
  end: number,
  bit: number,
  width: number,
  more: Partial<Field> = {},
): Field => ({
  side: 0,
  level: 1,
  parent,
  end,
  position: 1,
  siblings: 1,
  name,
  path: name,
  bit,
  width,
  kind: "field",
  value: "",
  label: "",
  notes: [],
  type: "",
  source: "",
  reserved: false,
  quiet: false,
  ...more,
});
