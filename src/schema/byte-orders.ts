/**
 * Where byte orders meet. Bits are counted from another end in another order, so both must agree where one ends and the
 * other begins: at a whole byte, counted from the start of whatever is read, through every layout and array around it.
 */
import type { ByteOrder, FieldDefinition, LayoutDefinition } from "../layout/definition.js";
import { fieldArms, recordName } from "./arms.js";
import { fixedBits } from "./definitions.js";
import type { Family } from "./family.js";
import { isPayload, type Nesting } from "./nesting.js";
import { bitRange, quoted } from "./problems.js";

/** Something that can stand in a field: what the field states, or a layout that a selector names there. */
interface Content {
  readonly layout: string | undefined;
  readonly chosen: boolean;
  readonly order: ByteOrder;
  /** The order around it. */
  readonly within: ByteOrder;
  readonly bits: number;
  /** One behind the other. */
  readonly repeated: boolean;
  /** The order changes inside. */
  readonly changes: boolean;
  /** What is read of it may end inside a byte: an open-ended array, or the chosen arm of a union at its end. */
  readonly endsInside: boolean;
}

export class ByteOrders {
  readonly #family: Family;
  /** Layouts inside which the order changes. */
  readonly #changing = new Set<string>();
  /** The first field of a layout that need not end with a byte, since an open-ended array in it does not. */
  readonly #ragged = new Map<string, number>();
  /** Layouts of which what is read may end inside a byte. */
  readonly #endingInside = new Set<string>();

  constructor(family: Family, { order }: Nesting) {
    this.#family = family;
    for (const { definition } of order) {
      const { name, kind, fields } = definition;
      const contents = fields.map((field) => this.#contents(definition, field));
      if (contents.flat().some(hasChange)) this.#changing.add(name);
      const last = kind === "union" ? contents.flat() : (contents.at(-1) ?? []);
      const cut = kind === "union" && fields.some((field) => fixedBits(field) % 8 !== 0);
      if (cut || last.some((content) => content.endsInside)) this.#endingInside.add(name);
      const ragged = fields.findIndex((field) => this.#isRagged(field));
      if (ragged >= 0) this.#ragged.set(name, ragged);
    }
  }

  /** What is wrong with the place of a field where an order begins or ends; `undefined` when nothing is. */
  fault(layout: LayoutDefinition, index: number): string | undefined {
    const field = layout.fields[index];
    if (field === undefined) return undefined;
    const ragged = this.#ragged.get(layout.name) ?? index;
    const before = layout.kind === "struct" && ragged < index ? layout.fields[ragged] : undefined;
    for (const content of this.#contents(layout, field).filter(hasChange)) {
      const part = content.order === content.within && !content.repeated;
      if (field.offset % 8 !== 0 || (!part && content.bits % 8 !== 0)) {
        const covers = content.repeated ? "its first element covers" : "it covers";
        return `${needOf(content)}, ${covers} ${bitRange(field.offset, content.bits)}`;
      }
      if (before !== undefined) return `${needOf(content)}, and ${quoted(before.name)} before it may end inside one`;
      if (content.order !== content.within && content.endsInside) {
        return `${needOf(content)}, and ${quoted(content.layout ?? "")} may end inside one`;
      }
    }
    return undefined;
  }

  #contents(layout: LayoutDefinition, field: FieldDefinition): Content[] {
    const nested = this.#layout(field.layout);
    const own = (field.layout === undefined ? field.order : nested?.order) ?? layout.order;
    const records = isPayload(this.#family, field);
    const chosen = this.#chosen(field, records, records ? layout.order : own);
    const inside = chosen.some(({ bits, endsInside }) => bits % 8 !== 0 || endsInside);
    const element: Content = {
      layout: nested?.name,
      chosen: false,
      order: own,
      within: layout.order,
      bits: field.bits,
      repeated: field.count !== undefined || field.open !== undefined,
      changes: this.#changing.has(nested?.name ?? "") || (!records && chosen.some(hasChange)),
      endsInside: field.count === undefined && (this.#mayEndInside(nested?.name ?? "") || (!records && inside)),
    };
    return [element, ...chosen];
  }

  /** Records behind an open-ended array, and layouts beside the members of a union. */
  #chosen(field: FieldDefinition, records: boolean, within: ByteOrder): Content[] {
    const arms = fieldArms(field);
    this.#family.spend(1 + arms.length);
    if (arms.length === 0) return [];
    const members = new Set(records ? [] : this.#layout(field.layout)?.fields.map((member) => member.name));
    this.#family.spend(members.size);
    return arms.flatMap((arm): Content[] => {
      const found = members.has(arm) ? undefined : this.#layout(recordName(arm));
      if (found === undefined) return [];
      const { name, order, bits } = found;
      const changes = this.#changing.has(name);
      const endsInside = this.#mayEndInside(name);
      return [{ layout: name, chosen: true, order, within, bits, repeated: arm.endsWith("[]"), changes, endsInside }];
    });
  }

  #mayEndInside(name: string): boolean {
    return this.#ragged.has(name) || this.#endingInside.has(name);
  }

  #isRagged(field: FieldDefinition): boolean {
    if (field.open === undefined) return field.count === undefined && this.#ragged.has(field.layout ?? "");
    const strides = Object.values(field.open.stride?.map ?? {});
    if ([field.bits, ...strides].some((step) => step % 8 !== 0)) return true;
    if (!isPayload(this.#family, field)) return false;
    const records = fieldArms(field).map(recordName);
    return records.some((name) => (this.#layout(name)?.bits ?? 0) % 8 !== 0 || this.#ragged.has(name));
  }

  #layout(name: string | undefined): LayoutDefinition | undefined {
    return name === undefined ? undefined : this.#family.layouts.get(name)?.definition;
  }
}

const hasChange = ({ order, within, changes }: Content): boolean => order !== within || changes;

function needOf({ layout, chosen, order, within }: Content): string {
  if (order === within) return `the byte order changes inside ${quoted(layout ?? "")}, which needs whole bytes`;
  return `"${order}"${chosen ? ` of ${quoted(layout ?? "")}` : ""} within "${within}" needs whole bytes`;
}
