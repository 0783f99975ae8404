/** An invented struct in the making. */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";

export interface Field {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** The fields of a struct as they come together. */
export class StructParts {
  readonly fields: Field[] = [];
  bits = 0;
  /** Small numbers by name, with their widths: what counts and selectors ask. */
  #small: (readonly [string, number])[] = [];

  put(field: Field, bits: number): void {
    this.fields.push(field);
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
