/** The words for a number: labels of enumerations bound to a field. */
import type { Label } from "./plan.js";
import { holds, referred } from "./reference.js";
import type { Scope } from "./scope.js";

export interface Labelled {
  /** `GENERAL, current`; `undefined` when nothing names the value. */
  readonly text: string | undefined;
  /** Enumerations that should name the value and do not. */
  readonly unnamed: readonly string[];
}

/** Names a value by every binding that applies. Two enumerations over the same bits are alternatives: one name is enough. */
export function labelsOf(labels: readonly Label[], value: number | bigint, scope: Scope): Labelled {
  const texts: string[] = [];
  const unnamed = new Map<string, string>();
  const named = new Set<string>();
  for (const label of labels) {
    const { binding, enumeration, as } = label;
    if (binding.when !== undefined && !binding.when.every((condition) => holds(scope, condition))) continue;
    const place = `${binding.mask ?? ""}:${binding.shift ?? 0}`;
    const text = labelText(label, composed(label, value, scope));
    if (text !== undefined) {
      if (!named.has(`${place}${as}`) && !texts.includes(text)) texts.push(text);
      named.add(`${place}${as}`);
    } else if (as === "value" && !enumeration.partial) {
      unnamed.set(place, enumeration.name);
    }
  }
  const missing = [...unnamed].filter(([place]) => !named.has(`${place}value`)).map(([, name]) => name);
  return { text: texts.length === 0 ? undefined : texts.join(", "), unnamed: missing };
}

/** What is said of an array of bytes as a whole, and what of each of them: bit numbers run through all bytes. */
export function labelsOfBytes(labels: readonly Label[]): {
  readonly flags: readonly Label[];
  readonly names: readonly Label[];
} {
  return { flags: labels.filter(({ as }) => as === "bit"), names: labels.filter(({ as }) => as !== "bit") };
}

/** The bits of a value that a binding is about, put together with those of another field where it says so. */
function composed({ binding }: Label, value: number | bigint, scope: Scope): bigint {
  let bits = BigInt(value);
  if (binding.mask !== undefined) bits &= BigInt(binding.mask);
  bits >>= BigInt(binding.shift ?? 0);
  if (binding.with === undefined) return bits;
  const high = referred(scope, { field: binding.with.field });
  return typeof high === "number" || typeof high === "bigint"
    ? bits | (BigInt(high) << BigInt(binding.with.shift))
    : bits;
}

function labelText({ enumeration, as }: Label, bits: bigint): string | undefined {
  if (as === "value") return enumeration.label(bits);
  const names: string[] = [];
  for (const [value, name] of enumeration.entries()) {
    const mask = as === "bit" ? 1n << BigInt(value) : BigInt(value);
    if (mask !== 0n && (bits & mask) === mask) names.push(name);
  }
  if (names.length > 0) return names.join(" | ");
  return bits === 0n && as === "mask" ? enumeration.label(0) : undefined;
}
