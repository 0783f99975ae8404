/** Base-2 logarithms in words: which fields hold one, by their names, and the power that it stands for. */

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
