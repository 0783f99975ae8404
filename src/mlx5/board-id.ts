/** Text that a device keeps in a field of fixed size: the board id (PSID) and its like. */

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
