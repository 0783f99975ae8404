/**
 * Values in words, where operators read them so: powers of two, firmware version and board id.
 * Split values are joined in `joined-values.ts`, link modes named in `link-modes.ts`, versions found by their fields in
 * `versions.ts`, capabilities compared in `headroom.ts`; `field-words.ts` asks them all about one field.
 */

/** Fields whose name has `log_` in it and yet hold no logarithm: the other kind of log, and flags about one. */
const otherLogs: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "fw_log_event_with_data",
  "log_bit_mask",
  "log_data",
  "log_delay",
  "log_level",
  "log_max_current_uc_list_wr_supported",
  "min_mkey_log_entity_size_fixed_buffer_valid",
  "reset_at_log_event",
  "umr_log_entity_size_5",
  "vhost_log_page",
]);

/** True for a field that holds a base-2 logarithm, by its kernel name (`log_max_qp`, `cq_log_page_size`). */
export function isLogarithm(field: string): boolean {
  return /(^|_)log2?_/.test(field) && !otherLogs.has(field);
}

/**
 * The value of a `log_*` field as a power. `undefined` for other fields and for exponents above 63.
 *
 * @param field the field's own name, without its path.
 * @example powerInWords("log_max_qp", 18) // "2^18 = 262144"
 */
export function powerInWords(field: string, value: number | bigint): string | undefined {
  const exponent = BigInt(value);
  if (exponent < 0n || exponent > 63n || !isLogarithm(field)) return undefined;
  return `2^${exponent} = ${1n << exponent}`;
}

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

/**
 * A board id (PSID): up to 16 characters, NUL- or blank-padded. Bytes that are no printable ASCII become `?`.
 *
 * @example boardId(queryAdapterOut.query_adapter_struct.vsd_contd_psid) // "MT_0000000223"
 */
export function boardId(bytes: Uint8Array): string {
  return printableText(bytes.subarray(0, 16));
}

/** Text up to the first NUL, without blanks at the end. Bytes that are no printable ASCII become `?`. */
export function printableText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const used = end < 0 ? bytes : bytes.subarray(0, end);
  return Array.from(used, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "?"))
    .join("")
    .trimEnd();
}
