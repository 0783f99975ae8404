/** Bytes as people paste them elsewhere. */

const digits = (byte: number): string => byte.toString(16).padStart(2, "0");

/** Plain hex, 16 bytes a line when there are more. */
export function hexText(bytes: Uint8Array): string {
  return rowsOf(bytes)
    .map((row) => Array.from(row, digits).join(" "))
    .join("\n");
}

/** An array of C, 12 bytes a line. `name` becomes an identifier. */
export function arrayText(bytes: Uint8Array, name: string): string {
  const identifier = name.replace(/\W+/g, "_").replace(/^(?=\d)|^$/, "_");
  const rows = rowsOf(bytes, 12).map((row) => `\t${Array.from(row, (byte) => `0x${digits(byte)},`).join(" ")}`);
  return `static const unsigned char ${identifier}[${bytes.length}] = {\n${rows.join("\n")}\n};\n`;
}

function rowsOf(bytes: Uint8Array, size = 16): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, row) =>
    bytes.subarray(row * size, (row + 1) * size),
  );
}
