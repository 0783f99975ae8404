import { createFamily, type Family, tableDefinitions } from "../catalog/index.js";
import { table } from "./gen/table.js";
import { protocol } from "./protocol.js";

/** CXL features and the wider mailbox, by name (device type 2). */
export const cxl: Family = /* @__PURE__ */ createFamily(protocol, /* @__PURE__ */ tableDefinitions(table));
