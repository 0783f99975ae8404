import * as r from "restructure";
import { layoutByName } from "../../../src/layout/index.js";
import { loadSchema } from "../../../src/schema/index.js";
import { layoutType } from "../../../src/sequence/index.js";

/** A count, then entries of two generations: each begins with a byte that says of which. */
export function crashLog(schema: string): r.Struct {
  const { layouts } = loadSchema(JSON.parse(schema));
  const arm = (name: string) => ({ payload: layoutType(layoutByName(layouts, name, "acme")) });
  const entry = new r.VersionedStruct(r.uint8, { 1: arm("crash_v1"), 2: arm("crash_v2") });
  return new r.Struct({ count: r.uint16le, entries: new r.Array(entry, "count") });
}
