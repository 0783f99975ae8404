/** An invented struct in the making. */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";

export type Order = "be" | "le" | "host";

/** A layout as far as its neighbours must know it. */
export interface Made {
  readonly name: string;
  readonly bits: number;
  readonly order: Order;
  /** The byte order changes inside. */
  readonly changes: boolean;
  /** Runs on to the end of the bytes. */
  readonly open: boolean;
  /** Ends in a union whose arms need not have whole bytes. */
  readonly endsInside: boolean;
}

export interface Field {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** The fields of a struct as they come together. */
export class StructParts {
  readonly fields: Field[] = [];
  readonly order: Order;
  bits = 0;
  /** The byte order changes inside. */
  changes = false;
  /** The last field is, or ends in, a union whose arms need not have whole bytes. */
  endsInside = false;
  /** An open-ended array may end inside a byte. */
  ragged = false;
  /** Small numbers by name, with their widths: what counts and selectors ask. */
  #small: (readonly [string, number])[] = [];

  readonly #padding: () => string;

  /** `padding` gives names that no other field has. */
  constructor(order: Order, padding: () => string) {
    this.order = order;
    this.#padding = padding;
  }

  /** Fills up to a whole byte. */
  align(): void {
    const rest = (8 - (this.bits % 8)) % 8;
    if (rest > 0) this.put({ name: this.#padding(), bits: rest, reserved: true }, rest);
  }

  /** Goes to a place where a layout may stand; false when there is none. Byte orders meet at whole bytes. */
  makeRoom(inner: Omit<Made, "name">, repeated: boolean): boolean {
    const foreign = inner.order !== this.order;
    if (!foreign && !inner.changes) return true;
    if (
      this.ragged ||
      ((foreign || repeated) && inner.bits % 8 !== 0) ||
      (foreign && (inner.open || inner.endsInside))
    ) {
      return false;
    }
    this.align();
    this.changes = true;
    return true;
  }

  /** A number of its own byte order, where it may have one. */
  swapped(name: string, bits: number, order: Order): void {
    const own =
      order !== this.order && this.makeRoom({ bits, order, changes: false, open: false, endsInside: false }, false);
    this.put(own ? { name, bits, order } : { name, bits }, bits);
  }

  put(field: Field, bits: number): void {
    this.fields.push(field);
    this.endsInside = false;
    this.bits += bits;
  }

  add(field: Field & { readonly bits: number }, count: number | undefined): void {
    this.put(count === undefined ? field : { ...field, count }, field.bits * (count ?? 1));
  }

  selecting(name: string, bits: number): void {
    this.#small.push([name, bits]);
    this.put({ name, bits }, bits);
  }

  /** Fields behind an open-ended array cannot be asked. */
  close(): void {
    this.#small = [];
  }

  counter(random: Random): string | undefined {
    return this.#small.length === 0 ? undefined : choose(random, this.#small)[0];
  }

  /** Each arm by a value of a field that can have it. */
  selector(random: Random, arms: readonly string[]): object {
    if (this.#small.length === 0) return {};
    const [field, bits] = choose(random, this.#small);
    const most = Math.min(arms.length, 2 ** bits);
    return {
      select: { from: "self", field, map: Object.fromEntries(arms.slice(0, most).map((arm, key) => [key, arm])) },
    };
  }
}

/** A text of one of the kinds that have a fixed size, with its bits. */
export function someText(random: Random, name: string): [Field, number] {
  return choose<[Field, number]>(random, [
    [{ name, type: "char", count: 3 }, 24],
    [{ name, type: "char", count: 2, repeat: 3 }, 48],
    [{ name, type: "uuid" }, 128],
    [{ name, type: "mac" }, 48],
  ]);
}

/** A count by a field, with everything that such a rule may say. */
export function someCount(random: Random, field: string): object {
  return {
    field,
    ...(random.below(3) === 0 ? { zero: 1 + random.below(3) } : {}),
    ...(random.below(3) === 0 ? { unit: choose(random, [4, 8, 16, 32]) } : {}),
    ...(random.bits(1) === 0 ? { most: true } : {}),
  };
}

/** Of another order than what is around it, and not of whole bytes. */
export const isOdd = (inner: Made, order: Order): boolean =>
  inner.order !== order && (inner.bits % 8 !== 0 || inner.endsInside);

/** A schema of one group. */
export function inventedSchema(
  group: string,
  order: Order,
  structs: { readonly [name: string]: object },
  unions: { readonly [name: string]: object },
): object {
  const source = { header: "fuzz", revision: "1", license: "MIT" };
  const enums = { labels: { values: { NONE: 0, ONE: 1 } } };
  return { family: "invented", group, order, source, enums, structs, unions };
}
