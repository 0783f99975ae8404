/** Names of values at run time: from number to label and back. */
import type { EnumDefinition } from "./definition.js";

/** Numbers above 2^53 stand as hex text in definitions, so that they stay JSON. */
export function exactNumber(value: number | string): number | bigint {
  return typeof value === "number" ? value : BigInt(value);
}

export class Enumeration {
  readonly name: string;
  readonly partial: boolean;
  readonly bits: boolean;
  readonly #labels = new Map<number | bigint, string>();
  readonly #values = new Map<string, number | bigint>();

  constructor(definition: EnumDefinition) {
    this.name = definition.name;
    this.partial = definition.partial === true;
    this.bits = definition.kind === "flags";
    const prefix = definition.prefix ?? "";
    for (const [label, stated] of Object.entries(definition.values)) {
      const value = exactNumber(stated);
      if (!this.#labels.has(value)) this.#labels.set(value, label);
      this.#values.set(label, value);
      if (prefix !== "") this.#values.set(prefix + label, value);
    }
  }

  /** The label of a value; bigint and number are the same value. */
  label(value: number | bigint): string | undefined {
    return this.#labels.get(value) ?? (typeof value === "bigint" ? this.#labels.get(Number(value)) : undefined);
  }

  /** The value of a label, with or without the source's prefix. */
  value(label: string): number | bigint | undefined {
    return this.#values.get(label);
  }

  /** Value and label pairs in the source's order; of two labels of one value the first. */
  entries(): IterableIterator<[number | bigint, string]> {
    return this.#labels.entries();
  }

  labels(): IterableIterator<string> {
    return this.#labels.values();
  }
}

const enumerations = new WeakMap<EnumDefinition, Enumeration>();

/** The run-time form of an enumeration; made once for each definition. */
export function enumerationOf(definition: EnumDefinition): Enumeration {
  let made = enumerations.get(definition);
  if (made === undefined) {
    made = new Enumeration(definition);
    enumerations.set(definition, made);
  }
  return made;
}
