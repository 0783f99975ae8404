/** Schemas that nobody wrote: structs and unions of every feature, in places that no real protocol puts them. */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";
import {
  type Field,
  inventedSchema,
  isOdd,
  type Made,
  type Order,
  StructParts,
  someCount,
  someText,
} from "./struct-parts.js";

const orders: readonly Order[] = ["be", "le", "host"];

/** Deepest nesting of structs and unions. */
const deepest = 3;

export class Inventor {
  readonly #random: Random;
  readonly #order: Order;
  readonly #structs: { [name: string]: object } = {};
  readonly #unions: { [name: string]: object } = {};
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#order = choose(random, orders);
  }

  /** A schema whose outermost layout is `root`. */
  schema(): object {
    const root = this.#struct(0, true);
    this.#structs["root"] = { bits: root.bits, order: root.order, fields: [{ name: "all", layout: root.name }] };
    return inventedSchema("invented", this.#order, this.#structs, this.#unions);
  }

  #name(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }

  #struct(depth: number, mayEndOpen: boolean): Made {
    const random = this.#random;
    const parts = new StructParts(random.below(6) === 0 ? choose(random, orders) : this.#order, () => this.#name("p"));
    const count = random.below(40) === 0 ? 100 + random.below(60) : random.below(6) + (depth === 0 ? 2 : 0);
    for (let index = 0; index < count; index += 1) this.#field(parts, count < 100 ? depth : deepest);
    if (random.bits(1) === 0) parts.align();
    const name = this.#name("s");
    const open = mayEndOpen && random.below(3) === 0 && this.#ending(parts, depth);
    const { bits, fields, order, changes, endsInside } = parts;
    this.#structs[name] = { bits, order, fields };
    return { name, bits, order, changes, open, endsInside };
  }

  #field(parts: StructParts, depth: number): void {
    const random = this.#random;
    const nested = depth < deepest;
    switch (random.below(nested ? 14 : 9)) {
      case 0:
      case 1:
        parts.selecting(this.#name("f"), 1 + random.below(8));
        break;
      case 2:
        if (random.bits(1) === 0) parts.add({ name: this.#name("f"), bits: 1 + random.below(64) }, undefined);
        else parts.swapped(this.#name("f"), choose(random, [8, 16, 24, 32, 64]), choose(random, orders));
        break;
      case 3:
        parts.add(
          { name: this.#name("r"), bits: 1 + random.below(70), reserved: true },
          random.below(3) === 0 ? 1 + random.below(9) : undefined,
        );
        break;
      case 4:
        parts.add({ name: this.#name("f"), bits: 65 + random.below(70) }, undefined);
        break;
      case 5:
        parts.add({ name: this.#name("f"), bits: choose(random, [1, 4, 8, 8, 13, 16, 32, 40]) }, 1 + random.below(5));
        break;
      case 6:
        parts.put(...someText(random, this.#name("t")));
        break;
      case 7:
        parts.add({ name: this.#name("f"), bits: 4 + random.below(8), constant: random.below(16) }, undefined);
        break;
      case 8:
        parts.add({ name: this.#name("f"), bits: 1 + random.below(32), enum: "labels" }, undefined);
        break;
      case 9:
      case 10:
        this.#nested(parts, this.#struct(depth + 1, false));
        break;
      default:
        this.#union(parts, depth + 1);
    }
  }

  #nested(parts: StructParts, inner: Made): void {
    const count = this.#random.below(3) === 0 && inner.bits > 0 ? 1 + this.#random.below(3) : undefined;
    if (!parts.makeRoom(inner, count !== undefined)) return;
    const anonymous = count === undefined && this.#random.below(3) === 0 ? { anonymous: true } : {};
    const stated = { name: this.#name("n"), layout: inner.name, ...anonymous };
    parts.put(count === undefined ? stated : { ...stated, count }, inner.bits * (count ?? 1));
    parts.endsInside = count === undefined && inner.endsInside;
  }

  /** A union with a selector over an earlier field of this struct, when there is one. */
  #union(parts: StructParts, depth: number): void {
    const union = this.#unionLayout(depth);
    const name = this.#name("u");
    const select = parts.selector(this.#random, union.arms);
    const count = this.#random.below(4) === 0 && union.bits > 0 ? 2 : undefined;
    if (!parts.makeRoom(union, count !== undefined)) return;
    const anonymous = count === undefined && this.#random.bits(1) === 0 ? { anonymous: true } : {};
    const stated = { name, layout: union.name, ...anonymous, ...select };
    parts.put(count === undefined ? stated : { ...stated, count }, union.bits * (count ?? 1));
    parts.endsInside = count === undefined && union.endsInside;
  }

  #unionLayout(depth: number): Made & { readonly arms: readonly string[] } {
    const random = this.#random;
    const order = this.#order;
    const members: Field[] = [];
    let [changes, endsInside] = [false, false];
    let bits = 0;
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const width = random.bits(1) === 0 || depth >= deepest ? 1 + random.below(100) : undefined;
      const inner = width === undefined ? this.#struct(depth, false) : undefined;
      const name = this.#name("m");
      if (inner !== undefined && (inner.bits === 0 || isOdd(inner, order))) continue;
      const anonymous = inner !== undefined && random.below(3) === 0 ? { anonymous: true } : {};
      members.push(inner === undefined ? { name, bits: width } : { name, layout: inner.name, ...anonymous });
      bits = Math.max(bits, inner?.bits ?? width ?? 0);
      endsInside ||= (inner?.bits ?? width ?? 0) % 8 !== 0 || inner?.endsInside === true;
      changes ||= inner !== undefined && (inner.changes || inner.order !== order);
    }
    if (members.length === 0) members.push({ name: this.#name("m"), bits: 8 });
    bits = Math.max(bits, 8);
    const name = this.#name("v");
    this.#unions[name] = { bits, members };
    return { name, bits, order, changes, open: false, endsInside, arms: members.map((member) => member.name) };
  }

  /** What runs on to the end: an array of its own, or one inside a struct or a union. */
  #ending(parts: StructParts, depth: number): boolean {
    const kind = depth < deepest ? this.#random.below(6) : 5;
    if (kind > 1) return this.#openArray(parts, depth);
    const inner = this.#struct(depth + 1, true);
    if (inner.order !== parts.order || !parts.makeRoom(inner, false)) return false;
    if (kind === 0) parts.put({ name: this.#name("n"), layout: inner.name }, inner.bits);
    else this.#openUnion(parts, inner);
    return inner.open;
  }

  #openUnion(parts: StructParts, inner: Made): void {
    const member = this.#name("m");
    const name = this.#name("v");
    const bits = Math.max(8, inner.bits);
    this.#unions[name] = {
      bits,
      order: inner.order,
      members: [
        { name: member, layout: inner.name },
        { name: `${member}x`, bits: 8 },
      ],
    };
    const select = parts.selector(this.#random, [member, `${member}x`]);
    const anonymous = this.#random.bits(1) === 0 ? { anonymous: true } : {};
    parts.put({ name: this.#name("u"), layout: name, ...anonymous, ...select }, bits);
  }

  /** Numbers, structs or chosen records, counted or not; members behind a counted array. */
  #openArray(parts: StructParts, depth: number): boolean {
    const random = this.#random;
    const name = this.#name("o");
    const counter = parts.counter(random);
    const element = this.#element(parts, depth);
    if (counter !== undefined && random.bits(1) === 0) {
      parts.put({ name, ...element, count: someCount(random, counter) }, 0);
      parts.close();
      for (let more = random.below(3); more > 0; more -= 1) this.#field(parts, deepest);
      return true;
    }
    const record = random.below(3) === 0 ? this.#struct(depth + 1, false) : undefined;
    const select =
      record === undefined || record.bits === 0 || record.bits % 8 !== 0 || !parts.makeRoom(record, true)
        ? {}
        : parts.selector(random, [record.name, `${record.name}[]`]);
    parts.put({ name, ...("layout" in element ? element : { ...element, ...select }), count: "end" }, 0);
    return true;
  }

  #element(parts: StructParts, depth: number): object {
    const inner = this.#random.below(3) === 0 && depth < deepest ? this.#struct(depth + 1, false) : undefined;
    if (inner !== undefined && inner.bits > 0 && parts.makeRoom(inner, true)) {
      parts.ragged = inner.bits % 8 !== 0;
      return { layout: inner.name };
    }
    const bits = choose(this.#random, [4, 8, 8, 16, 32, 64]);
    parts.ragged = bits === 4;
    return { bits };
  }
}
