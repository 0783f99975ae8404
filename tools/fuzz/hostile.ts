/** Values that no field wants, put into values and JSON that were right. */
import type { Random } from "../../bench/random.js";
import { choose } from "./case.js";

/** What JSON can hold. */
const jsonScalars: readonly unknown[] = [
  0,
  1,
  -1,
  0.5,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 64,
  1e308,
  true,
  false,
  null,
  "",
  "0",
  "0x",
  "0xffffffffffffffff",
  "self",
  "end",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "@tail",
  "@0",
  "a.b.c",
  "[0]",
  "\u0000",
  "\ud800",
  "name",
  "x".repeat(300),
];

const otherScalars: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  undefined,
  -1n,
  1n << 64n,
  1n << 200n,
  Symbol.iterator,
  () => 0,
  new Uint8Array(3),
  new Uint8Array(0),
  new Date(0),
];

/** A small structure or a scalar. */
function hostileJson(random: Random): unknown {
  switch (random.below(8)) {
    case 0:
      return [];
    case 1:
      return {};
    case 2:
      return Array.from({ length: random.below(50) }, () => choose(random, jsonScalars));
    case 3:
      return nested(random, 1 + random.below(2000));
    default:
      return choose(random, jsonScalars);
  }
}

/** Arrays or objects inside one another. */
function nested(random: Random, depth: number): unknown {
  const list = random.bits(1) === 0;
  let inside: unknown = 0;
  for (let level = 0; level < depth; level += 1) inside = list ? [inside] : { fields: inside };
  return inside;
}

const hostileValue = (random: Random): unknown =>
  random.bits(1) === 0 ? hostileJson(random) : choose(random, otherScalars);

type Container = unknown[] | { [key: string]: unknown };

const isContainer = (value: unknown): value is Container =>
  typeof value === "object" &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);

/** A random container at any depth. */
function somewhere(random: Random, root: Container): Container {
  let at = root;
  for (let depth = random.below(8); depth > 0; depth -= 1) {
    const inner = Object.values(at).filter(isContainer);
    if (inner.length === 0) break;
    at = choose(random, inner);
  }
  return at;
}

/** Sets without reaching a setter: `__proto__` becomes a key of its own. */
const put = (into: Container, key: string, value: unknown): void => {
  Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true });
};

function changeOnce(random: Random, root: Container, hostile: (random: Random) => unknown): void {
  const into = somewhere(random, root);
  const keys = Object.keys(into);
  const key = keys.length === 0 ? "name" : choose(random, keys);
  const old: unknown = Reflect.get(into, key);
  switch (random.below(6)) {
    case 0:
      if (!Array.isArray(into)) Reflect.deleteProperty(into, key);
      else into.splice(Number(key), 1);
      return;
    case 1:
      put(
        into,
        Array.isArray(into) ? String(into.length) : choose(random, ["__proto__", "constructor", "unknown", `${key}_`]),
        hostile(random),
      );
      return;
    case 2:
      if (typeof old === "number") put(into, key, old + choose(random, [-1, 1, 0.5, 2 ** 16, 2 ** 32]));
      else put(into, key, hostile(random));
      return;
    case 3:
      put(into, key, Reflect.get(into, keys.length === 0 ? key : choose(random, keys)));
      return;
    default:
      put(into, key, hostile(random));
  }
}

/** A deep copy of plain data; everything else is shared. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isContainer(value)) return value;
  const copy: { [key: string]: unknown } = {};
  for (const [key, inner] of Object.entries(value)) put(copy, key, copyOf(inner));
  return copy;
}

/** A copy of a decoded value with a few things wrong. */
export function spoiledValue(random: Random, value: object): unknown {
  return spoiled(random, value, hostileValue);
}

/** A copy of parsed JSON with a few things wrong, still JSON. */
export function spoiledJson(random: Random, json: unknown): unknown {
  return spoiled(random, json, hostileJson);
}

function spoiled(random: Random, value: unknown, hostile: (random: Random) => unknown): unknown {
  const copy = copyOf(value);
  if (!isContainer(copy)) return hostile(random);
  for (let change = 1 + random.below(3); change > 0; change -= 1) changeOnce(random, copy, hostile);
  return copy;
}
