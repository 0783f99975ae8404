/**
 * The quick way of encode through straight layouts: numbers go into the dwords they lie in. It takes the plain case only, a
 * value that gives every field and nothing else; whenever anything is unusual it says so, and the general writer starts over.
 */
import { own, type Source } from "./encode-sink.js";
import type { PlanField } from "./plan.js";
import type { StraightProgram } from "./straight.js";
import { isPlainObject } from "./value.js";

/** Writes one field that is no number inside a dword. */
export type OtherWriter = (field: PlanField) => void;

/**
 * Encodes by a program at byte `at`, where `data` is zero; false when the general writer must, and `data` is zero again.
 *
 * @throws FwctlFault whatever `other` throws: what it writes comes behind the numbers, all of which are right then.
 */
export function putStraight(
  program: StraightProgram,
  data: DataView,
  at: number,
  value: Source,
  other: OtherWriter,
): boolean {
  if (!hasKeysOf(program, value) || at + program.bytes > data.byteLength) return false;
  if (!putNumbers(program, data, at, value)) {
    new Uint8Array(data.buffer, data.byteOffset + at, program.bytes).fill(0);
    return false;
  }
  for (const field of program.others) other(field);
  return true;
}

/** As many own keys as fields: with each field found among them, there is no other. */
function hasKeysOf({ keys }: StraightProgram, value: Source): boolean {
  return isPlainObject(value) && Object.keys(value).length === keys;
}

function putNumbers(program: StraightProgram, data: DataView, at: number, value: Source): boolean {
  const { steps, names, fields, little } = program;
  let byte = 0;
  let word = 0;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const place = steps[index * 3] ?? -1;
    if (place < 0) {
      // What is written by other means may be left out, but not here: the keys would not add up.
      if (fields[index]?.reserved !== true && own(value, name) === undefined) return false;
      continue;
    }
    const given = value[name];
    if (typeof given !== "number" || given >>> 0 !== given || (given & ~(steps[index * 3 + 2] ?? 0)) !== 0)
      return false;
    if (place !== byte) {
      data.setInt32(at + byte, word, little);
      byte = place;
      word = data.getInt32(at + byte, little);
    }
    word |= given << (steps[index * 3 + 1] ?? 0);
  }
  if (program.bytes >= 4) data.setInt32(at + byte, word, little);
  return true;
}
