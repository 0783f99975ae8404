/** A place in a file under check: what references from there find, and where problems of it are reported. */
import type { FieldDefinition, LayoutDefinition, Reference } from "../layout/definition.js";
import type { ByteOrders } from "./byte-orders.js";
import { type CheckedFile, type Family, fieldPointer, type LayoutEntry } from "./family.js";
import type { FieldShape } from "./file.js";
import type { Nesting } from "./nesting.js";
import type { OriginMap } from "./origins.js";
import { quoted } from "./problems.js";
import type { Found, NameSpaces } from "./spaces.js";

/** Everything the checks of one family share. */
export interface Survey {
  readonly family: Family;
  readonly nesting: Nesting;
  readonly names: NameSpaces;
  readonly origins: OriginMap;
  readonly orders: ByteOrders;
}

export interface Place {
  readonly survey: Survey;
  /** Follows a reference from here. */
  find(reference: Pick<Reference, "from" | "field">): Found;
  /** `key` is the rest of the pointer: `/select/map/3`. */
  report(key: string, message: () => string): void;
}

/** A field of a layout. Messages start with its name. */
export class FieldPlace implements Place {
  readonly survey: Survey;
  readonly layout: LayoutDefinition;
  readonly index: number;
  readonly field: FieldDefinition;
  readonly shape: FieldShape;
  readonly #checked: CheckedFile;
  readonly #pointer: string;

  constructor(
    survey: Survey,
    checked: CheckedFile,
    entry: LayoutEntry,
    index: number,
    field: FieldDefinition,
    shape: FieldShape,
  ) {
    this.survey = survey;
    this.layout = entry.definition;
    this.index = index;
    this.field = field;
    this.shape = shape;
    this.#checked = checked;
    this.#pointer = fieldPointer(entry, index);
  }

  find(reference: Pick<Reference, "from" | "field">): Found {
    return this.survey.origins.find(this.layout.name, reference);
  }

  report(key: string, message: () => string): void {
    this.say(key, () => `${quoted(this.shape.name)}: ${message()}`);
  }

  /** Reports a message that names the field itself. */
  say(key: string, message: () => string): void {
    this.survey.family.report(this.#checked, `${this.#pointer}${key}`, message);
  }

  /** The definition of the nested layout, where it is known. */
  get nested(): LayoutDefinition | undefined {
    return this.survey.family.layouts.get(this.field.layout ?? "")?.definition;
  }

  /** A single number: no array, no text, no struct. */
  get isNumber(): boolean {
    const { kind, bits, count, open } = this.field;
    return kind === "uint" && bits <= 64 && count === undefined && open === undefined;
  }
}
