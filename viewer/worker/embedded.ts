/** What the build puts into the worker: the example recording, and which header each struct is taken from. */
declare const fwctlViewerExample: string;
declare const fwctlViewerOrigins: string;

/** `examples/session.ndjson`. */
export const embeddedExample: string = typeof fwctlViewerExample === "string" ? fwctlViewerExample : "";

/** Family, source, and the structs from it with blanks between them. */
export function embeddedOrigins(): readonly (readonly [family: string, source: string, structs: string])[] {
  const rows: unknown = JSON.parse(typeof fwctlViewerOrigins === "string" ? fwctlViewerOrigins : "[]");
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) => {
    if (!Array.isArray(row)) return [];
    const [family, source, structs]: unknown[] = row;
    const all = typeof family === "string" && typeof source === "string" && typeof structs === "string";
    return all ? [[family, source, structs] as const] : [];
  });
}
