/** Which fields of a record mean something: those whose validity bits are set. */
import type { Layout } from "../layout/index.js";

/** Structs nest at most this deep in the event records; a schema of somebody's own may not. */
const deepest = 16;

/**
 * Paths of the fields whose conditions do not hold for these bytes, whole structs by their own path.
 *
 * @example invalidFields(cxl.layout("cxl_event_dram"), event).has("bank_group")
 */
export function invalidFields(layout: Layout<object>, bytes: Uint8Array): Set<string> {
  const found = new Set<string>();
  collect(layout, bytes, "", found, 0);
  return found;
}

function collect(layout: Layout<object>, bytes: Uint8Array, prefix: string, found: Set<string>, depth: number): void {
  for (const field of layout.definition.fields) {
    const path = `${prefix}${field.name}`;
    const nested =
      field.layout === undefined || field.count !== undefined ? undefined : layout.scope.layout(field.layout);
    if (field.valid !== undefined && !layout.matches(bytes, field.valid)) found.add(path);
    else if (nested?.kind === "struct" && depth < deepest) {
      collect(nested, bytes.subarray(field.offset >> 3), `${path}.`, found, depth + 1);
    }
  }
}
