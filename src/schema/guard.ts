/**
 * The first look at a value that claims to be a schema file: it is copied, as JSON and nothing else, within bounds.
 * What comes after may walk the copy without fear: no getters, no cycles, no `__proto__`, no surprises of depth.
 */
import { mostNesting, mostValues } from "./limits.js";
import { type Problems, pointerTo } from "./problems.js";

/** A JSON value that was copied by the guard. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Thrown inside the guard only, to leave a file that is not worth reading on. */
class Unreadable extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

interface Walk {
  readonly source: string;
  readonly problems: Problems;
  readonly path: (string | number)[];
  left: number;
}

/** A copy of `json`, or `undefined` when it is no JSON or exceeds the bounds; then `problems` says why. */
export function guarded(source: string, json: unknown, problems: Problems): Json | undefined {
  const walk: Walk = { source, problems, path: [], left: mostValues };
  try {
    return copy(walk, json);
  } catch (error) {
    const pointer = error instanceof Unreadable ? error.pointer : pointerTo(...walk.path);
    problems.add(source, pointer, () => (error instanceof Unreadable ? error.message : "cannot be read as JSON"));
    return undefined;
  }
}

function copy(walk: Walk, value: unknown): Json {
  walk.left -= 1;
  if (walk.left < 0) throw new Unreadable("", `holds more than ${mostValues} values`);
  if (walk.path.length > mostNesting) {
    throw new Unreadable(pointerTo(...walk.path), `is nested deeper than ${mostNesting} levels`);
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return copyList(walk, value);
  if (typeof value === "object" && isPlain(value)) return copyObject(walk, value);
  throw new Unreadable(pointerTo(...walk.path), `expected JSON, received ${kindOf(value)}`);
}

function copyList(walk: Walk, list: readonly unknown[]): Json[] {
  const copied: Json[] = [];
  for (let index = 0; index < list.length; index += 1) {
    walk.path.push(index);
    copied.push(copy(walk, list[index]));
    walk.path.pop();
  }
  return copied;
}

function copyObject(walk: Walk, object: object): { [key: string]: Json } {
  const copied: { [key: string]: Json } = {};
  for (const key of Object.keys(object)) {
    const value: unknown = Reflect.get(object, key);
    if (value === undefined) continue;
    walk.path.push(key);
    if (key === "__proto__") {
      walk.problems.add(walk.source, pointerTo(...walk.path), () => protoMessage);
    } else {
      copied[key] = copy(walk, value);
    }
    walk.path.pop();
  }
  return copied;
}

/** JSON.parse makes `__proto__` an own key like any other; written into a plain object it would change the object's prototype. */
const protoMessage = `"__proto__" cannot be a name: it would reach into an object's prototype`;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, which has no prototype itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null) return "an object of a class";
  return `a ${typeof value}`;
}
