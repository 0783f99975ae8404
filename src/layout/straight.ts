/**
 * The quick way through layouts that are fixed in size and free of unions: a list of dword accesses, made once for each
 * layout. It handles the plain case only; whenever anything is unusual it says so, and the general reader takes over.
 */
import type { Endian } from "../bits/index.js";
import type { Plan, PlanField } from "./plan.js";
import type { Scope } from "./scope.js";
import type { StructValue } from "./value.js";

/** Reads one field that is no number inside a dword; `undefined` for a reserved field that is zero. */
export type OtherReader = (
  field: PlanField,
  data: DataView,
  at: number,
  host: Endian,
) => StructValue[string] | undefined;

export interface StraightProgram {
  readonly bytes: number;
  /** Pairs: byte offset of a dword, and the bits in it that are reserved. */
  readonly reserved: Int32Array;
  /** Triples for each field: byte offset of its dword (-1: read by other means), shift, mask. */
  readonly steps: Int32Array;
  readonly names: readonly string[];
  readonly fields: readonly PlanField[];
  /** Fields that have a key and are read by other means. */
  readonly others: readonly PlanField[];
  /** Fields that have a key. */
  readonly keys: number;
  readonly little: boolean;
  /** The numbers are in host order, and the program is for a little-endian host. */
  readonly host: boolean;
}

/** The program of a layout; `undefined` when it has anything that only the general reader knows. */
export function straightProgram(plan: Plan): StraightProgram | undefined {
  const orders = new Set(plan.fields.filter((field) => field.nested === undefined).map((field) => field.order));
  if (!plan.straight || (plan.bits & 7) !== 0 || orders.size > 1) return undefined;
  // Members of a struct without a name are keys of this one; a program makes one key a field.
  if (plan.fields.some((field) => field.definition.anonymous === true)) return undefined;
  const host = orders.has("host");
  const little = host || orders.has("le");
  const bytes = plan.bits >> 3;
  const masks = new Map<number, number>();
  const steps: number[] = [];
  const names: string[] = [];
  const fields: PlanField[] = [];
  for (const field of plan.fields) {
    const step = stepOf(field, little, bytes);
    if (field.reserved && reserve(masks, field, little, bytes)) continue;
    steps.push(...(field.reserved || step === undefined ? [-1, 0, 0] : step));
    names.push(interned(field.name));
    fields.push(field);
  }
  const keyed = fields.filter((field) => !field.reserved);
  return {
    bytes,
    reserved: Int32Array.from([...masks].flat()),
    steps: Int32Array.from(steps),
    names,
    fields,
    others: keyed.filter((field) => stepOf(field, little, bytes) === undefined),
    keys: keyed.length,
    little,
    host,
  };
}

/** The program of the layout at a place, when it can be used there. */
export function programAt({ plan: { program }, start, host }: Scope): StraightProgram | undefined {
  return program === undefined || (start & 7) !== 0 || (program.host && host !== "le") ? undefined : program;
}

/** A name sliced from a table is hashed again at every use as a key; a key of an object is not. */
function interned(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name;
}

/** Where a number stands in its dword, when it lies in one whole. */
function stepOf(field: PlanField, little: boolean, bytes: number): [number, number, number] | undefined {
  const { offset, bits } = field;
  const byte = (offset >> 5) << 2;
  const inWord = offset & 31;
  const number = field.definition.kind === "uint" && field.count < 0;
  if (!number || inWord + bits > 32 || byte + 4 > bytes) return undefined;
  return [byte, little ? inWord : 32 - inWord - bits, bits === 32 ? -1 : 2 ** bits - 1];
}

/** Adds a reserved field to the masks of the dwords it lies in; false when some of it lies in no whole dword. */
function reserve(masks: Map<number, number>, field: PlanField, little: boolean, bytes: number): boolean {
  const end = field.offset + field.bits * Math.max(field.count, 1);
  if (((end + 31) >> 5) << 2 > bytes) return false;
  for (let bit = field.offset; bit < end; ) {
    const inWord = bit & 31;
    const take = Math.min(32 - inWord, end - bit);
    const mask = take === 32 ? -1 : (2 ** take - 1) << (little ? inWord : 32 - inWord - take);
    const byte = (bit >> 5) << 2;
    masks.set(byte, (masks.get(byte) ?? 0) | mask);
    bit += take;
  }
  return true;
}

/** No reserved bit is set. */
export function isClear({ reserved, little }: StraightProgram, data: DataView, at: number): boolean {
  let found = 0;
  for (let index = 0; index < reserved.length; index += 2) {
    found |= data.getInt32(at + (reserved[index] ?? 0), little) & (reserved[index + 1] ?? 0);
  }
  return found === 0;
}

/** Decodes by a program; `undefined` when a reserved bit is set. */
export function runStraight(
  program: StraightProgram,
  data: DataView,
  at: number,
  host: Endian,
  other: OtherReader,
): StructValue | undefined {
  if (!isClear(program, data, at)) return undefined;
  const { steps, names, fields, little } = program;
  const value: StructValue = {};
  for (let index = 0; index < names.length; index += 1) {
    const byte = steps[index * 3] ?? -1;
    const name = names[index] ?? "";
    if (byte >= 0) {
      const word = data.getUint32(at + byte, little) >>> (steps[index * 3 + 1] ?? 0);
      value[name] = (word & (steps[index * 3 + 2] ?? 0)) >>> 0;
    } else {
      const field = fields[index];
      const read = field === undefined ? undefined : other(field, data, at, host);
      if (read !== undefined) value[name] = read;
    }
  }
  return value;
}
