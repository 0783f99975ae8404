/** An enumeration on its page: what its values are called. */
import { hex } from "../../cli/table.js";
import { enumNames } from "../../src/codegen/identifiers.js";
import type { EnumDefinition } from "../../src/layout/index.js";
import { type GroupPage, headings } from "./directory.js";
import { code, plain, prose, table } from "./markdown.js";

export function enumSection(definition: EnumDefinition, { model }: GroupPage): string[] {
  const { name, kind, prefix, partial, values } = definition;
  const doc = model.docs.enums.get(name);
  const facts = [
    kind === "flags" ? "Bit numbers" : "Values",
    ...(prefix === undefined ? [] : [`in the source ${code(prefix)} stands in front of each name`]),
    ...(partial === true ? ["not all values have a name"] : []),
  ];
  const rows = Object.entries(values).map(([label, value]) => [value.toString(), hex(BigInt(value)), code(label)]);
  const head = kind === "flags" ? ["Bit", "", "Name"] : ["Value", "Hex", "Name"];
  const cells = kind === "flags" ? rows.map(([bit = "", , label = ""]) => [bit, "", label]) : rows;
  return [
    `### ${plain(headings.enumeration(name))}`,
    ...(doc === undefined ? [] : [prose(doc)]),
    `${facts.join("; ")}. Exports ${code(enumNames(name).values)}.`,
    table(head, cells),
  ];
}
