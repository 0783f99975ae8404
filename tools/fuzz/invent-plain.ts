/**
 * Schemas as most protocols are: records of whole bytes, a head with a list behind it, a head with one of several records
 * behind it. The generator writes straight-line code for these, so this is where it could differ from the interpreter.
 */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";
import { type Field, inventedSchema, type Order, StructParts, someCount, someText } from "./struct-parts.js";

interface Record {
  readonly name: string;
  readonly bits: number;
}

/** Records of a schema. */
const records = 6;

export class PlainInventor {
  readonly #random: Random;
  readonly #order: Order;
  readonly #structs: { [name: string]: object } = {};
  readonly #unions: { [name: string]: object } = {};
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#order = choose(random, ["be", "le", "host"]);
  }

  schema(): object {
    const made: Record[] = [];
    for (let index = 0; index < records; index += 1) made.push(this.#record(made));
    this.#struct(this.#long());
    for (let index = 0; index < 3; index += 1) this.#struct(this.#list(made));
    for (let index = 0; index < 3; index += 1) this.#struct(this.#choice(made));
    return inventedSchema("plain", this.#order, this.#structs, this.#unions);
  }

  #name(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }

  #parts(): StructParts {
    return new StructParts(this.#order, () => this.#name("p"));
  }

  #struct({ bits, fields }: StructParts): Record {
    const name = this.#name("s");
    this.#structs[name] = { bits, fields };
    return { name, bits };
  }

  /** Fields of every plain kind, and records inside records. */
  #record(made: readonly Record[]): Record {
    const parts = this.#parts();
    for (let more = this.#random.below(8); more > 0; more -= 1) this.#field(parts, made);
    parts.add({ name: this.#name("f"), bits: 8 }, undefined);
    parts.align();
    return this.#struct(parts);
  }

  #field(parts: StructParts, made: readonly Record[]): void {
    const random = this.#random;
    const name = this.#name("f");
    switch (random.below(9)) {
      case 0:
        parts.add({ name, bits: 1 + random.below(96), reserved: true }, some(random, 12));
        break;
      case 1:
        parts.align();
        parts.add({ name, bits: 8 * (1 + random.below(12)) }, undefined);
        break;
      case 2:
        parts.add({ name, bits: choose(random, [3, 4, 8, 12, 16, 24, 32, 64]) }, 1 + random.below(12));
        break;
      case 3:
        parts.add({ name, bits: 8, ...choose(random, [{ constant: 7 }, { enum: "labels" }]) }, undefined);
        break;
      case 4:
        parts.align();
        parts.put(...someText(random, name));
        break;
      case 5:
        if (made.length > 0) this.#nested(parts, name, choose(random, made));
        break;
      default:
        parts.add({ name, bits: 1 + random.below(random.bits(1) === 0 ? 64 : 16) }, undefined);
    }
  }

  #nested(parts: StructParts, name: string, { name: layout, bits }: Record): void {
    const count = some(this.#random, 3);
    parts.align();
    parts.put(count === undefined ? { name, layout } : { name, layout, count }, bits * (count ?? 1));
  }

  /** So many numbers that decode fills a copy. */
  #long(): StructParts {
    const parts = this.#parts();
    for (let more = 113 + this.#random.below(30); more > 0; more -= 1) {
      const reserved = this.#random.below(5) === 0 ? { reserved: true } : {};
      if (more > 30 && "reserved" in reserved) more += 1;
      const count = this.#random.below(12) === 0 ? 1 + this.#random.below(4) : undefined;
      parts.add(
        { name: this.#name("f"), bits: count === undefined ? 1 + this.#random.below(40) : 8, ...reserved },
        count,
      );
    }
    const rest = 32 - (parts.bits % 32);
    parts.put({ name: this.#name("f"), bits: rest, reserved: true }, rest);
    return parts;
  }

  /** A head of whole bytes in which a number can be asked. */
  #head(made: readonly Record[], asked: Field & { readonly bits: number }): StructParts {
    const parts = this.#parts();
    for (let more = this.#random.below(4); more > 0; more -= 1) this.#field(parts, made);
    parts.add(asked, undefined);
    for (let more = this.#random.below(2); more > 0; more -= 1) this.#field(parts, made);
    parts.align();
    return parts;
  }

  #list(made: readonly Record[]): StructParts {
    const random = this.#random;
    const [counter, list] = [this.#name("n"), this.#name("l")];
    const length = choose(random, [
      {},
      {},
      { length: { of: "count", field: list } },
      { length: { of: "bytes", field: list, plus: random.below(5) } },
      { length: { of: "layout" } },
    ]);
    const parts = this.#head(made, { name: counter, bits: choose(random, [3, 8, 16, 40]), ...length });
    const element = choose<object>(random, [
      { bits: choose(random, [8, 8, 16, 24, 32, 64]) },
      { layout: choose(random, made).name },
    ]);
    parts.put({ name: list, ...element, count: random.bits(1) === 0 ? "end" : someCount(random, counter) }, 0);
    return parts;
  }

  #choice(made: readonly Record[]): StructParts {
    const random = this.#random;
    const [asked, union] = [this.#name("k"), this.#name("v")];
    const parts = this.#head(made, { name: asked, bits: 8 });
    const arms = made.slice(random.below(records - 1)).map(({ name, bits }) => ({ arm: this.#name("m"), name, bits }));
    const bits = Math.max(...arms.map((arm) => arm.bits));
    this.#unions[union] = { bits, members: arms.map(({ arm, name }) => ({ name: arm, layout: name })) };
    const masked = random.below(3) === 0 ? { mask: 14, shift: 1 } : {};
    const map = Object.fromEntries(arms.map(({ arm }, value) => [value, arm]));
    const more = random.below(4) === 0 ? { else: arms[0]?.arm } : {};
    const from = choose(random, ["self", "self", "request"]);
    const test = { from, field: asked, ...masked, map, ...more };
    parts.put(
      {
        name: this.#name("u"),
        layout: union,
        ...(random.below(3) === 0 ? { anonymous: true } : {}),
        select: random.below(6) === 0 ? [test, arms[0]?.arm] : test,
      },
      bits,
    );
    return parts;
  }
}

const some = (random: Random, most: number): number | undefined =>
  random.below(3) === 0 ? 1 + random.below(most) : undefined;
