/** `--pick FIELD`: one field, or a few, across many files and exchanges. */
import { type As, type AsOptions, asNamed } from "../../reading/as.js";
import { type Known, namesOf } from "../../reading/families.js";
import { fieldNames, fieldsNamed } from "../../reading/find.js";
import type { Reading } from "../../reading/reading.js";
import { wordsOf } from "../../reading/words.js";
import { nearest } from "../../src/fault/index.js";
import type { InspectionNode } from "../../src/layout/index.js";
import { inputName } from "../io.js";
import type { Paint } from "../paint.js";
import { columns } from "../table.js";
import { UsageError } from "../usage.js";

/** Values of one reading, in the order of the fields asked for. */
export interface PickedRow {
  readonly file: string;
  readonly title: string;
  readonly cells: readonly string[];
}

/** Gathers rows until the end, since a table is as wide as its widest cell. */
export class Picked {
  readonly #fields: readonly string[];
  readonly #rows: PickedRow[] = [];
  readonly #names: Set<string> = new Set();
  /** Where bytes end early, the field may have stood behind the end: its fault says so. */
  #damaged = false;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  add(reading: Reading, file: string): void {
    this.#damaged ||= reading.faults.length > 0;
    const cells = this.#fields.map((field) => cellText(reading, field));
    if (cells.some((cell) => cell !== "")) this.#rows.push({ file, title: reading.title, cells });
    else if (this.#names.size < 20_000) for (const name of fieldNames(reading)) this.#names.add(name);
  }

  /** The table. Titles stand in it when files hold more than one kind of thing. */
  text(paint: Paint): string {
    if (this.#rows.length === 0 && !this.#damaged) throw this.#nothing();
    const titled = new Set(this.#rows.map((row) => row.title)).size > 1;
    const head = ["file", ...(titled ? ["what"] : []), ...this.#fields].map((word) => paint(word, "faint"));
    const rows = this.#rows.map(({ file, title, cells }) => [inputName(file), ...(titled ? [title] : []), ...cells]);
    return columns([head, ...rows]);
  }

  #nothing(): UsageError {
    const wanted = this.#fields.map((field) => `"${field.slice(0, 60)}"`).join(", ");
    const near = nearest(this.#fields[0] ?? "", this.#names);
    const hint = near.length > 0 ? [`Nearest: ${near.join(", ")}.`] : [];
    return new UsageError(`no record has a field ${wanted}`, ...hint);
  }
}

function cellText(reading: Reading, name: string): string {
  const words = wordsOf(reading.family?.name);
  return fieldsNamed(reading, name)
    .filter(({ node }) => node.kind === "bytes" || node.children.every((child) => child.kind === "part"))
    .slice(0, 8)
    .map(({ node, siblings }) => valueText(node, words(node, siblings)))
    .join(", ");
}

function valueText({ value, raw, label, kind }: InspectionNode, words: string | undefined): string {
  const said = [label, words].filter((word) => word !== undefined).join("; ");
  const plain =
    kind === "missing"
      ? "missing"
      : typeof value === "number" || typeof value === "string"
        ? `${value}`
        : `0x${raw.slice(0, 64)}`;
  return said === "" ? plain : `${plain} (${said})`;
}

/**
 * What bytes without a header are, when one struct alone has the fields that are picked and is as long as they are.
 *
 * @throws UsageError that lists the structs when there are several, or none.
 */
export function inferred(known: Known, fields: readonly string[], length: number, options: AsOptions): As {
  const first =
    fields[0]
      ?.replace(/\[\d+\]/g, "")
      .split(".")
      .at(-1) ?? "";
  const having = known.families.flatMap((family) =>
    [...namesOf(family, "struct")]
      .flatMap((name) => family.layouts.get(name) ?? [])
      .filter((layout) => layout.definition.fields.some((field) => field.name === first))
      .map((layout) => ({ family, layout })),
  );
  const fitting = having.filter(({ layout }) => layout.bytes === length);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1)
    return asNamed(known, `${only.family.name}/${only.layout.name}`, options);
  const listed = (fitting.length > 0 ? fitting : having)
    .slice(0, 8)
    .map(({ layout }) => `${layout.name} (${layout.bytes} bytes)`);
  throw new UsageError(
    `bytes without a header do not say what they are, and ${fitting.length === 0 ? "no struct" : "more than one struct"} of ${length} bytes has a field "${first}"`,
    listed.length === 0 ? "Name the struct with --as." : `Name the struct with --as: ${listed.join(", ")}.`,
  );
}
