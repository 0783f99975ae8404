/**
 * Capability headroom: a device reports each capability twice, as it is set now (current) and as far as it could be set
 * (maximum). What differs is what an operator could still turn on or raise.
 */

/** A capability struct as decode gives it: numbers, nested structs, arrays, bytes. */
export interface Capabilities {
  readonly [field: string]: unknown;
}

/** One capability that is not at its maximum. */
export interface Headroom {
  /** `wol_p`, or `nested.field[2]`. */
  readonly path: string;
  readonly current: number | bigint;
  readonly maximum: number | bigint;
  /** `raise`: it could be turned on or raised. `above`: the device says more than its own maximum; ask the vendor. */
  readonly state: "raise" | "above";
}

/** Nesting of the kernel's capability structs is below 4; what lies deeper is not a capability. */
const deepest = 8;

/**
 * Compares two replies to the same capability query, current against maximum, field by field in the order of the maximum.
 * Fields that only one of them has, and values that are not integers, are left out.
 *
 * @example headroom(current.capability.cmd_hca_cap, maximum.capability.cmd_hca_cap)
 */
export function headroom(current: Capabilities, maximum: Capabilities): Headroom[] {
  return compare("", current, maximum, 0);
}

function compare(path: string, current: unknown, maximum: unknown, depth: number): Headroom[] {
  if (isInteger(current) && isInteger(maximum)) return compareIntegers(path, current, maximum);
  if (depth >= deepest || !isContainer(current) || !isContainer(maximum)) return [];
  const inArray = Array.isArray(maximum);
  const rows: Headroom[] = [];
  for (const [key, value] of Object.entries(maximum)) {
    if (!Object.hasOwn(current, key)) continue;
    const below = inArray ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    rows.push(...compare(below, Reflect.get(current, key), value, depth + 1));
  }
  return rows;
}

function compareIntegers(path: string, current: number | bigint, maximum: number | bigint): Headroom[] {
  const [low, high] = [BigInt(current), BigInt(maximum)];
  if (low === high) return [];
  return [{ path, current, maximum, state: low < high ? "raise" : "above" }];
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}
