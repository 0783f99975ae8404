/**
 * Versions that stand in several numbers or in a packed one, found by the names of their fields: `fw_rev_major`, `fw_rev_minor`,
 * `fw_rev_subminor` of the initialization segment, `major` to `sub_minor` and `extended_*` of MGIR, `fw_version` of the health buffer.
 */

/**
 * A firmware version from its three numbers (`initial_seg.fw_rev_*`, MGIR), the last one in four digits as vendor tools print it.
 *
 * @example firmwareVersion(22, 35, 1012) // "22.35.1012"
 */
export function firmwareVersion(major: number, minor: number, subminor: number): string {
  return `${major}.${minor}.${String(subminor).padStart(4, "0")}`;
}

/**
 * The same from the packed 32-bit form (`health_buffer.fw_version`, the resource dump's info segment): 8, 8 and 16 bits.
 *
 * @example packedFirmwareVersion(0x102001ec) // "16.32.0492"
 */
export function packedFirmwareVersion(raw: number): string {
  return firmwareVersion((raw >>> 24) & 0xff, (raw >>> 16) & 0xff, raw & 0xffff);
}

/** The number of a field beside the one that is asked about; `undefined` when there is no such field. */
export type NumberBeside = (field: string) => number | undefined;

/**
 * A version in words, at the last of its numbers: firmware as vendor tools print it, others with points between.
 *
 * @param field the field's own name, without its path.
 * @returns `undefined` for fields that end no version, and for a version that is all zero.
 * @example versionInWords("fw_rev_subminor", 1012, (field) => initialSegment[field]) // "22.35.1012"
 */
export function versionInWords(field: string, value: number, beside: NumberBeside): string | undefined {
  if (value !== 0 && isPacked(field, beside)) return packedFirmwareVersion(value);
  const [, stem = "", last, rest = ""] = /^(.*?)(sub_?minor|minor|build)((?:_.*)?)$/i.exec(field) ?? [];
  if (last === undefined) return undefined;
  const [major, minor] = [beside(`${stem}major${rest}`), beside(`${stem}minor${rest}`)];
  if (major === undefined || minor === undefined) return undefined;
  if (last === "minor") return hasThird(stem, rest, beside) ? undefined : dotted([major, minor]);
  const extended = beside(`extended_${field}`);
  // The eight bits of MGIR's old fields cut a version off that the extended ones hold.
  if (["major", "minor", last].some((part) => (beside(`extended_${stem}${part}${rest}`) ?? 0) !== 0)) return undefined;
  if (extended === undefined && !/(^|_)fw_|^extended_/.test(stem)) return dotted([major, minor, value]);
  return major === 0 && minor === 0 && value === 0 ? undefined : firmwareVersion(major, minor, value);
}

/** 8, 8 and 16 bits of one number; the version of a component (MCQI) is read so by the kernel (`mlx5_fw_version_query`). */
const isPacked = (field: string, beside: NumberBeside): boolean =>
  field === "fw_version" || (field === "version" && beside("version_string_length") !== undefined);

const hasThird = (stem: string, rest: string, beside: NumberBeside): boolean =>
  ["sub_minor", "subminor", "build"].some((part) => beside(`${stem}${part}${rest}`) !== undefined);

const dotted = (numbers: readonly number[]): string | undefined =>
  numbers.every((number) => number === 0) ? undefined : numbers.join(".");
