import { createFamily, type Family, tableDefinitions } from "../catalog/index.js";
import { table } from "./gen/table.js";
import { protocol } from "./protocol.js";

/** AMD Pensando, by name (device type 4). */
export const pds: Family = /* @__PURE__ */ createFamily(protocol, /* @__PURE__ */ tableDefinitions(table));
